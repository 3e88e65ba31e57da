import type { OperationBody } from '../../../model/migration.js';
import type { SourceText } from '../../../model/source-text.js';
import { argumentsOf, evaluate } from '../../../syntax/ruby/evaluate.js';
import type { RubyProgram } from '../../../syntax/ruby/evaluate.js';
import { booleanOf, nameOf } from '../../../syntax/ruby/value.js';
import type { RubyScope, RubyValue } from '../../../syntax/ruby/value.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { columnOf, primaryKeyOf } from './columns.js';
import type { Options, RailsContext } from './columns.js';
import { invert } from './inversion.js';
import { readModelCall } from './model-calls.js';
import { joinTable, schemaStatements } from './schema-statements.js';
import type { CallReading, RailsStep } from './step.js';
import { readTableCall, readTablePart } from './table-block.js';

/** Which way a stretch of code runs: `change` runs both ways, its calls turned round on the way back. */
type Mode = 'change' | 'up' | 'down';

interface Position {
  readonly mode: Mode;
  readonly scope: RubyScope;
  readonly conditional: boolean;
  readonly depth: number;
  /** Calls that a `revert` block turns round. */
  readonly reverted: boolean;
}

/** What the methods of a migration class do. */
export interface InterpretedMigration {
  readonly up: readonly RailsStep[];
  readonly down: readonly RailsStep[];
  /** The way back raises ActiveRecord::IrreversibleMigration (or any error). */
  readonly raisesOnDown: boolean;
}

/** Calls that may be made in a migration, hostile ones included: more are not read. */
const mostSteps = 20_000;
const deepestCalls = 12;

const wrappers = new Set([
  'transaction',
  'safety_assured',
  'suppress_messages',
  'say_with_time',
  'with_lock_retries',
  'disable_statement_timeout',
  'with_connection',
  'tap',
  'without_statement_timeout',
  'without_timeout',
  'unscoped',
  'uncached',
  'no_touching',
  'synchronize',
  'set_context',
  'silence',
  'within_new_transaction',
]);
const silent = new Set([
  'say',
  'puts',
  'print',
  'p',
  'pp',
  'require',
  'require_relative',
  'warn',
  'info',
  'debug',
  'sleep',
  'reset_column_information',
  'private',
  'attr_reader',
  'attr_accessor',
  'include',
  'extend',
  'announce',
  'write',
  'log',
  'return',
  'next',
  'stub',
  'column_exists?',
  'table_exists?',
  'index_exists?',
  'data_source_exists?',
  'freeze',
  'disable_ddl_transaction!',
]);

/** Reads the methods of a migration class into steps, without running anything. */
export class RailsInterpreter {
  readonly #source: SourceText;
  readonly #program: RubyProgram;
  readonly #context: RailsContext;
  readonly #methods: ReadonlyMap<string, SyntaxNode>;
  readonly #constants: RubyScope;
  readonly #tableOf: (model: string) => string | undefined;
  readonly #up: RailsStep[] = [];
  /** Groups that run in the opposite order on the way back of `change`; each group in its own order. */
  readonly #down: RailsStep[][] = [];
  #calls = 0;
  #raisesOnDown = false;

  constructor(
    source: SourceText,
    program: RubyProgram,
    context: RailsContext,
    methods: ReadonlyMap<string, SyntaxNode>,
    constants: RubyScope,
    tableOf: (model: string) => string | undefined,
  ) {
    this.#source = source;
    this.#program = program;
    this.#context = context;
    this.#methods = methods;
    this.#constants = constants;
    this.#tableOf = tableOf;
  }

  run(): InterpretedMigration {
    const change = this.#methods.get('change');
    if (change) this.#method(change, 'change');
    for (const mode of ['up', 'down'] as const) {
      const method = this.#methods.get(mode);
      if (method) this.#method(method, mode);
    }
    const down = change ? this.#down.toReversed() : this.#down;
    return { up: this.#up, down: down.flat(), raisesOnDown: this.#raisesOnDown };
  }

  #method(method: SyntaxNode, mode: Mode): void {
    const body = method.childForFieldName('body');
    if (body)
      this.#statements([body], {
        mode,
        scope: this.#constants,
        conditional: false,
        depth: 0,
        reverted: false,
      });
  }

  #statements(nodes: readonly (SyntaxNode | null)[], position: Position): void {
    let { scope } = position;
    for (const node of nodes) {
      if (!node || this.#calls > mostSteps) continue;
      if (node.type === 'assignment') {
        const left = node.childForFieldName('left');
        const right = node.childForFieldName('right');
        if (left && right) {
          scope = new Map([...scope, [left.text, evaluate(right, this.#program, scope)]]);
          if (right.type === 'call') this.#assigned(right, { ...position, scope });
        }
        continue;
      }
      this.#statement(node, { ...position, scope });
    }
  }

  /** The right side of an assignment matters only when it writes: `result = execute("…")`. */
  #assigned(call: SyntaxNode, position: Position): void {
    const method = call.childForFieldName('method')?.text ?? '';
    if (/^(execute|exec_|update|delete)/.test(method)) this.#call(call, position);
  }

  #statement(node: SyntaxNode, position: Position): void {
    switch (node.type) {
      case 'body_statement':
      case 'block_body':
      case 'begin':
      case 'then':
      case 'ensure':
      case 'parenthesized_statements':
        this.#statements(node.namedChildren, position);
        break;
      case 'rescue':
        // What only runs after an error is not part of the migration.
        break;
      case 'if':
      case 'unless':
      case 'elsif':
      case 'else':
      case 'case':
      case 'when':
      case 'if_modifier':
      case 'unless_modifier': {
        const condition =
          node.childForFieldName('condition') ??
          node.childForFieldName('value') ??
          node.childForFieldName('pattern');
        const parts = node.namedChildren.filter((child) => child && child.id !== condition?.id);
        if (node.type === 'if_modifier' || node.type === 'unless_modifier') {
          const body = node.childForFieldName('body');
          // `return if …` and `raise … unless …` guard the rest; the rest runs all the same.
          if (body && /^(return|raise)\b/.test(body.text)) break;
        }
        this.#statements(parts, { ...position, conditional: true });
        break;
      }
      case 'identifier':
        this.#bareCall(node, position);
        break;
      case 'call':
        this.#call(node, position);
        break;
      default:
        break;
    }
  }

  /** A call without arguments: a method of the class, or a name that does nothing here. */
  #bareCall(node: SyntaxNode, position: Position): void {
    const local = this.#methods.get(node.text);
    if (local && position.depth < deepestCalls && !['up', 'down', 'change'].includes(node.text)) {
      this.#inline(local, undefined, position);
    }
  }

  #inline(method: SyntaxNode, call: SyntaxNode | undefined, position: Position): void {
    const body = method.childForFieldName('body');
    if (!body) return;
    const parameters = (method.childForFieldName('parameters')?.namedChildren ?? []).flatMap(
      (parameter) => parameter ?? [],
    );
    const given = call
      ? argumentsOf(call, this.#program, position.scope)
      : { positional: [], options: new Map<string, RubyValue>() };
    const scope = new Map(this.#constants);
    for (const [index, parameter] of parameters.entries()) {
      const name = parameter.childForFieldName('name')?.text ?? parameter.text;
      const value = given.positional[index] ?? given.options.get(name);
      const fallback = parameter.childForFieldName('value');
      if (value) scope.set(name, value);
      else if (fallback) scope.set(name, evaluate(fallback, this.#program, scope));
    }
    this.#statements([body], { ...position, scope, depth: position.depth + 1 });
  }

  #call(node: SyntaxNode, position: Position): void {
    this.#calls += 1;
    if (this.#calls > mostSteps || position.depth > deepestCalls) return;
    const method = node.childForFieldName('method')?.text ?? '';
    const receiver = node.childForFieldName('receiver');
    const block = node.childForFieldName('block');
    if (method === 'raise' && !receiver) {
      if (position.mode === 'down') this.#raisesOnDown = true;
      return;
    }
    if (receiver && this.#loops(node, receiver, method, block, position)) return;
    if (receiver && !isConnection(receiver)) {
      this.#received(node, method, block, position);
      return;
    }
    if (this.#blockCall(node, method, block, position)) return;
    const local = this.#methods.get(method);
    if (local && !receiver && position.depth < deepestCalls) {
      this.#inline(local, node, position);
      return;
    }
    if (silent.has(method)) return;
    this.#push(node, this.#read(node, method, position.scope), position);
  }

  /** `[:a, :b].each do |name| … end` over known values runs once for each; over unknown ones the body is read once. */
  #loops(
    _node: SyntaxNode,
    receiver: SyntaxNode,
    method: string,
    block: SyntaxNode | null,
    position: Position,
  ): boolean {
    if (
      !block ||
      !['each', 'each_pair', 'each_with_index', 'times', 'map', 'each_with_object'].includes(method)
    )
      return false;
    const value = evaluate(receiver, this.#program, position.scope);
    const names = parameterNames(block);
    const inner = { ...position, depth: position.depth + 1 };
    if (value.kind === 'array') {
      for (const [index, item] of value.items.slice(0, 500).entries()) {
        const items =
          item.kind === 'array' && names.length > 1
            ? item.items
            : [item, { kind: 'number' as const, value: index, text: String(index) }];
        this.#statements([block.childForFieldName('body')], {
          ...inner,
          scope: bound(position.scope, names, items),
        });
      }
      return true;
    }
    if (value.kind === 'hash') {
      for (const [key, item] of value.entries) {
        this.#statements([block.childForFieldName('body')], {
          ...inner,
          scope: bound(position.scope, names, [{ kind: 'symbol', text: key }, item]),
        });
      }
      return true;
    }
    return false;
  }

  /** A call on something else than the connection: a model, a `dir` of reversible, program code. */
  #received(node: SyntaxNode, method: string, block: SyntaxNode | null, position: Position): void {
    if (wrappers.has(method) && block) {
      this.#statements([block.childForFieldName('body')], position);
      return;
    }
    const changes = readModelCall(node, this.#tableOf);
    if (changes) {
      this.#push(node, { bodies: changes, inverse: [] }, position, 'medium');
      return;
    }
    if (silent.has(method)) return;
    if (
      /^(execute|exec_query|exec_update|exec_insert|exec_delete|select_|query|raw_connection)/.test(method)
    ) {
      this.#push(node, this.#read(node, method, position.scope), position);
      return;
    }
    if (/^(new|find|where|pluck|first|last|all|count|connection|logger|env|config|root)$/.test(method))
      return;
    this.#push(
      node,
      { bodies: [{ kind: 'opaque', reason: 'runs code of the program', text: excerpt(node) }], inverse: [] },
      position,
    );
  }

  /** Calls whose block holds what happens. */
  #blockCall(node: SyntaxNode, method: string, block: SyntaxNode | null, position: Position): boolean {
    const body = block?.childForFieldName('body') ?? null;
    if (method === 'create_table' || method === 'create_join_table') {
      this.#createTable(node, method, body, block, position);
      return true;
    }
    if (method === 'drop_table') {
      const { positional, options } = argumentsOf(node, this.#program, position.scope);
      const tables = positional.flatMap((value) => nameOf(value) ?? []);
      const guarded = booleanOf(options.get('if_exists')) === true;
      const bodies = tables.map((table): OperationBody => ({
        kind: 'dropTable',
        table,
        ...(guarded && { guarded }),
        ...(nameOf(options.get('force')) === 'cascade' && { cascade: true }),
      }));
      const remade =
        block && tables[0] !== undefined
          ? this.#tableBodies(tables[0], options, body, block, position)
          : undefined;
      this.#push(
        node,
        { bodies, ...(remade ? { inverse: remade } : { irreversible: 'drop_table without a block' }) },
        position,
      );
      return true;
    }
    if (!block) {
      if (method === 'revert') {
        this.#push(
          node,
          {
            bodies: [{ kind: 'opaque', reason: 'reverts another migration', text: excerpt(node) }],
            inverse: [],
          },
          position,
        );
        return true;
      }
      return false;
    }
    switch (method) {
      case 'change_table':
        this.#changeTable(node, body, block, position);
        return true;
      case 'reversible': {
        const [direction] = parameterNames(block);
        for (const child of body?.namedChildren ?? []) {
          const way = child?.childForFieldName('method')?.text;
          const inner = child?.childForFieldName('block')?.childForFieldName('body') ?? null;
          if (child?.childForFieldName('receiver')?.text !== direction || (way !== 'up' && way !== 'down'))
            continue;
          if (position.mode === 'change') this.#oneWay(inner, way, position);
          else if (way === (position.reverted ? opposite(position.mode) : position.mode))
            this.#statements([inner], position);
        }
        return true;
      }
      case 'up_only':
        if (position.mode === 'change') this.#oneWay(body, 'up', position);
        else if (position.mode === 'up') this.#statements([body], position);
        return true;
      case 'revert':
        this.#statements([body], { ...position, reverted: !position.reverted });
        return true;
      default:
        if (!wrappers.has(method)) return false;
        this.#statements([body], position);
        return true;
    }
  }

  /** A stretch that runs one way only inside `change`. */
  #oneWay(body: SyntaxNode | null, way: 'up' | 'down', position: Position): void {
    if (way === 'up') {
      this.#statements([body], { ...position, mode: 'up' });
      return;
    }
    const before = this.#down.length;
    this.#statements([body], { ...position, mode: 'down' });
    const group = this.#down.splice(before).flat();
    if (group.length > 0) this.#down.push(group);
  }

  #createTable(
    node: SyntaxNode,
    method: string,
    body: SyntaxNode | null,
    block: SyntaxNode | null,
    position: Position,
  ): void {
    const { positional, options } = argumentsOf(node, this.#program, position.scope);
    const [first, second] = positional.map(nameOf);
    const joins = method === 'create_join_table';
    const table = joins
      ? (nameOf(options.get('table_name')) ??
        (first !== undefined && second !== undefined ? joinTable(first, second) : undefined))
      : first;
    if (table === undefined) {
      this.#push(node, undefined, position);
      return;
    }
    const columns =
      joins && first !== undefined && second !== undefined
        ? [first, second].map((name) =>
            columnOf(
              `${foreignName(name)}_id`,
              this.#context.version >= 5.1 ? 'bigint' : 'integer',
              new Map([['null', { kind: 'boolean', value: false }]]),
              this.#context,
            ),
          )
        : [];
    const created = this.#tableBodies(
      table,
      joins ? new Map([...options, ['id', { kind: 'boolean', value: false }]]) : options,
      body,
      block,
      position,
      columns,
    );
    const forced = options.get('force');
    const drops = forced !== undefined && booleanOf(forced) !== false && forced.kind !== 'nil';
    const inverse: readonly OperationBody[] = [{ kind: 'dropTable', table }];
    this.#push(
      node,
      {
        bodies: [...(drops ? [{ kind: 'dropTable' as const, table, guarded: true }] : []), ...created],
        inverse,
      },
      position,
    );
  }

  #tableBodies(
    table: string,
    options: Options,
    body: SyntaxNode | null,
    block: SyntaxNode | null,
    position: Position,
    given: readonly ReturnType<typeof columnOf>[] = [],
  ): readonly OperationBody[] {
    const key = primaryKeyOf(options, this.#context);
    const columns = [...(key ? [key] : []), ...given];
    const after: OperationBody[] = [];
    const [variable] = block ? parameterNames(block) : [];
    this.#tableCalls(body, variable, position.scope, (call, method, scope) => {
      const part = readTablePart(table, method, argumentsOf(call, this.#program, scope), this.#context);
      if (part) {
        columns.push(...part.columns);
        after.push(...part.after);
      } else after.push({ kind: 'opaque', reason: `t.${method} is not known`, text: excerpt(call) });
    });
    const composite = options.get('primary_key');
    const keys = composite?.kind === 'array' ? composite.items.flatMap((item) => nameOf(item) ?? []) : [];
    const guarded = booleanOf(options.get('if_not_exists')) === true;
    return [
      {
        kind: 'createTable',
        table,
        columns,
        ...(guarded && { guarded }),
        ...(booleanOf(options.get('temporary')) === true && { temporary: true }),
        ...(options.has('as') && { asSelect: true }),
      },
      ...(keys.length > 0 ? [{ kind: 'addPrimaryKey' as const, table, columns: keys }] : []),
      ...after,
    ];
  }

  #changeTable(node: SyntaxNode, body: SyntaxNode | null, block: SyntaxNode, position: Position): void {
    const table = nameOf(argumentsOf(node, this.#program, position.scope).positional[0]);
    const [variable] = parameterNames(block);
    if (table === undefined) {
      this.#push(node, undefined, position);
      return;
    }
    this.#tableCalls(body, variable, position.scope, (call, method, scope) => {
      this.#push(
        call,
        readTableCall(table, method, argumentsOf(call, this.#program, scope), this.#context),
        position,
      );
    });
  }

  /** The calls on a table block's variable, loops over known names and conditions included. */
  #tableCalls(
    body: SyntaxNode | null,
    variable: string | undefined,
    scope: RubyScope,
    visit: (call: SyntaxNode, method: string, scope: RubyScope) => void,
    depth = 0,
  ): void {
    if (!body || depth > deepestCalls) return;
    const nodes = body.type === 'call' ? [body] : body.namedChildren;
    for (const child of nodes) {
      if (!child) continue;
      if (child.type !== 'call') {
        if (child.namedChildCount > 0 && child.type !== 'argument_list')
          this.#tableCalls(child, variable, scope, visit, depth + 1);
        continue;
      }
      const receiver = child.childForFieldName('receiver');
      const method = child.childForFieldName('method')?.text ?? '';
      const inner = child.childForFieldName('block');
      if (receiver?.text === variable && variable !== undefined) {
        visit(child, method, scope);
        continue;
      }
      const items = receiver && inner ? evaluate(receiver, this.#program, scope) : undefined;
      if (items?.kind === 'array' && inner && method === 'each') {
        for (const item of items.items.slice(0, 500)) {
          this.#tableCalls(
            inner.childForFieldName('body'),
            variable,
            bound(scope, parameterNames(inner), item.kind === 'array' ? item.items : [item]),
            visit,
            depth + 1,
          );
        }
      } else if (inner) this.#tableCalls(inner.childForFieldName('body'), variable, scope, visit, depth + 1);
    }
  }

  #read(node: SyntaxNode, method: string, scope: RubyScope): CallReading | undefined {
    const call = argumentsOf(node, this.#program, scope);
    if (/^(execute|exec_query|exec_update|exec_insert|exec_delete|query|select_\w+)$/.test(method)) {
      const texts =
        call.positional[0]?.kind === 'array'
          ? call.positional[0].items.map(nameOf)
          : [nameOf(call.positional[0])];
      const sql = texts.filter((text) => text !== undefined);
      return sql.length > 0 && sql.length === texts.length
        ? { sql, irreversible: method }
        : {
            bodies: [
              { kind: 'opaque', reason: 'the SQL is made while the migration runs', text: excerpt(node) },
            ],
            irreversible: method,
          };
    }
    const read = schemaStatements.get(method);
    if (read) return read(call, this.#context);
    return {
      bodies: [{ kind: 'opaque', reason: `${method} is no method of Rails`, text: excerpt(node) }],
      inverse: [],
    };
  }

  /** Notes what a call does, each way. Undefined = its arguments are not known. */
  #push(
    node: SyntaxNode,
    reading: CallReading | undefined,
    position: Position,
    _confidence?: 'medium',
  ): void {
    const known: CallReading = reading ?? {
      bodies: [
        { kind: 'opaque', reason: 'the arguments are made while the migration runs', text: excerpt(node) },
      ],
      inverse: [],
    };
    const call = this.#calls;
    const shared = {
      span: spanOf(this.#source, node),
      call,
      ...(position.conditional && { conditional: true }),
    };
    const forth: RailsStep[] = [
      ...(known.sql ?? []).map((sql): RailsStep => ({ ...shared, sql })),
      ...(known.bodies ?? []).map((body): RailsStep => ({ ...shared, body })),
    ];
    const back = (known.inverse ?? invert(known.bodies ?? [])).map((body): RailsStep => ({
      ...shared,
      body,
    }));
    const there = position.reverted ? back : forth;
    const home = position.reverted ? forth : back;
    if (position.mode === 'up') this.#up.push(...there);
    else if (position.mode === 'down') this.#down.push(there);
    else {
      const [first, ...rest] = there;
      const reason = position.reverted ? undefined : known.irreversible;
      if (first) this.#up.push(reason === undefined ? first : { ...first, irreversible: reason }, ...rest);
      if (home.length > 0) this.#down.push(home);
    }
  }
}

function opposite(mode: Mode): Mode {
  return mode === 'up' ? 'down' : mode === 'down' ? 'up' : mode;
}

/** `connection`, `ActiveRecord::Base.connection`, `self`, `Model.connection`. */
function isConnection(receiver: SyntaxNode): boolean {
  return (
    receiver.type === 'self' ||
    receiver.text === 'connection' ||
    /\.(connection|lease_connection)$/.test(receiver.text)
  );
}

function parameterNames(block: SyntaxNode): readonly string[] {
  const names = block.childForFieldName('parameters')?.namedChildren ?? [];
  return names.flatMap((name) => (name ? [name.childForFieldName('name')?.text ?? name.text] : []));
}

function bound(scope: RubyScope, names: readonly string[], values: readonly RubyValue[]): RubyScope {
  const inner = new Map(scope);
  for (const [index, name] of names.entries()) {
    const value = values[index];
    if (value) inner.set(name, value);
  }
  return inner;
}

/** The singular of a join table's side. */
function foreignName(table: string): string {
  return table.endsWith('ies') ? `${table.slice(0, -3)}y` : table.replace(/s$/, '');
}

function excerpt(node: SyntaxNode): string {
  const [line = ''] = node.text.split('\n', 1);
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
