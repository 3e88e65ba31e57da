import type { GoProgram } from '../../syntax/go/program.js';
import type { GoCall, GoExpression, GoStatement } from '../../syntax/go/tree.js';
import { directoryOf } from '../finding/paths.js';
import { GoInterpreter } from './interpreter.js';
import { GoLibraries } from './libraries.js';
import { GoScope } from './values.js';
import type { GoValue } from './values.js';

/** A call that registers the migration of a file, with its arguments. */
export interface GoRegistration {
  readonly method: string;
  readonly args: readonly GoValue[];
  readonly start: number;
  readonly end: number;
}

/**
 * The first call of a method that fits in the functions of a file (mostly `init`): `goose.AddMigrationContext(up, down)`,
 * `if err := Migrations.Register(up, down); err != nil { … }`. Local variables that it is given are known.
 */
export async function registrationIn(
  path: string,
  method: RegExp,
  program: GoProgram,
): Promise<GoRegistration | undefined> {
  const pkg = await program.package(directoryOf(path));
  const file = program.file(path);
  if (!pkg || !file) return undefined;
  for (const fn of file.functions) {
    const literal = await program.body(fn);
    const call = literal && callAmong(literal.body, method);
    if (!call || call.callee.kind !== 'selector') continue;
    const scope = new GoScope(pkg, file).inner();
    const interpreter = new GoInterpreter(program, 'unknown', new GoLibraries(program, 'unknown'));
    await interpreter.statementsIn(literal.body, scope);
    const args: GoValue[] = [];
    for (const argument of call.args) args.push(await interpreter.valueIn(argument, scope));
    return { method: call.callee.field, args, start: call.start, end: call.end };
  }
  return undefined;
}

function callAmong(body: readonly GoStatement[], method: RegExp): GoCall | undefined {
  for (const statement of body) {
    const found = expressionsOf(statement).find(
      (one): one is GoCall =>
        one.kind === 'call' && one.callee.kind === 'selector' && method.test(one.callee.field),
    );
    if (found) return found;
  }
  return undefined;
}

function expressionsOf(statement: GoStatement): readonly GoExpression[] {
  switch (statement.kind) {
    case 'expression':
      return [statement.expression];
    case 'assign':
      return statement.right;
    case 'declare':
      return statement.values;
    case 'if':
      return statement.before ? expressionsOf(statement.before) : [];
    default:
      return [];
  }
}
