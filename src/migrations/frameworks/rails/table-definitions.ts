import type { ColumnDefinition, OperationBody } from '../../../model/migration.js';
import { argumentsOf } from '../../../syntax/ruby/arguments.js';
import { evaluate } from '../../../syntax/ruby/evaluate.js';
import type { RubyProgram } from '../../../syntax/ruby/program.js';
import { booleanOf, nameOf, namesOf, RubyFrame } from '../../../syntax/ruby/value.js';
import type { RubyScope, RubyValue } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import type { RailsContext } from './column-types.js';
import { conditionHolds } from './conditions.js';
import { primaryKeyOf } from './columns.js';
import type { Options } from './columns.js';
import { singularize } from '../../inflection.js';
import { joinTable } from './names.js';
import { excerptOf, parameterNames } from './place.js';
import { referenceOf } from './references.js';
import type { CallReading } from './step.js';
import { readTablePart } from './table-block.js';

/** What the reader of table blocks needs to know of the migration around them. */
export interface TableSurroundings {
  readonly program: RubyProgram;
  readonly context: RailsContext;
  readonly scope: RubyScope;
  /** Methods of the migration's class, which a block may hand its table to. */
  readonly methods: ReadonlyMap<string, SyntaxNode>;
}

/** Calls on a block's table: the call, its method, and the values that are known there. */
type Visit = (call: SyntaxNode, method: string, scope: RubyScope, unsure: boolean) => void;

const deepest = 12;
const mostRounds = 500;

/** `create_table` and `create_join_table`. Undefined when the name is not known. */
export function readCreateTable(
  node: SyntaxNode,
  method: string,
  around: TableSurroundings,
): CallReading | undefined {
  const { positional, options } = argumentsOf(node, around.program, around.scope);
  if (method === 'create_join_table') {
    const join = joinTableOf(node, around);
    return join && created(join.table, options, join.bodies);
  }
  const table = nameOf(positional[0]);
  return table === undefined ? undefined : created(table, options, tableBodies(table, options, node, around));
}

/** `drop_join_table`; the way back is `create_join_table` with the same arguments. */
export function readDropJoinTable(node: SyntaxNode, around: TableSurroundings): CallReading | undefined {
  const { options } = argumentsOf(node, around.program, around.scope);
  const join = joinTableOf(node, around);
  return (
    join && {
      bodies: [{ kind: 'dropTable', table: join.table, ...dropOptions(options) }],
      inverse: join.bodies,
    }
  );
}

function joinTableOf(
  node: SyntaxNode,
  around: TableSurroundings,
): { readonly table: string; readonly bodies: readonly OperationBody[] } | undefined {
  const { positional, options } = argumentsOf(node, around.program, around.scope);
  const [first, second] = positional.map(nameOf);
  if (first === undefined || second === undefined) return undefined;
  const table = nameOf(options.get('table_name')) ?? joinTable(first, second);
  const given = options.get('column_options');
  const columnOptions: Options = new Map<string, RubyValue>([
    ['null', { kind: 'boolean', value: false }],
    ['index', { kind: 'boolean', value: false }],
    ...(given?.kind === 'hash' ? given.entries : []),
  ]);
  const sides = [first, second].map((name) =>
    referenceOf(table, singularize(name), columnOptions, around.context),
  );
  const withoutId: Options = new Map([['id', { kind: 'boolean', value: false }], ...options]);
  const bodies = tableBodies(
    table,
    withoutId,
    node,
    around,
    sides.flatMap(({ columns }) => columns),
  );
  const keys = sides.flatMap(({ index, foreignKey }) => [index ?? [], foreignKey ?? []].flat());
  return { table, bodies: [...bodies, ...keys] };
}

/** With `force:` a table of that name is dropped first. */
function created(table: string, options: Options, bodies: readonly OperationBody[]): CallReading {
  const forced = options.get('force');
  const drops = forced !== undefined && booleanOf(forced) !== false && forced.kind !== 'nil';
  return {
    bodies: [
      ...(drops
        ? [{ kind: 'dropTable' as const, table, ...dropOptions(options), guarded: true as const }]
        : []),
      ...bodies,
    ],
    inverse: [{ kind: 'dropTable', table }],
  };
}

function dropOptions(options: Options): { readonly guarded?: true; readonly cascade?: true } {
  return {
    ...(booleanOf(options.get('if_exists')) === true && { guarded: true }),
    ...(nameOf(options.get('force')) === 'cascade' && { cascade: true }),
  };
}

/** `drop_table`: can be turned round when it has a block or options, for one table. */
export function readDropTable(node: SyntaxNode, around: TableSurroundings): CallReading | undefined {
  const { positional, options } = argumentsOf(node, around.program, around.scope);
  const tables = positional.map(nameOf);
  const [table] = tables;
  if (table === undefined || !tables.every((name) => name !== undefined)) return undefined;
  const bodies = tables.map((name): OperationBody => ({
    kind: 'dropTable',
    table: name,
    ...dropOptions(options),
  }));
  const block = node.childForFieldName('block');
  const described = block !== null || [...options.keys()].some((option) => option !== 'if_exists');
  if (tables.length > 1) return { bodies, irreversible: 'drop_table of several tables' };
  return described
    ? { bodies, inverse: tableBodies(table, options, node, around) }
    : { bodies, irreversible: 'drop_table without a block' };
}

function tableBodies(
  table: string,
  options: Options,
  node: SyntaxNode,
  around: TableSurroundings,
  given: readonly ColumnDefinition[] = [],
): readonly OperationBody[] {
  const { program, context } = around;
  const temporary = booleanOf(options.get('temporary')) === true && { temporary: true };
  // The columns come from the query; block, id and primary key are not looked at.
  if (options.has('as')) return [{ kind: 'createTable', table, columns: [], asSelect: true, ...temporary }];
  const key = primaryKeyOf(options, context);
  const columns = [...(key ? [key] : []), ...given];
  const after: OperationBody[] = [];
  visitTable(node.childForFieldName('block'), around, (call, method, scope) => {
    if (method.endsWith('?') || method === 'name') return;
    const part = readTablePart(table, method, argumentsOf(call, program, scope), context);
    if (part) {
      columns.push(...part.columns);
      after.push(...part.after);
    } else after.push({ kind: 'opaque', reason: reasonFor(method), text: excerptOf(call) });
  });
  const keys =
    options.get('primary_key')?.kind === 'array' ? (namesOf(options.get('primary_key')) ?? []) : [];
  return [
    {
      kind: 'createTable',
      table,
      columns: columns.map((column) =>
        keys.includes(column.name) ? { ...column, nullable: false } : column,
      ),
      ...(booleanOf(options.get('if_not_exists')) === true && { guarded: true }),
      ...temporary,
    },
    ...(keys.length > 0 ? [{ kind: 'addPrimaryKey' as const, table, columns: keys }] : []),
    ...after,
  ];
}

/** Why a line of a table block was not understood. */
export function reasonFor(method: string): string {
  return `t.${method} is not known, or its arguments are made while the migration runs`;
}

/** Goes through the calls on a table block's variable, loops over known names, conditions and methods that take the table included. */
export function visitTable(block: SyntaxNode | null, around: TableSurroundings, visit: Visit): void {
  const body = block?.childForFieldName('body');
  const [variable] = block ? parameterNames(block) : [];
  if (body && variable !== undefined) visitCalls(body, variable, around, visit, false, 0);
}

function visitCalls(
  body: SyntaxNode,
  variable: string,
  around: TableSurroundings,
  visit: Visit,
  unsure: boolean,
  depth: number,
): void {
  if (depth > deepest) return;
  for (const child of body.type === 'call' ? [body] : body.namedChildren) {
    if (!child || child.type === 'argument_list') continue;
    if (child.type !== 'call') {
      if (child.type === 'if' || child.type === 'unless') {
        visitBranch(child, variable, around, visit, unsure, depth);
        continue;
      }
      const branch = /^(if|unless|case|when|else|elsif|if_modifier|unless_modifier|conditional)$/.test(
        child.type,
      );
      if (child.namedChildCount > 0) visitCalls(child, variable, around, visit, unsure || branch, depth + 1);
      continue;
    }
    visitCall(child, variable, around, visit, unsure, depth);
  }
}

function visitBranch(
  node: SyntaxNode,
  variable: string,
  around: TableSurroundings,
  visit: Visit,
  unsure: boolean,
  depth: number,
): void {
  const holds = conditionHolds(node.childForFieldName('condition'), false, around.context.dialect);
  const consequence = node.childForFieldName('consequence');
  const alternative = node.childForFieldName('alternative');
  const wanted =
    holds === undefined
      ? [consequence, alternative]
      : [holds === (node.type === 'if') ? consequence : alternative];
  for (const part of wanted)
    if (part) visitCalls(part, variable, around, visit, unsure || holds === undefined, depth + 1);
}

function visitCall(
  call: SyntaxNode,
  variable: string,
  around: TableSurroundings,
  visit: Visit,
  unsure: boolean,
  depth: number,
): void {
  const receiver = call.childForFieldName('receiver');
  const method = call.childForFieldName('method')?.text ?? '';
  if (receiver?.text === variable) {
    visit(call, method, around.scope, unsure);
    return;
  }
  const local = receiver ? undefined : around.methods.get(method);
  if (local) {
    const given = call.childForFieldName('arguments')?.namedChildren.map((child) => child?.text) ?? [];
    const names = local.childForFieldName('parameters')?.namedChildren.map((child) => child?.text) ?? [];
    const inner = names[given.indexOf(variable)];
    const body = local.childForFieldName('body');
    if (inner !== undefined && body) visitCalls(body, inner, around, visit, unsure, depth + 1);
    return;
  }
  const block = call.childForFieldName('block');
  const body = block?.childForFieldName('body');
  if (!block || !body) return;
  const items = receiver ? roundsOf(evaluate(receiver, around.program, around.scope)) : undefined;
  if (!items) {
    visitCalls(body, variable, around, visit, unsure || receiver !== null, depth + 1);
    return;
  }
  for (const values of items) {
    const scope = new RubyFrame(around.scope);
    bindParameters(scope, parameterNames(block), values);
    visitCalls(body, variable, { ...around, scope }, visit, unsure, depth + 1);
  }
}

/** The arguments of each round of `each` over a known list or hash. */
export function roundsOf(value: RubyValue): readonly (readonly RubyValue[])[] | undefined {
  if (value.kind === 'array')
    return value.items
      .slice(0, mostRounds)
      .map((item, index) => [item, { kind: 'number', value: index, text: String(index) }]);
  if (value.kind === 'hash')
    return [...value.entries]
      .slice(0, mostRounds)
      .map(([key, item]) => [{ kind: 'symbol', text: key }, item]);
  return undefined;
}

/** Gives a block's parameters their values; a list is taken apart when there are several parameters. */
export function bindParameters(
  frame: RubyFrame,
  names: readonly string[],
  values: readonly RubyValue[],
): void {
  const [first, ...others] = values;
  const all = first?.kind === 'array' && names.length > 1 ? [...first.items, ...others] : values;
  for (const [index, name] of names.entries()) {
    const value = all[index];
    frame.bind(name, value ?? { kind: 'code', text: name });
  }
}
