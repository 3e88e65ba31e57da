import { argumentsOf } from '../../../syntax/ruby/arguments.js';
import { evaluate } from '../../../syntax/ruby/evaluate.js';
import { nameOf, RubyFrame } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { tableize } from '../../inflection.js';
import { readLibraryCall } from './library-calls.js';
import { frameOfMethod, spanIn } from './migration-source.js';
import type { MigrationSource } from './migration-source.js';
import { chainOf, isLibrary, isRowLoop, readModelCall, rowsOfModel } from './model-calls.js';
import type { RowSet } from './model-calls.js';
import { excerptOf, isConnection, parameterNames } from './place.js';
import type { Place } from './place.js';
import type { CommandRecorder } from './recorder.js';
import { isLoop, isSilent, isWrapper } from './ruby-calls.js';
import { isStatement, onlyReads, readSqlCall, sendsSql } from './sql-calls.js';
import { schemaStatements } from './statements/index.js';
import type { CallReading } from './step.js';
import { readTableCall } from './table-block.js';
import {
  bindParameters,
  readCreateTable,
  readDropJoinTable,
  readDropTable,
  reasonFor,
  roundsOf,
  visitTable,
} from './table-definitions.js';

/** Methods of the class that call each other are followed this deep. */
const deepestCalls = 12;

/** Reads what the calls of a migration do: statements on the schema, SQL, changes of models, blocks and methods of the class. */
export class CallInterpreter {
  readonly #migration: MigrationSource;
  readonly #recorder: CommandRecorder;
  readonly #walk: (node: SyntaxNode, place: Place) => boolean;

  constructor(
    migration: MigrationSource,
    recorder: CommandRecorder,
    walk: (node: SyntaxNode, place: Place) => boolean,
  ) {
    this.#migration = migration;
    this.#recorder = recorder;
    this.#walk = walk;
  }

  /** Reads a call, or a bare name that may be one. */
  call(node: SyntaxNode, place: Place): void {
    const receiver = node.childForFieldName('receiver');
    const method = node.type === 'call' ? (node.childForFieldName('method')?.text ?? '') : node.text;
    const block = node.childForFieldName('block') ?? this.#methodAsBlock(node);
    if (receiver && !isConnection(receiver)) this.#received(node, receiver, method, block, place);
    else this.#own(node, receiver, method, block, place);
  }

  /** `reversible(&method(:both_ways))`: the method is the block. */
  #methodAsBlock(node: SyntaxNode): SyntaxNode | null {
    const last = node.childForFieldName('arguments')?.namedChildren.at(-1);
    const name = last?.type === 'block_argument' ? /^&method\(:(\w+)\)$/.exec(last.text)?.[1] : undefined;
    return name === undefined ? null : (this.#migration.methods.get(name) ?? null);
  }

  /** The right side of an assignment: matters when it writes, and when the variable then stands for rows. */
  assigned(name: string, call: SyntaxNode, place: Place): void {
    const rows = this.#rowsOf(call, place);
    if (rows) place.rows.set(name, rows);
    else place.rows.delete(name);
    const receiver = call.childForFieldName('receiver');
    const method = call.childForFieldName('method')?.text ?? '';
    const start = this.#startOf(call, place);
    const writes =
      start !== undefined && (readModelCall(chainOf(call).calls, start)?.changes.length ?? 0) > 0;
    if (
      writes ||
      sendsSql(method) ||
      call.childForFieldName('block') ||
      (!receiver && this.#migration.methods.has(method))
    )
      this.call(call, place);
  }

  /** Runs a block with values for its parameters. */
  runBlock(block: SyntaxNode, values: readonly RubyValue[], place: Place): void {
    const body = block.childForFieldName('body');
    if (!body) return;
    const frame = new RubyFrame(place.frame);
    bindParameters(frame, parameterNames(block), values);
    this.#walk(body, { ...place, frame });
  }

  /** A call without receiver, or on the connection. */
  #own(
    node: SyntaxNode,
    receiver: SyntaxNode | null,
    method: string,
    block: SyntaxNode | null,
    place: Place,
  ): void {
    const local = receiver && receiver.type !== 'self' ? undefined : this.#migration.methods.get(method);
    if (local && !['up', 'down', 'change'].includes(method)) {
      this.#inline(local, node, block, place);
      return;
    }
    if (node.type === 'identifier' && !schemaStatements.has(method)) return;
    if (this.#tableCall(node, method, block, place) || this.#reversal(node, method, block, place)) return;
    if (block && (isWrapper(method) || method === 'loop')) {
      this.runBlock(block, [], method === 'loop' ? { ...place, looped: true } : place);
      return;
    }
    if (isSilent(method) || onlyReads(method)) return;
    const given = argumentsOf(node, this.#migration.program, place.frame);
    const atOnce = receiver !== null && receiver.type !== 'self' && receiver.text !== 'connection';
    const read = schemaStatements.get(method);
    if (sendsSql(method))
      this.#push(node, unrecorded(readSqlCall(method, given, excerptOf(node)), atOnce), place);
    else if (read) this.#push(node, unrecorded(read(given, this.#migration.context), atOnce), place);
    else {
      if (block) this.runBlock(block, [], { ...place, unsure: true });
      this.#opaque(node, `${method} is a method of the project or of a gem`, place);
    }
  }

  #inline(method: SyntaxNode, call: SyntaxNode, block: SyntaxNode | null, place: Place): void {
    const body = method.childForFieldName('body');
    if (!body) return;
    if (place.calls >= deepestCalls) {
      this.#opaque(call, 'its methods call each other too deeply', place);
      return;
    }
    const { block: _, ...outside } = place;
    this.#walk(body, {
      ...outside,
      frame: frameOfMethod(method, call, this.#migration, place.frame),
      rows: new Map(),
      calls: place.calls + 1,
      ...(block && { block: { node: block, place } }),
    });
  }

  #tableCall(node: SyntaxNode, method: string, block: SyntaxNode | null, place: Place): boolean {
    const { program, context, methods } = this.#migration;
    const around = { program, context, methods, scope: place.frame };
    if (method === 'create_table' || method === 'create_join_table')
      this.#push(node, readCreateTable(node, method, around), place);
    else if (method === 'drop_table') this.#push(node, readDropTable(node, around), place);
    else if (method === 'drop_join_table') this.#push(node, readDropJoinTable(node, around), place);
    else if (method === 'change_table' && block) {
      const table = nameOf(argumentsOf(node, program, place.frame).positional[0]);
      if (table === undefined) this.#push(node, undefined, place);
      else {
        visitTable(block, around, (call, name, scope, unsure) => {
          if (name.endsWith('?') || name === 'name') return;
          const reading = readTableCall(table, name, argumentsOf(call, program, scope), context);
          if (reading) this.#push(call, reading, unsure ? { ...place, unsure } : place);
          else this.#opaque(call, reasonFor(name), place);
        });
      }
    } else return false;
    return true;
  }

  /** `reversible`, `up_only` and `revert`. */
  #reversal(node: SyntaxNode, method: string, block: SyntaxNode | null, place: Place): boolean {
    const { reverting } = this.#recorder;
    if (method === 'revert') {
      if (block) this.#recorder.revert(() => this.runBlock(block, [], place));
      else this.#revertOthers(node, place);
      return true;
    }
    if (!block || (method !== 'reversible' && method !== 'up_only')) return false;
    if (method === 'up_only') {
      if (!reverting) this.runBlock(block, [], place);
      return true;
    }
    const [direction] = parameterNames(block);
    this.#recorder.straight(() => {
      for (const child of block.childForFieldName('body')?.namedChildren ?? []) {
        if (!child) continue;
        const inner = child.childForFieldName('block');
        const isWay = child.childForFieldName('receiver')?.text === direction;
        const way = child.childForFieldName('method')?.text;
        if (!isWay) this.#walk(child, place);
        else if (inner && way === (reverting ? 'down' : 'up')) this.runBlock(inner, [], place);
      }
    });
    return true;
  }

  /** `revert ExampleMigration`: the way back of other migrations; on the way back, their way forth. */
  #revertOthers(node: SyntaxNode, place: Place): void {
    const names = (node.childForFieldName('arguments')?.namedChildren ?? []).flatMap(
      (child) => child?.text ?? [],
    );
    const ways = names.map((name) => this.#migration.others.get(name.split('::').at(-1) ?? name));
    if (ways.length === 0 || !ways.every((way) => way !== undefined))
      this.#opaque(node, 'reverts a migration that was not found', place);
    else
      for (const { up, down } of ways.toReversed())
        this.#recorder.replay(down, up, spanIn(this.#migration, node));
  }

  /** A call on something else than the connection: a list, a model, rows, code of the program. */
  #received(
    node: SyntaxNode,
    receiver: SyntaxNode,
    method: string,
    block: SyntaxNode | null,
    place: Place,
  ): void {
    const { program } = this.#migration;
    if (block && isWrapper(method)) {
      this.runBlock(block, [], place);
      return;
    }
    const rounds = block && isLoop(method) ? roundsOf(evaluate(receiver, program, place.frame)) : undefined;
    if (block && rounds) {
      for (const values of rounds) this.runBlock(block, values, place);
      return;
    }
    const library = readLibraryCall(
      receiver.text,
      method,
      argumentsOf(node, program, place.frame),
      this.#migration.context,
      (model) => this.#migration.tableOf(model) ?? tableize(model),
    );
    if (library) {
      this.#push(node, library, place);
      return;
    }
    const start = this.#startOf(node, place);
    if (start) {
      this.#rows(node, start, method, block, place);
      return;
    }
    if (block) {
      if (receiver.type === 'call' && sendsSql(receiver.childForFieldName('method')?.text ?? ''))
        this.call(receiver, place);
      this.runBlock(block, [], { ...place, unsure: true, looped: true });
      return;
    }
    const given = argumentsOf(node, program, place.frame);
    if (isStatement(given.positional[0]))
      this.#push(node, readSqlCall(method, given, excerptOf(node)), place);
    else this.#programCall(node, method, place);
  }

  /** A chain that begins with a model or with rows. */
  #rows(node: SyntaxNode, start: RowSet, method: string, block: SyntaxNode | null, place: Place): void {
    const { calls } = chainOf(node);
    const given = argumentsOf(node, this.#migration.program, place.frame);
    if (isStatement(given.positional[0]) && /^(exec|query|execute)/.test(method)) {
      this.#push(node, readSqlCall(method, given, excerptOf(node)), place);
      return;
    }
    const read = readModelCall(calls, start);
    if (block && isRowLoop(method)) {
      const rows = new Map(place.rows);
      for (const name of parameterNames(block).slice(0, 1))
        rows.set(name, { ...(read?.rows ?? start), row: !method.endsWith('batches') });
      this.runBlock(block, [], { ...place, rows });
      return;
    }
    if (block && (!read || read.changes.length === 0)) this.runBlock(block, [], { ...place, unsure: true });
    if (read) {
      if (read.changes.length > 0)
        this.#push(node, { bodies: read.changes, atOnce: true, unsure: true }, place);
    } else if (!block) this.#programCall(node, method, place);
  }

  /** Calls on constants are code of the program; on variables only what changes something by its name. */
  #programCall(node: SyntaxNode, method: string, place: Place): void {
    const { root } = chainOf(node);
    const isConstant = root?.type === 'constant' || root?.type === 'scope_resolution';
    if (isSilent(method) || onlyReads(method)) return;
    if (
      isConstant
        ? isLibrary(root.text)
        : !/^(save!|update!|update_(all|columns?|attributes?!?)|delete_all|destroy(_all)?!?|execute)$/.test(
            method,
          )
    )
      return;
    this.#opaque(node, 'runs code of the program', place);
  }

  /** The rows that the root of a chain stands for. */
  #startOf(node: SyntaxNode, place: Place, depth = 0): RowSet | undefined {
    const { root } = chainOf(node);
    if (!root) return undefined;
    const known = place.rows.get(root.text);
    if (known) return known;
    const value = place.frame.get(root.text);
    const named = value?.kind === 'code' ? value.node : root;
    if (named?.type === 'constant' || named?.type === 'scope_resolution')
      return isLibrary(named.text) ? undefined : rowsOfModel(named.text, this.#migration.tableOf);
    return root.type === 'identifier' && depth < 3 ? this.#rowsOfMethod(root.text, place, depth) : undefined;
  }

  /** A method of the class that is nothing but a chain on a model: `def old_users = User.where(…)`. */
  #rowsOfMethod(name: string, place: Place, depth: number): RowSet | undefined {
    const body = this.#migration.methods.get(name)?.childForFieldName('body');
    const last =
      body?.type === 'call' ? body : body?.namedChildren.findLast((child) => child?.type !== 'comment');
    return last?.type === 'call' || last?.type === 'constant'
      ? this.#rowsOf(last, place, depth + 1)
      : undefined;
  }

  #rowsOf(call: SyntaxNode, place: Place, depth = 0): RowSet | undefined {
    const start = this.#startOf(call, place, depth);
    return start && readModelCall(chainOf(call).calls, start, true)?.rows;
  }

  #opaque(node: SyntaxNode, reason: string, place: Place): void {
    this.#push(node, { bodies: [{ kind: 'opaque', reason, text: excerptOf(node) }], atOnce: true }, place);
  }

  #push(node: SyntaxNode, reading: CallReading | undefined, place: Place): void {
    if (!reading) {
      this.#opaque(node, 'the arguments are made while the migration runs', place);
      return;
    }
    const { unsure, looped } = place;
    this.#recorder.record(reading, { span: spanIn(this.#migration, node), unsure, looped });
  }
}

/** What is called on a connection that was asked for by name is not recorded, so that it runs both ways. */
function unrecorded(reading: CallReading | undefined, atOnce: boolean): CallReading | undefined {
  if (!reading || !atOnce) return reading;
  const { irreversible: _, inverse: __, ...rest } = reading;
  return { ...rest, atOnce };
}
