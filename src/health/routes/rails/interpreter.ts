import { evaluate } from '../../../syntax/ruby/evaluate.js';
import { RubyFrame } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import { oneLine } from '../ruby/bodies.js';
import { conditionOf } from '../ruby/conditions.js';
import { parameterNames, pieceOf } from './context.js';
import type { Context, Output, Piece, RoutesFile } from './context.js';
import type { Drawing } from './raw-route.js';
import { routeCall } from './route-calls.js';
import { conditionBoth, rootScope } from './scope.js';
import type { RailsScope } from './scope.js';

const mostStatements = 100_000;
const deepest = 120;
const mostRounds = 300;

/** Reads the routes' language of Rails from parsed files, without running anything. */
export class RoutesInterpreter {
  readonly #files: ReadonlyMap<string, RoutesFile>;
  readonly #outputs: Output[] = [];
  readonly concerns = new Map<string, Piece>();
  readonly #methods = new Map<string, Piece>();
  readonly isApi: boolean;
  #statements = 0;

  readonly #constants: ReadonlyMap<string, RubyValue>;

  /**
   * @param isApi `config.api_only`: resources have no forms.
   * @param constants texts of the project's constants by the last part of their names.
   */
  constructor(
    files: ReadonlyMap<string, RoutesFile>,
    isApi: boolean,
    constants: ReadonlyMap<string, RubyValue>,
  ) {
    this.#files = files;
    this.isApi = isApi;
    this.#constants = constants;
  }

  get drawings(): readonly Drawing[] {
    return this.#outputs;
  }

  /** Runs a file that holds `….routes.draw do`. */
  runFile(file: RoutesFile): void {
    const out: Output = { owner: '', routes: [], mounts: [], gaps: [] };
    this.block(file.root, {
      file,
      frame: new RubyFrame(this.#constants),
      scope: rootScope,
      aliases: new Set(['self']),
      depth: 0,
      out,
    });
  }

  /** A file of the application by the end of its path. */
  fileEnding(end: string): RoutesFile | undefined {
    for (const [path, file] of this.#files) if (`/${path}`.endsWith(`/${end}`)) return file;
    return undefined;
  }

  /** A module of the files by its name. */
  moduleNamed(name: string): { readonly file: RoutesFile; readonly body: SyntaxNode } | undefined {
    for (const file of this.#files.values())
      for (const node of file.root.descendantsOfType(['module', 'class'])) {
        const body = node?.childForFieldName('body');
        const written = node?.childForFieldName('name')?.text ?? '';
        if (body && (written === name || name.endsWith(`::${written}`))) return { file, body };
      }
    return undefined;
  }

  gap(node: SyntaxNode, context: Context, reason: string): void {
    context.out.gaps.push({ framework: 'rails', span: spanOf(context.file.source, node), reason });
  }

  value(node: SyntaxNode, { file, frame }: Context): RubyValue {
    return evaluate(node, file.program, frame);
  }

  method(name: string): Piece | undefined {
    return this.#methods.get(name);
  }

  /** Runs a piece with values for its parameters. */
  runPiece(piece: Piece, given: readonly RubyValue[], context: Context, block?: Piece): void {
    const frame = new RubyFrame(piece.context.frame);
    for (const [index, name] of piece.parameters.entries())
      frame.bind(name, given[index] ?? { kind: 'code', text: name });
    this.block(piece.node, {
      ...context,
      file: piece.context.file,
      frame,
      depth: context.depth + 1,
      ...(block && { block }),
    });
  }

  /** Runs the block of a call in a scope; its first parameter may be another name for the mapper. */
  runBlock(call: SyntaxNode, context: Context, scope: RailsScope, isAlias = true): void {
    const piece = pieceOf(call, context);
    if (!piece) return;
    const aliases = isAlias ? new Set([...context.aliases, ...piece.parameters]) : context.aliases;
    this.block(piece.node, { ...context, scope, aliases, depth: context.depth + 1 });
  }

  /** Runs a statement, or what holds several. */
  block(node: SyntaxNode, context: Context): void {
    this.#statements += 1;
    if (this.#statements > mostStatements || context.depth > deepest) return;
    switch (node.type) {
      case 'program':
      case 'body_statement':
      case 'block_body':
      case 'begin':
      case 'begin_block':
      case 'then':
      case 'else':
      case 'do':
      case 'parenthesized_statements':
        for (const child of node.namedChildren) if (child) this.block(child, context);
        return;
      case 'if':
      case 'elsif':
      case 'unless':
      case 'if_modifier':
      case 'unless_modifier':
        this.#branch(node, context);
        return;
      case 'case':
        for (const child of node.namedChildren) {
          const body =
            child?.type === 'when' ? child.childForFieldName('body') : child?.type === 'else' ? child : null;
          const when = `when ${oneLine(child?.childForFieldName('pattern')?.text ?? 'nothing else')}`;
          if (body) this.block(body, under(context, when));
        }
        return;
      case 'assignment':
      case 'operator_assignment': {
        const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
        if (left && right && /identifier|constant|variable/.test(left.type))
          context.frame.assign(left.text, this.value(right, context));
        return;
      }
      case 'method':
      case 'singleton_method': {
        const body = node.childForFieldName('body');
        const name = node.childForFieldName('name')?.text ?? '';
        if (body) this.#methods.set(name, { node: body, parameters: parameterNames(node), context });
        return;
      }
      case 'module':
      case 'class':
        return;
      case 'yield':
        if (context.block) {
          const given = node.namedChildren[0]?.namedChildren.flatMap((child) => child ?? []) ?? [];
          this.runPiece(
            context.block,
            given.map((child) => this.value(child, context)),
            context,
          );
        }
        return;
      case 'identifier':
      case 'call':
        this.#call(node, context);
        return;
      default:
    }
  }

  /** Starts the routes of an application or engine. */
  draw(call: SyntaxNode, owner: string, context: Context): void {
    const known = this.#outputs.find((one) => one.owner === owner);
    const out: Output = known ?? { owner, routes: [], mounts: [], gaps: [] };
    if (!known) this.#outputs.push(out);
    this.runBlock(call, { ...context, out }, rootScope);
  }

  #call(node: SyntaxNode, context: Context): void {
    const receiver = node.type === 'call' ? node.childForFieldName('receiver') : null;
    const name = node.type === 'call' ? (node.childForFieldName('method')?.text ?? 'call') : node.text;
    if (receiver && /^(each|each_with_index|each_pair|map|each_key|each_value)$/.test(name)) {
      this.#each(node, receiver, name, context);
      return;
    }
    routeCall(this, node, receiver, name, context);
  }

  #each(node: SyntaxNode, receiver: SyntaxNode, name: string, context: Context): void {
    const piece = pieceOf(node, context);
    if (!piece) return;
    const over = this.value(receiver, context);
    const rounds: readonly (readonly RubyValue[])[] | undefined =
      over.kind === 'array'
        ? over.items.map((item, index) =>
            item.kind === 'array' && piece.parameters.length > 1 && name !== 'each_with_index'
              ? item.items
              : [item, { kind: 'number', value: index, text: String(index) }],
          )
        : over.kind === 'hash'
          ? [...over.entries].map(([key, value]) =>
              name === 'each_value' ? [value] : [{ kind: 'symbol', text: key }, value],
            )
          : undefined;
    if (!rounds || rounds.length > mostRounds) {
      const before = context.out.routes.length + context.out.mounts.length;
      this.runPiece(piece, [], context);
      if (context.out.routes.length + context.out.mounts.length > before)
        this.gap(
          node,
          context,
          `a loop over ${oneLine(receiver.text)} registers routes that only run time knows`,
        );
      return;
    }
    for (const round of rounds) this.runPiece(piece, round, context);
  }

  #branch(node: SyntaxNode, context: Context): void {
    const { whenTrue, whenFalse } = conditionOf(node.childForFieldName('condition')?.text ?? '');
    const negated = node.type.startsWith('unless');
    const consequence = node.childForFieldName('consequence') ?? node.childForFieldName('body');
    const alternative = node.childForFieldName('alternative');
    if (consequence) this.block(consequence, under(context, negated ? whenFalse : whenTrue));
    if (alternative) this.block(alternative, under(context, negated ? whenTrue : whenFalse));
  }
}

function under(context: Context, condition: string | undefined): Context {
  const both = conditionBoth(context.scope.condition, condition);
  return both === undefined ? context : { ...context, scope: { ...context.scope, condition: both } };
}
