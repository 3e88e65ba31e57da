import type { Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { spanOf, walk, withTree, type SyntaxNode } from '../../../syntax/tree-sitter.js';
import { healthWords } from '../../path-words.js';

/**
 * Paths of health that a handler of the project tells apart by itself: `ServeHTTP` with `switch req.URL.Path { case "/healthz": … }`.
 * One that hands requests on is middleware: what it names may be let through, not answered.
 */
export async function switchedPaths(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly Route[]> {
  const routes: Route[] = [];
  for (const { path } of candidates) {
    const source = await view.read(path);
    if (!source || !/\bServeHTTP\(/.test(source.text) || !/\bswitch\b[^{\n]*\.URL\.Path\b/.test(source.text))
      continue;
    routes.push(
      ...(await withTree('go', source, (root) =>
        [...walk(root)]
          .filter(
            (node) =>
              node.type === 'method_declaration' && node.childForFieldName('name')?.text === 'ServeHTTP',
          )
          .flatMap((node) => routesIn(node, source)),
      )),
    );
  }
  return routes;
}

const answersNothing = /\bhttp\.NotFoundHandler\(\)\.ServeHTTP\(/g;

function routesIn(method: SyntaxNode, source: SourceText): readonly Route[] {
  const body = method.childForFieldName('body');
  if (!body || /\.ServeHTTP\(/.test(body.text.replaceAll(answersNothing, ''))) return [];
  const receiver = /\*?(\w+)\s*\)$/.exec(method.childForFieldName('receiver')?.text ?? '')?.[1];
  return [...walk(body)]
    .filter((node) => node.type === 'expression_case' && asksPath(node))
    .flatMap((node) =>
      [...(node.childForFieldName('value')?.text.matchAll(/"(\/[^"]*)"/g) ?? [])].map(([, path = '']) => ({
        node,
        path,
      })),
    )
    .filter(({ path }) => path.length > 1 && !path.endsWith('/') && healthWords(path) !== undefined)
    .map(({ node, path }): Route => ({
      framework: 'go-net-http',
      method: 'ANY',
      path,
      pathComplete: true,
      span: spanOf(source, node.childForFieldName('value') ?? node),
      servedBy: 'code',
      handler: { name: `${receiver ?? ''}.ServeHTTP`, span: spanOf(source, method), touches: [] },
      confidence: 'medium',
    }));
}

function asksPath(node: SyntaxNode): boolean {
  return node.parent?.childForFieldName('value')?.text.endsWith('.URL.Path') === true;
}
