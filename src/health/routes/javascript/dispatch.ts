import type { SourceSpan } from '../../../model/source-span.js';
import type { FunctionValue } from '../../../syntax/javascript/evaluate/value.js';
import type { Dialect, Registering } from './dialect.js';
import { comparedPaths } from './path-comparisons.js';
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
  const { source } = scope.module.module;
  const text = source.text.slice(node.start, node.end);
  const found = await comparedPaths(handler, evaluator);
  for (const answer of found)
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
  else if (found.length === 0 || !/\b404\b|\bNOT_FOUND\b/.test(text))
    routes.gap(
      framework,
      span,
      'what this server answers is told apart by code that could not be followed to its end',
    );
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
