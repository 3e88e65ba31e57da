import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import type { Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import type { FunctionNode } from '../../../syntax/javascript/tree.js';
import type { FunctionValue } from '../../../syntax/javascript/evaluate/value.js';
import type { Dialect, Registering } from './dialect.js';
import { comparedPaths, delegatesOf, type ComparedPath } from './path-comparisons.js';
import { RequestNames } from './request-names.js';

/**
 * The routes of a server whose one function gets all requests: the paths that it compares and answers. One that compares nothing and hands
 * its request to nobody answers every path. What else it answers is not known, unless it says 404.
 */
export async function registerDispatch(
  framework: Pick<Dialect, 'framework' | 'calling'>,
  handler: FunctionValue,
  span: SourceSpan,
  { conditions, evaluator, routes }: Registering,
): Promise<void> {
  const { node, scope } = handler;
  if (routes.dispatched.has(node)) return;
  routes.dispatched.add(node);
  routes.entered.add(node);
  const text = scope.module.module.source.text.slice(node.start, node.end);
  const { found, isWhole } = await allCompared(handler, evaluator);
  for (const { answer, source } of found)
    routes.standalone.push({
      framework,
      registration: {
        method: answer.method,
        path: {
          text: answer.isPrefix ? `${answer.path.replace(/\/$/, '')}/{*path}` : answer.path,
          complete: true,
          isCertain: true,
          origins: [],
        },
        span: source.span(answer.place.start, answer.place.end),
        conditions,
        servedBy: 'code',
        handlers: [answer.handler],
        certainty: answer.isPrefix ? 'likely' : 'certain',
      },
    });
  if (found.length === 0 && answersAll(handler, text))
    routes.standalone.push({
      framework,
      registration: {
        method: 'ANY',
        path: { text: '/{*path}', complete: true, isCertain: true, origins: [] },
        span,
        conditions,
        servedBy: 'code',
        handlers: [handler],
        certainty: 'likely',
      },
    });
  else if (found.length === 0 || !isWhole)
    routes.gap(
      framework,
      span,
      'what this server answers is told apart by code that could not be followed to its end',
    );
}

interface Found {
  readonly answer: ComparedPath;
  readonly source: SourceText;
}

/** What a handler compares, and the functions of the project that it hands its request to; whole when one of them says 404. */
async function allCompared(
  handler: FunctionValue,
  evaluator: Evaluator,
): Promise<{ readonly found: readonly Found[]; readonly isWhole: boolean }> {
  const found: Found[] = [];
  let isWhole = false;
  const seen = new Set<FunctionNode>();
  const pending: { callee: FunctionValue; at: number | undefined; depth: number }[] = [
    { callee: handler, at: undefined, depth: 0 },
  ];
  for (let next = pending.pop(); next && seen.size < 30; next = pending.pop()) {
    const { at, callee, depth } = next;
    if (seen.has(callee.node)) continue;
    seen.add(callee.node);
    const { source } = callee.scope.module.module;
    for (const answer of await comparedPaths(callee, evaluator, at)) found.push({ answer, source });
    isWhole ||= /\b404\b|\bNOT_FOUND\b/.test(source.text.slice(callee.node.start, callee.node.end));
    if (depth < 2)
      for (const { at: place, delegate } of await delegatesOf(callee, evaluator, at))
        pending.push({ callee: delegate, at: place, depth: depth + 1 });
  }
  return { found, isWhole: isWhole && found.length > 0 };
}

/** Whether a handler looks at no path, and answers by itself. */
function answersAll(handler: FunctionValue, text: string): boolean {
  const names = RequestNames.of(handler);
  if (names === undefined) return handler.node.parameters.length === 0 && /\bResponse\b/.test(text);
  return (
    !/\.(?:url|path|pathname|originalUrl|nextUrl)\b|\{[^}]*\burl\b[^}]*\}\s*=/.test(text) &&
    (/\.(?:end|writeHead|write)\s*\(/.test(text) || names.isReturning)
  );
}
