import type { HttpMethod } from '../../model/endpoint.js';
import type { DocumentedRoute, RouteDocument } from '../../model/documented-routes.js';
import type { Reading } from '../../model/reading.js';
import type { RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import { parseYaml } from '../../syntax/yaml.js';
import type { YamlValue } from '../../syntax/yaml.js';

const named =
  /(^|\/)[^/]*(openapi|swagger|oas|api-?(docs|spec|schema))[^/]*\.(ya?ml|json)$|(^|\/)(openapi|swagger)\/[^/]*\.(ya?ml|json)$/i;
const opening = /^\s*(?:[{\s]*"(?:openapi|swagger)"\s*:|(?:openapi|swagger)\s*:\s*['"]?[23])/m;
const methods: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * The OpenAPI (3.x) and Swagger (2.0) documents of a repository, also those that lie in its documentation or were generated; not those of
 * tests, examples and vendored trees. Path items in other files of the repository are followed.
 * Source: https://spec.openapis.org/oas/v3.1.0
 */
export async function readRouteDocuments(view: RepositoryView): Promise<Reading<RouteDocument>> {
  const facts: RouteDocument[] = [];
  const skipped: Skipped[] = [];
  for (const file of view.files) {
    if (!named.test(file.path) || !mayBeShipped(file)) continue;
    const source = await view.read(file.path);
    if (source === undefined || !opening.test(source.text.slice(0, 4_000))) continue;
    const { documents, skipped: problems } = parseYaml(source);
    skipped.push(...problems);
    const root = documents[0]?.root;
    const document = root && (await documentOf(file.path, root, view));
    if (document) facts.push(document);
  }
  return { facts, skipped };
}

function mayBeShipped({ marks }: RepositoryFile): boolean {
  return !marks.some((mark) => mark === 'test' || mark === 'example' || mark === 'vendored');
}

async function documentOf(
  file: string,
  root: YamlValue,
  view: RepositoryView,
): Promise<RouteDocument | undefined> {
  const openapi = root.get('openapi').text;
  const version = openapi ?? root.get('swagger').text;
  const paths = root.get('paths');
  if (version === undefined || !paths.isMap) return undefined;
  const routes: DocumentedRoute[] = [];
  for (const [path, written] of paths.entries) {
    if (!path.startsWith('/')) continue;
    const item = (await referred(written, file, view)) ?? written;
    for (const method of methods) {
      const operation = item.get(method.toLowerCase());
      if (operation.exists)
        routes.push({ method, path, span: item === written ? operation.span : written.span });
    }
  }
  const bases =
    openapi === undefined
      ? [root.get('basePath').text ?? '']
      : root.get('servers').items.map((server) => pathOf(server));
  return {
    file,
    version: openapi === undefined ? `Swagger ${version}` : `OpenAPI ${version}`,
    bases: bases.length === 0 ? [''] : [...new Set(bases.map(withoutSlash))],
    routes,
  };
}

/** The path of a server's address, with the defaults of its variables. */
function pathOf(server: YamlValue): string {
  const url = (server.get('url').text ?? '').replace(
    /\{(\w+)\}/g,
    (written, name: string) => server.at('variables', name).get('default').text ?? written,
  );
  const path = /^(?:[a-z][\w+.-]*:)?\/\/[^/]*(\/[^?#]*)?/i.exec(url)?.[1] ?? (url.startsWith('/') ? url : '');
  return path;
}

function withoutSlash(path: string): string {
  return path === '/' ? '' : path.replace(/\/+$/, '');
}

/** A path item that stands in a file of its own. */
async function referred(item: YamlValue, from: string, view: RepositoryView): Promise<YamlValue | undefined> {
  const [file = '', pointer = ''] = (item.get('$ref').text ?? '').split('#');
  if (file === '' || /^[a-z]+:/i.test(file)) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of file.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  const source = await view.read(parts.join('/'));
  const root = source && parseYaml(source).documents[0]?.root;
  if (root === undefined) return undefined;
  const keys = pointer
    .split('/')
    .filter((key) => key !== '')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return root.at(...keys);
}
