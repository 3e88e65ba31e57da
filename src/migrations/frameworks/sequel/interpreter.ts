import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { argumentsOf } from '../../../syntax/ruby/arguments.js';
import { evaluate } from '../../../syntax/ruby/evaluate.js';
import type { RubyProgram } from '../../../syntax/ruby/program.js';
import { booleanOf, RubyFrame } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { invert } from '../../inversion.js';
import type { ProgramStep } from '../../programs/step.js';
import { databaseHolds } from './conditions.js';
import { alterPart, createPart } from './generator.js';
import { datasetChange } from './datasets.js';
import { databaseCall, isSilent } from './database-calls.js';
import type { HelperMethods } from './helper-files.js';
import type { CallReading } from './call-reading.js';
import { tableOf } from './table-name.js';

/** What a file shares while it is read. */
export interface SequelFile {
  readonly source: SourceText;
  readonly program: RubyProgram;
  readonly dialect: Dialect;
  readonly constants: RubyFrame;
  /** Methods that the file defines. */
  readonly methods: ReadonlyMap<string, SyntaxNode>;
  /** Methods of other files that it may call. */
  readonly helpers: HelperMethods;
}

interface Place {
  readonly frame: RubyFrame;
  readonly unsure: boolean;
  readonly looped: boolean;
  readonly nesting: number;
  /** In a method of another file: that file, and where the migration calls it. */
  readonly elsewhere?: { readonly program: RubyProgram; readonly site: SyntaxNode };
}

const mostStatements = 50_000;
const deepestNesting = 100;

/** Reads one block of a migration (`up`, `down` or `change`), without running it. */
export class SequelInterpreter {
  readonly #file: SequelFile;
  /** Steps of one call each, so that a `change` can be turned round call by call. */
  readonly #calls: (readonly ProgramStep[])[] = [];
  readonly #reverting: boolean;
  readonly problems: { readonly span: SourceSpan; readonly text: string }[] = [];
  raises = false;
  #statements = 0;

  constructor(file: SequelFile, reverting: boolean) {
    this.#file = file;
    this.#reverting = reverting;
  }

  get steps(): readonly ProgramStep[] {
    return (this.#reverting ? this.#calls.toReversed() : this.#calls).flat();
  }

  get gaveUp(): boolean {
    return this.#statements > mostStatements;
  }

  run(block: SyntaxNode): void {
    const body = block.childForFieldName('body');
    if (body)
      this.#walk(body, {
        frame: new RubyFrame(this.#file.constants),
        unsure: false,
        looped: false,
        nesting: 0,
      });
  }

  #walk(node: SyntaxNode, place: Place): void {
    this.#statements += 1;
    if (this.gaveUp || place.nesting > deepestNesting) return;
    const inner = { ...place, nesting: place.nesting + 1 };
    switch (node.type) {
      case 'body_statement':
      case 'block_body':
      case 'begin':
      case 'then':
      case 'else':
      case 'ensure':
      case 'do':
      case 'parenthesized_statements':
        for (const child of node.namedChildren)
          if (child && child.type !== 'rescue') this.#walk(child, inner);
        return;
      case 'if':
      case 'elsif':
      case 'unless':
      case 'conditional':
      case 'if_modifier':
      case 'unless_modifier':
        this.#branch(node, inner);
        return;
      case 'case':
        this.#case(node, inner);
        return;
      case 'while':
      case 'until':
      case 'while_modifier':
      case 'until_modifier': {
        const body = node.childForFieldName('body');
        if (body) this.#walk(body, { ...inner, looped: true });
        return;
      }
      case 'rescue_modifier': {
        const body = node.childForFieldName('body');
        if (body) this.#walk(body, inner);
        return;
      }
      case 'assignment': {
        const left = node.childForFieldName('left');
        const right = node.childForFieldName('right');
        if (!left || !right) return;
        place.frame.assign(left.text, evaluate(right, this.#programAt(place), place.frame));
        if (right.type === 'call') this.#call(right, inner, true);
        return;
      }
      case 'binary':
        this.#binary(node, inner);
        return;
      case 'call':
      case 'identifier':
        this.#call(node, inner, false);
        return;
      default:
    }
  }

  #maybe(node: SyntaxNode, place: Place): void {
    this.#walk(node, { ...place, unsure: true, frame: new RubyFrame(place.frame, true) });
  }

  #branch(node: SyntaxNode, place: Place): void {
    const holds = databaseHolds(node.childForFieldName('condition')?.text ?? '', this.#file.dialect);
    const negated = node.type.startsWith('unless');
    const consequence = node.childForFieldName('consequence') ?? node.childForFieldName('body');
    const alternative = node.childForFieldName('alternative');
    if (holds !== undefined) {
      const chosen = holds === negated ? alternative : consequence;
      if (chosen) this.#walk(chosen, place);
      return;
    }
    if (consequence) this.#maybe(consequence, place);
    if (alternative) this.#maybe(alternative, place);
  }

  /** `case database_type when :postgres … else …`. */
  #case(node: SyntaxNode, place: Place): void {
    const value = node.childForFieldName('value')?.text ?? '';
    const branches = node.namedChildren.flatMap((child) =>
      child?.type === 'when' || child?.type === 'else' ? [child] : [],
    );
    const decided = branches.map((branch) =>
      branch.type === 'when'
        ? databaseHolds(`${value} == ${branch.childForFieldName('pattern')?.text ?? ''}`, this.#file.dialect)
        : undefined,
    );
    const chosen = decided.indexOf(true);
    for (const [at, branch] of branches.entries()) {
      const body = branch.type === 'when' ? branch.childForFieldName('body') : branch;
      if (!body || decided[at] === false || (chosen !== -1 && at !== chosen)) continue;
      if (at === chosen) this.#walk(body, place);
      else this.#maybe(body, place);
    }
  }

  /** `self << "…"`, `a && b`. */
  #binary(node: SyntaxNode, place: Place): void {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    const operator = node.childForFieldName('operator')?.text;
    if (operator === '<<' && left && right && /^(self|db|DB)$/i.test(left.text)) {
      this.#take(node, sqlOf(evaluate(right, this.#programAt(place), place.frame)), place);
      return;
    }
    if (operator !== '&&' && operator !== '||' && operator !== 'and' && operator !== 'or') return;
    if (left) this.#walk(left, place);
    if (right) this.#maybe(right, place);
  }

  #call(node: SyntaxNode, place: Place, assigned: boolean): void {
    const receiver = node.childForFieldName('receiver');
    const method = node.type === 'call' ? (node.childForFieldName('method')?.text ?? '') : node.text;
    const block = node.childForFieldName('block');
    const { methods, dialect } = this.#file;
    const program = this.#programAt(place);
    if (method === 'raise' && !receiver) {
      if (!place.unsure) this.raises = true;
      return;
    }
    if (receiver && !this.#isDatabase(receiver, place)) {
      const helper = /^[A-Z]/.test(receiver.text) ? this.#file.helpers.get(method) : undefined;
      if (helper?.node.type === 'singleton_method') {
        this.#inline(helper.node, node, place, helper.program);
        return;
      }
      this.#received(node, receiver, method, block, place, assigned);
      return;
    }
    const local = methods.get(method);
    if (local) {
      this.#inline(local, node, place);
      return;
    }
    const helper = this.#file.helpers.get(method);
    if (helper?.node.type === 'method') {
      this.#inline(helper.node, node, place, helper.program);
      return;
    }
    if (node.type === 'identifier') return;
    if (/^(transaction|synchronize|tap|instance_exec|instance_eval|with_advisory_lock)$/.test(method)) {
      if (block) this.#block(block, [], place);
      return;
    }
    const given = argumentsOf(node, program, place.frame);
    const table = tableOf(given.positional[0]);
    if (/^create_table[?!]?$/.test(method) && block) {
      this.#createTable(node, method, table, block, place);
      return;
    }
    if (method === 'alter_table' && block) {
      if (table === undefined) this.#take(node, undefined, place);
      else
        this.#generator(block, place, (call, name, frame) => {
          this.#take(call, alterPart(name, argumentsOf(call, program, frame), table, dialect), place);
        });
      return;
    }
    if (isSilent(method) || (assigned && !/^(run|execute)/.test(method))) return;
    if (/^(run|execute|execute_ddl|execute_dui|execute_insert|<<)$/.test(method)) {
      this.#take(node, sqlOf(given.positional[0]), place);
      return;
    }
    const onTable =
      table === undefined
        ? undefined
        : alterPart(method, { ...given, positional: given.positional.slice(1) }, table, dialect);
    const read = onTable ?? databaseCall(method, given);
    if (read === undefined && block) this.#block(block, [], { ...place, unsure: true });
    this.#take(
      node,
      read,
      place,
      `${method} is a method of the project or of a plugin, or its arguments are made while the migration runs`,
    );
  }

  #createTable(
    node: SyntaxNode,
    method: string,
    table: string | undefined,
    block: SyntaxNode,
    place: Place,
  ): void {
    const { dialect } = this.#file;
    const program = this.#programAt(place);
    const { options } = argumentsOf(node, program, place.frame);
    if (table === undefined) {
      this.#take(node, undefined, place);
      return;
    }
    const columns: NonNullable<ReturnType<typeof createPart>>['column'][] = [];
    const bodies: OperationBody[] = [];
    const unread: SyntaxNode[] = [];
    this.#generator(block, place, (call, name, frame) => {
      const part = createPart(name, argumentsOf(call, program, frame), table, dialect);
      if (!part) unread.push(call);
      if (part?.column) {
        columns.push(part.column);
        const { options: own } = argumentsOf(call, program, frame);
        const index = own.get('index');
        if (index !== undefined && index.kind !== 'nil' && !(index.kind === 'boolean' && !index.value))
          bodies.push({
            kind: 'createIndex',
            table,
            index: `${table}_${part.column.name}_index`,
            columns: [part.column.name],
            unique: false,
            concurrently: false,
          });
      }
      bodies.push(...(part?.bodies ?? []));
    });
    const temporary = options.get('temp');
    const guarded = method.endsWith('?') || options.get('if_not_exists')?.kind === 'boolean';
    const created: OperationBody = {
      kind: 'createTable',
      table,
      columns: columns.flatMap((column) => column ?? []),
      ...(guarded && { guarded: true }),
      ...(booleanOf(temporary) === true && { temporary: true }),
    };
    const dropped: readonly OperationBody[] = method.endsWith('!')
      ? [{ kind: 'dropTable', table, guarded: true }]
      : [];
    this.#take(
      node,
      { bodies: [...dropped, created, ...bodies], ...(unread.length > 0 && { unsure: true }) },
      place,
      undefined,
      [{ kind: 'dropTable', table }],
    );
  }

  /** The calls in a block whose `self` is a generator. Loops over known lists run once for each item. */
  #generator(
    block: SyntaxNode,
    place: Place,
    take: (call: SyntaxNode, method: string, frame: RubyFrame) => void,
  ): void {
    const visit = (node: SyntaxNode, frame: RubyFrame, depth: number): void => {
      this.#statements += 1;
      if (this.gaveUp || depth > deepestNesting) return;
      if (/^(body_statement|block_body|then|else|begin)$/.test(node.type)) {
        for (const child of node.namedChildren) if (child) visit(child, frame, depth + 1);
        return;
      }
      if (/^(if|unless|elsif|if_modifier|unless_modifier)$/.test(node.type)) {
        const holds = databaseHolds(node.childForFieldName('condition')?.text ?? '', this.#file.dialect);
        const negated = node.type.startsWith('unless');
        const consequence = node.childForFieldName('consequence') ?? node.childForFieldName('body');
        const alternative = node.childForFieldName('alternative');
        if (consequence && holds !== negated) visit(consequence, frame, depth + 1);
        else if (consequence && holds === undefined) visit(consequence, frame, depth + 1);
        if (alternative && holds !== !negated) visit(alternative, frame, depth + 1);
        return;
      }
      if (node.type === 'assignment') {
        const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
        if (left && right) frame.assign(left.text, evaluate(right, this.#programAt(place), frame));
        return;
      }
      if (node.type !== 'call') return;
      const receiver = node.childForFieldName('receiver');
      const method = node.childForFieldName('method')?.text ?? '';
      const inner = node.childForFieldName('block');
      const body = inner?.childForFieldName('body');
      if (receiver && inner && body && method.startsWith('each')) {
        for (const values of roundsOf(evaluate(receiver, this.#programAt(place), frame)) ?? [])
          visit(body, bound(inner, values, frame), depth + 1);
        return;
      }
      if (!receiver || receiver.type === 'self' || receiver.type === 'identifier') take(node, method, frame);
    };
    const body = block.childForFieldName('body');
    if (body) visit(body, new RubyFrame(place.frame), 0);
  }

  /** The program whose code is read. */
  #programAt({ elsewhere }: Place): RubyProgram {
    return elsewhere?.program ?? this.#file.program;
  }

  /** `self`, `db`, and a parameter that was given it. */
  #isDatabase(receiver: SyntaxNode, { frame }: Place): boolean {
    if (/^(self|db|DB)$/.test(receiver.text)) return true;
    const value = receiver.type === 'identifier' ? frame.get(receiver.text) : undefined;
    return value?.kind === 'code' && value.text === 'self';
  }

  #inline(method: SyntaxNode, call: SyntaxNode, place: Place, program?: RubyProgram): void {
    const body = method.childForFieldName('body');
    if (!body) return;
    const { positional, options } = argumentsOf(call, this.#programAt(place), place.frame);
    const frame = new RubyFrame(program ? undefined : this.#file.constants);
    let next = 0;
    for (const parameter of method.childForFieldName('parameters')?.namedChildren ?? []) {
      const name = parameter?.childForFieldName('name')?.text ?? parameter?.text ?? '';
      const value = parameter?.type === 'keyword_parameter' ? options.get(name) : positional[next];
      if (parameter?.type !== 'keyword_parameter') next += 1;
      if (value) frame.bind(name, value);
    }
    const elsewhere = program ? { program, site: place.elsewhere?.site ?? call } : place.elsewhere;
    this.#walk(body, { ...place, frame, nesting: place.nesting + 10, ...(elsewhere && { elsewhere }) });
  }

  #block(block: SyntaxNode, values: readonly RubyValue[], place: Place): void {
    const body = block.childForFieldName('body');
    if (body) this.#walk(body, { ...place, frame: bound(block, values, place.frame) });
  }

  /** A call on a list, a dataset or code of the program. */
  #received(
    node: SyntaxNode,
    receiver: SyntaxNode,
    method: string,
    block: SyntaxNode | null,
    place: Place,
    assigned: boolean,
  ): void {
    const program = this.#programAt(place);
    const rounds =
      block && /^(each\w*|map|times)$/.test(method)
        ? roundsOf(evaluate(receiver, program, place.frame))
        : undefined;
    if (block && rounds) {
      for (const values of rounds) this.#block(block, values, place);
      return;
    }
    const change = datasetChange(node, (argument) => evaluate(argument, program, place.frame));
    if (change === 'reads') {
      if (block) this.#block(block, [], { ...place, looped: true });
      return;
    }
    if (change) {
      this.#take(node, { bodies: [change] }, place);
      return;
    }
    if (block) {
      this.#block(block, [], { ...place, unsure: true, looped: true });
      return;
    }
    const isCode =
      /^[A-Z]/.test(receiver.text) &&
      !/^(Sequel|Rails|ENV|File|Time|Date|DateTime|SecureRandom|JSON|Digest|Logger|Random|Kernel|Dir)\b/.test(
        receiver.text,
      );
    if (isCode && !assigned && !isSilent(method) && !method.endsWith('?'))
      this.#take(node, undefined, place, 'runs code of the program');
  }

  #take(
    node: SyntaxNode,
    reading: CallReading | undefined,
    place: Place,
    reason = 'the arguments are made while the migration runs',
    inverse?: readonly OperationBody[],
  ): void {
    const span = spanOf(this.#file.source, place.elsewhere?.site ?? node);
    const read: CallReading = reading ?? {
      bodies: [{ kind: 'opaque', reason, text: excerptOf(node) }],
      irreversible: 'what is not known',
    };
    const shared = {
      span,
      call: this.#calls.length + 1,
      ...((place.unsure || read.unsure === true) && { unsure: true }),
      ...(place.looped && { looped: true }),
    };
    if (!this.#reverting) {
      this.#calls.push([
        ...(read.sql === undefined ? [] : [{ ...shared, sql: read.sql }]),
        ...(read.bodies ?? []).map((body) => ({ ...shared, body })),
      ]);
      return;
    }
    if (read.irreversible !== undefined || read.sql !== undefined) {
      this.problems.push({ span, text: read.irreversible ?? 'run' });
      return;
    }
    this.#calls.push(
      (inverse ?? read.inverse ?? invert(read.bodies ?? [])).map((body) => ({ ...shared, body })),
    );
  }
}

function sqlOf(value: RubyValue | undefined): CallReading | undefined {
  if (value?.kind === 'string') return { sql: value.text, irreversible: 'run' };
  return value?.kind === 'template' && /^\s*\(?\s*[a-z]/i.test(value.text)
    ? { sql: value.text, unsure: true, irreversible: 'run' }
    : undefined;
}

function bound(block: SyntaxNode, values: readonly RubyValue[], around: RubyFrame): RubyFrame {
  const frame = new RubyFrame(around);
  const names = block.childForFieldName('parameters')?.namedChildren ?? [];
  for (const [at, name] of names.entries()) {
    const value = values[at];
    if (name) frame.bind(name.text, value ?? { kind: 'code', text: name.text });
  }
  return frame;
}

/** The items of a known list or hash, as the values of a block's parameters. */
function roundsOf(value: RubyValue): readonly (readonly RubyValue[])[] | undefined {
  if (value.kind === 'array') return value.items.map((item) => (item.kind === 'array' ? item.items : [item]));
  if (value.kind === 'hash')
    return [...value.entries].map(([key, item]) => [{ kind: 'symbol', text: key } as const, item]);
  return undefined;
}

function excerptOf(node: SyntaxNode): string {
  const [line = ''] = node.text.slice(0, 400).split('\n', 1);
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
