import type { SourceText } from '../../../model/source-text.js';
import { evaluate } from '../../../syntax/ruby/evaluate.js';
import type { RubyProgram } from '../../../syntax/ruby/program.js';
import { RubyFrame } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { oneLine } from './bodies.js';
import { conditionOf } from './conditions.js';

/** Where a walk over statements stands. */
export interface StatementContext {
  readonly source: SourceText;
  readonly program: RubyProgram;
  readonly frame: RubyFrame;
  readonly condition?: string;
  /** Inside of a loop over what only run time knows. */
  readonly looped: boolean;
  readonly depth: number;
}

/** Takes a call; what stands in its block is walked only when it asks for that. */
export type OnCall<Context extends StatementContext> = (
  call: { readonly node: SyntaxNode; readonly receiver: SyntaxNode | null; readonly name: string },
  context: Context,
) => void;

const mostRounds = 300;
const deepest = 80;

/** Walks over statements in order: branches with their conditions, loops over known lists, assignments, calls. */
export function walkStatements<Context extends StatementContext>(
  node: SyntaxNode,
  context: Context,
  onCall: OnCall<Context>,
): void {
  if (context.depth > deepest) return;
  const inner = { ...context, depth: context.depth + 1 };
  switch (node.type) {
    case 'program':
    case 'body_statement':
    case 'block_body':
    case 'begin':
    case 'then':
    case 'else':
    case 'do':
    case 'parenthesized_statements':
      for (const child of node.namedChildren) if (child) walkStatements(child, inner, onCall);
      return;
    case 'if':
    case 'elsif':
    case 'unless':
    case 'if_modifier':
    case 'unless_modifier': {
      const { whenTrue, whenFalse } = conditionOf(node.childForFieldName('condition')?.text ?? '');
      const negated = node.type.startsWith('unless');
      const consequence = node.childForFieldName('consequence') ?? node.childForFieldName('body');
      const alternative = node.childForFieldName('alternative');
      if (consequence) walkStatements(consequence, under(inner, negated ? whenFalse : whenTrue), onCall);
      if (alternative) walkStatements(alternative, under(inner, negated ? whenTrue : whenFalse), onCall);
      return;
    }
    case 'case':
      for (const child of node.namedChildren) {
        const body =
          child?.type === 'when' ? child.childForFieldName('body') : child?.type === 'else' ? child : null;
        if (body)
          walkStatements(
            body,
            under(inner, `in a branch of ${oneLine(node.childForFieldName('value')?.text ?? 'case')}`),
            onCall,
          );
      }
      return;
    case 'assignment': {
      const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
      if (left && right && /identifier|constant|variable/.test(left.type))
        context.frame.assign(left.text, evaluate(right, context.program, context.frame));
      if (right?.type === 'call') walkStatements(right, inner, onCall);
      return;
    }
    case 'call': {
      const receiver = node.childForFieldName('receiver');
      const name = node.childForFieldName('method')?.text ?? 'call';
      if (
        receiver &&
        /^(each|each_with_index|each_pair|map)$/.test(name) &&
        each(node, receiver, inner, onCall)
      )
        return;
      onCall({ node, receiver, name }, inner);
      return;
    }
    case 'identifier':
      onCall({ node, receiver: null, name: node.text }, inner);
      return;
    default:
  }
}

function each<Context extends StatementContext>(
  node: SyntaxNode,
  receiver: SyntaxNode,
  context: Context,
  onCall: OnCall<Context>,
): boolean {
  const block = node.childForFieldName('block');
  const body = block?.childForFieldName('body');
  if (!block || !body) return false;
  const names = (block.childForFieldName('parameters')?.namedChildren ?? []).flatMap(
    (child) => child?.text ?? [],
  );
  const over = evaluate(receiver, context.program, context.frame);
  const rounds: readonly (readonly RubyValue[])[] | undefined =
    over.kind === 'array'
      ? over.items.map((item) => (item.kind === 'array' && names.length > 1 ? item.items : [item]))
      : over.kind === 'hash'
        ? [...over.entries].map(([key, value]) => [{ kind: 'symbol' as const, text: key }, value])
        : undefined;
  for (const round of rounds && rounds.length <= mostRounds ? rounds : [[]]) {
    const frame = new RubyFrame(context.frame);
    for (const [index, name] of names.entries())
      frame.bind(name, round[index] ?? { kind: 'code', text: name });
    walkStatements(body, { ...context, frame, looped: context.looped || rounds === undefined }, onCall);
  }
  return true;
}

function under<Context extends StatementContext>(context: Context, condition: string | undefined): Context {
  if (condition === undefined || context.condition === condition) return context;
  const both =
    context.condition === undefined
      ? condition
      : [context.condition, condition].includes('development only')
        ? 'development only'
        : `${context.condition}; ${condition}`;
  return { ...context, condition: both };
}

/** The body of a call's block and the names of its parameters. */
export function blockOf(
  call: SyntaxNode,
): { readonly body: SyntaxNode; readonly parameters: readonly string[] } | undefined {
  const block = call.childForFieldName('block');
  const body = block?.childForFieldName('body');
  if (!block || !body) return undefined;
  const parameters = (block.childForFieldName('parameters')?.namedChildren ?? []).flatMap(
    (child) => child?.text ?? [],
  );
  return { body, parameters };
}
