import type { RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { argumentsOf } from '../../../syntax/ruby/arguments.js';
import { evaluate } from '../../../syntax/ruby/evaluate.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { bodyOf, oneLine } from '../ruby/bodies.js';
import type { RubyBody } from '../ruby/bodies.js';
import type { UsedMiddleware } from '../rack/touched-before.js';
import { joinedPattern, writtenPath } from '../ruby/route-path.js';
import { blockOf, walkStatements } from '../ruby/statements.js';
import type { StatementContext } from '../ruby/statements.js';

/** What a stack of Rack runs below a path. */
export interface StackEntry {
  readonly kind: 'run' | 'use';
  /** A constant without `.new`; empty for a lambda. */
  readonly name: string;
  readonly body?: RubyBody;
  readonly prefix: string;
  readonly complete: boolean;
  readonly span: SourceSpan;
  readonly text: string;
  readonly condition?: string;
  /** What was put before it. */
  readonly guards: readonly RouteGuard[];
  /** The middleware that was put before it without a condition, in order. */
  readonly uses: readonly UsedMiddleware[];
}

interface StackContext extends StatementContext {
  readonly prefix: string;
  readonly complete: boolean;
  /** Grows while the block is read: what is used later stands behind. */
  readonly guards: RouteGuard[];
  readonly uses: UsedMiddleware[];
}

/** Middleware that turns requests away, by its constant. */
const guarding: readonly (readonly [RegExp, RouteGuard['kind']])[] = [
  [/^(::)?Rack::Auth::(Basic|Digest\b.*)$/, 'authentication'],
  [/^(::)?Rack::(SSL|SslEnforcer)$/, 'https-redirect'],
];

/** Reads config.ru or the block of a `Rack::Builder`: `use`, `map`, `run`. */
export function readStack(body: SyntaxNode, start: StatementContext): readonly StackEntry[] {
  const entries: StackEntry[] = [];
  const read = (node: SyntaxNode, context: StackContext): void => {
    walkStatements(node, context, ({ node: call, receiver, name }, at) => {
      if (receiver) {
        // `Rack::Builder.new do … end.to_app`
        const builder = receiver.type === 'call' ? receiver : call;
        const block = /^(::)?Rack::(Builder|URLMap)/.test(builder.text) ? blockOf(builder) : undefined;
        if (block) read(block.body, at);
        return;
      }
      const { positional } = argumentsOf(call, at.program, at.frame);
      const block = blockOf(call);
      if (name === 'map') {
        const path = writtenPath(positional[0]);
        if (block)
          read(block.body, {
            ...at,
            prefix: joinedPattern(at.prefix, path?.text ?? ''),
            complete: at.complete && (path?.complete ?? false),
            guards: [...at.guards],
            uses: [...at.uses],
          });
        return;
      }
      if (name !== 'run' && name !== 'use') return;
      const [argument] = call.childForFieldName('arguments')?.namedChildren ?? [];
      const target = argument ?? call;
      if (name === 'use') {
        const kind = guarding.find(([pattern]) => pattern.test(target.text))?.[1];
        if (kind !== undefined && at.condition === undefined)
          at.guards.push({ kind, span: spanOf(at.source, call), text: oneLine(call.text) });
      }
      entries.push(...targetsOf(target, name, call, at));
      const used = name === 'use' && at.condition === undefined && !at.looped ? constantIn(target.text) : '';
      if (used !== '') at.uses.push({ name: used, near: at.source.path });
    });
  };
  read(body, { ...start, prefix: '', complete: true, guards: [], uses: [] });
  return entries;
}

function targetsOf(
  target: SyntaxNode,
  kind: 'run' | 'use',
  call: SyntaxNode,
  at: StackContext,
): readonly StackEntry[] {
  const base = {
    kind,
    complete: at.complete,
    span: spanOf(at.source, call),
    text: oneLine(target.text),
    ...(at.condition !== undefined && { condition: at.condition }),
    guards: [...at.guards],
    uses: [...at.uses],
  };
  // `Rack::URLMap.new('/a' => A, '/b' => B.new)`, `Rack::Cascade.new([A, B])`
  if (/^(::)?Rack::(URLMap|Cascade)\.new/.test(target.text)) {
    const list = target.childForFieldName('arguments')?.namedChildren ?? [];
    const items = list.flatMap((one) =>
      one?.type === 'array' || one?.type === 'hash' ? one.namedChildren : [one],
    );
    return items.flatMap((item): StackEntry[] => {
      const key = item?.childForFieldName('key');
      const value = item?.type === 'pair' ? item.childForFieldName('value') : item;
      const path = key ? writtenPath(evaluate(key, at.program, at.frame)) : undefined;
      return value
        ? [
            {
              ...base,
              name: constantIn(value.text),
              prefix: joinedPattern(at.prefix, path?.text ?? ''),
              complete: at.complete && (!key || path !== undefined),
            },
          ]
        : [];
    });
  }
  const isBlock = target.type === 'lambda' || /^(lambda|proc|Proc\.new)\b/.test(target.text);
  const block = isBlock
    ? (target.childForFieldName('body') ?? target.childForFieldName('block'))
    : (call.childForFieldName('block') ?? null);
  // A variable that was assigned a constant stands for that.
  const held = target.type === 'identifier' ? at.frame.get(target.text) : undefined;
  const name = held?.kind === 'code' ? heldConstant(held.text) : constantIn(target.text);
  return [
    {
      ...base,
      name: isBlock ? '' : name,
      prefix: at.prefix,
      ...(isBlock && block && { body: bodyOf(block, at.source) }),
    },
  ];
}

function constantIn(text: string): string {
  return /^(?:::)?([A-Z]\w*(?:::[A-Z]\w*)*)/.exec(text)?.[1] ?? '';
}

/** `app = if development … else Shop.app end`: the last that is made into an application. */
function heldConstant(text: string): string {
  const made = [...text.matchAll(/\b([A-Z]\w*(?:::[A-Z]\w*)*)\.(?:app|freeze\.app|new)\b/g)].at(-1)?.[1];
  return constantIn(text) || (made ?? '');
}
