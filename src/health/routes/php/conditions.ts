import type { Located, ProgramNode } from '../../../syntax/imperative/tree.js';
import { nodesIn } from '../../../syntax/imperative/tree-walk.js';
import type { Unit } from '../../../syntax/imperative/values.js';
import { oneLine } from './calls.js';

/** A part of a file that runs under a condition. */
interface Conditional extends Located {
  /** Undefined = in production without one. */
  readonly condition: string | undefined;
}

const known = new WeakMap<ProgramNode, readonly Conditional[]>();

/** Under which conditions of its file a place runs, the innermost last; empty when it surely runs in production. */
export function conditionsAt(unit: Unit, offset: number): readonly string[] {
  let all = known.get(unit.program);
  if (!all) {
    all = conditionalsOf(unit);
    known.set(unit.program, all);
  }
  return all.flatMap(({ start, end, condition }) =>
    start <= offset && offset < end && condition !== undefined ? [condition] : [],
  );
}

function conditionalsOf(unit: Unit): readonly Conditional[] {
  const found: Conditional[] = [];
  const bodies = [
    unit.program.statements,
    ...[...unit.program.functions.values()].map(({ body }) => body),
    ...unit.program.classes.flatMap(({ methods }) => methods.map((method) => method.function.body)),
  ];
  for (const body of bodies)
    for (const node of nodesIn(body)) {
      if (node.kind !== 'if') continue;
      const written = unit.source.text.slice(node.condition.start, node.condition.end);
      const { whenTrue, whenFalse } = conditionOf(written);
      for (const inner of node.consequence)
        found.push({ start: inner.start, end: inner.end, condition: whenTrue });
      for (const inner of node.otherwise)
        found.push({ start: inner.start, end: inner.end, condition: whenFalse });
    }
  return found;
}

const local = String.raw`\[?\s*(?:['"](?:local|dev|development|testing|test)['"],?\s*)+\]?`;
const isDevelopment = new RegExp(
  String.raw`^(?:(?:\\?App::|app\(\)->|\$this->app->|\$app->)(?:environment\(${local}\)|isLocal\(\)|hasDebugModeEnabled\(\)|runningUnitTests\(\))|config\(['"]app\.debug['"](?:,\s*false)?\)|env\(['"]APP_DEBUG['"](?:,\s*false)?\)|(?:config\(['"]app\.env['"]\)|env\(['"]APP_ENV['"][^)]*\))\s*={2,3}\s*['"](?:local|dev|development|testing)['"]|['"](?:dev|test)['"]\s*={2,3}\s*\$(?:this->environment|env\w*)|\$(?:this->environment|env\w*)\s*={2,3}\s*['"](?:dev|test)['"])$`,
);
const isProduction = new RegExp(
  String.raw`^(?:(?:\\?App::|app\(\)->|\$this->app->|\$app->)(?:environment\(\[?['"]production['"]\]?\)|isProduction\(\))|(?:config\(['"]app\.env['"]\)|env\(['"]APP_ENV['"][^)]*\))\s*={2,3}\s*['"](?:production|prod)['"])$`,
);

function conditionOf(written: string): {
  readonly whenTrue: string | undefined;
  readonly whenFalse: string | undefined;
} {
  const text = written
    .trim()
    .replace(/^\((.*)\)$/s, '$1')
    .trim();
  const negated = /^!\s*(.*)$/s.exec(text)?.[1];
  if (negated !== undefined && !/&&|\|\|/.test(negated)) {
    const { whenTrue, whenFalse } = conditionOf(negated);
    return { whenTrue: whenFalse, whenFalse: whenTrue };
  }
  const unequal = /^(.*?)\s*!==?\s*(['"]\w+['"])$/s.exec(text);
  if (unequal) {
    const { whenTrue, whenFalse } = conditionOf(`${unequal[1] ?? ''} === ${unequal[2] ?? ''}`);
    return { whenTrue: whenFalse, whenFalse: whenTrue };
  }
  if (isDevelopment.test(text)) return { whenTrue: 'development only', whenFalse: undefined };
  if (isProduction.test(text)) return { whenTrue: undefined, whenFalse: 'development only' };
  if (text.split('&&').length > 1 && text.split('&&').some((part) => isDevelopment.test(part.trim())))
    return { whenTrue: 'development only', whenFalse: undefined };
  return { whenTrue: `if ${oneLine(text)}`, whenFalse: `unless ${oneLine(text)}` };
}
