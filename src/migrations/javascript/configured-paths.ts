import type { RepositoryView } from '../../model/repository-view.js';
import { rootMark } from '../../syntax/javascript/resolve/module-resolver.js';
import type { CallExpression, Expression } from '../../syntax/javascript/tree.js';
import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { walkProgram } from '../../syntax/javascript/visit.js';
import { migrationPrograms } from './migration-programs.js';
import { entryOf, recordOf } from './values.js';

/** A setting of a program: an object literal, or the arguments of a call, with their values. */
export interface ProgramSetting {
  readonly file: string;
  readonly value: Value;
  /** The call whose argument it is, as `knex`, `migrate.latest`, `new Umzug`; empty elsewhere. */
  readonly callee: string;
}

const settingSteps = 20_000;
const longestName = 60;

/**
 * The object literals of a program that stand at `module.exports`, in calls or in other objects, evaluated in the scope of the module:
 * constants, `__dirname` and `path.resolve` are known there, what a function computes is not.
 */
export async function settingsIn(path: string, view: RepositoryView): Promise<readonly ProgramSetting[]> {
  const program = await migrationPrograms(view).open(path);
  if (!program) return [];
  const { interpreter, module } = program;
  const instance = await interpreter.module(path);
  if (!instance) return [];
  const settings: ProgramSetting[] = [];
  for (const { node, part } of walkProgram(module.body)) {
    if (part !== 'expression') continue;
    const calls =
      node.kind === 'call' ? node.arguments.map(({ value }) => value) : node.kind === 'object' ? [node] : [];
    for (const expression of calls) {
      if (expression.kind !== 'object') continue;
      const value = await interpreter.within(settingSteps, () =>
        interpreter.evaluate(expression, instance.scope),
      );
      if (value) settings.push({ file: path, value, callee: node.kind === 'call' ? calleeName(node) : '' });
    }
  }
  return settings;
}

function calleeName({ callee, isNew }: CallExpression): string {
  return `${isNew ? 'new ' : ''}${written(callee, 0)}`.slice(0, longestName);
}

function written(node: Expression, depth: number): string {
  if (depth > 6) return '';
  if (node.kind === 'identifier') return node.name;
  if (node.kind === 'member' && typeof node.property === 'string')
    return `${written(node.object, depth + 1)}.${node.property}`;
  return node.kind === 'call' ? written(node.callee, depth + 1) : '';
}

/** A member of a setting by its path: `['migrations', 'directory']`. */
export function settingAt(value: Value, names: readonly string[]): Value | undefined {
  let found: Value | undefined = value;
  for (const name of names) {
    if (!recordOf(found)) return undefined;
    found = entryOf(found, name);
  }
  return found;
}

/** A path that a setting gives: what begins at the module's own place (`__dirname`) as a path from the root. */
export function writtenPath(text: string): string {
  return text.startsWith(rootMark) ? text.slice(rootMark.length) || '.' : text;
}
