import type { Handler, Route, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import type { RouteReading } from '../../route-framework.js';
import { readBlocks } from '../proxies/blocks.js';
import type { Directive } from '../proxies/blocks.js';

/** Reads what nginx answers by itself. Source: https://nginx.org/en/docs/http/ngx_http_core_module.html#location */
export async function readNginx(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const { path } of candidates) {
    const source = await view.read(path);
    if (!source || !/\blocation\b/.test(source.text)) continue;
    const servers = serversIn(readBlocks(source.text, ';'), 0);
    const ports = new Set(servers.flatMap((server) => portsOf(server)));
    const found = servers.flatMap((server) => ownRoutes(server, source, ports.size > 1));
    routes.push(...found);
    const [first] = found;
    if (first)
      gaps.push({
        framework: 'nginx',
        span: first.span,
        reason: 'nginx also serves files or hands requests on, which is not looked into',
      });
  }
  return { routes, gaps, skipped: [] };
}

/** The server blocks of a file; a file of locations alone is a part of one. */
function serversIn(directives: readonly Directive[], depth: number): readonly Directive[] {
  if (depth > 4) return [];
  const servers = directives.filter(({ block, words }) => words[0] === 'server' && block);
  const inner = directives
    .filter(({ block, words }) => words[0] === 'http' && block)
    .flatMap(({ block }) => serversIn(block ?? [], depth + 1));
  const isPart =
    servers.length + inner.length === 0 && directives.some(({ words }) => words[0] === 'location');
  return isPart ? [{ words: ['server'], start: 0, end: 0, block: directives }] : [...servers, ...inner];
}

function portsOf({ block }: Directive): readonly number[] {
  return (block ?? []).flatMap(({ words }) => {
    const port = words[0] === 'listen' ? /^(?:.*:)?(\d{2,5})$/.exec(words[1] ?? '')?.[1] : undefined;
    return port === undefined ? [] : [Number(port)];
  });
}

function ownRoutes(server: Directive, source: SourceText, namesPort: boolean): readonly Route[] {
  const block = server.block ?? [];
  // A `return` of the server comes before all locations.
  if (block.some(({ words }) => words[0] === 'return')) return [];
  const ports = [...new Set(portsOf(server))];
  const [port] = ports;
  return locationsIn(block, [], 0).flatMap(({ around, location }) => {
    const answer = answerOf(location);
    const path = pathOf(location);
    if (!answer || path === undefined) return [];
    const guards = guardsOf([block, ...around, location.block ?? []], source);
    return [
      {
        framework: 'nginx',
        method: 'ANY',
        path,
        pathComplete: true,
        span: source.span(location.start, location.end),
        servedBy: 'setting',
        ...(namesPort && port !== undefined && ports.length === 1 && { port }),
        handler: { ...answer, span: source.span(location.start, location.end) },
        ...(guards.length > 0 && { guards }),
        confidence: 'high',
      } satisfies Route,
    ];
  });
}

interface Location {
  readonly location: Directive;
  readonly around: readonly (readonly Directive[])[];
}

function locationsIn(
  block: readonly Directive[],
  around: readonly (readonly Directive[])[],
  depth: number,
): readonly Location[] {
  if (depth > 6) return [];
  return block
    .filter(({ block: inner, words }) => words[0] === 'location' && inner)
    .flatMap((location) => [
      { location, around },
      ...locationsIn(location.block ?? [], [...around, location.block ?? []], depth + 1),
    ]);
}

/** What a location answers by itself; undefined when it hands on, redirects, refuses or serves files. */
function answerOf({ block = [] }: Directive): Handler | undefined {
  const named = (name: string): Directive | undefined => block.find(({ words }) => words[0] === name);
  if (named('stub_status')) return { name: 'stub_status', touches: [], canFail: false };
  if (
    block.some(({ words }) =>
      /^(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass$|^rewrite$|^try_files$|^root$|^alias$|^content_by_lua/.test(
        words[0] ?? '',
      ),
    )
  )
    return undefined;
  if (named('empty_gif')) return { name: 'empty_gif', touches: [], canFail: false, constant: true };
  const answer = named('return')?.words[1];
  if (answer === undefined || !/^(?:2\d\d)$/.test(answer)) return undefined;
  const mayRefuse = block.some(
    ({ block: inner = [], words }) =>
      words[0] === 'if' && inner.some((one) => /^[45]\d\d$/.test(one.words[1] ?? '')),
  );
  return { name: `return ${answer}`, touches: [], canFail: mayRefuse, constant: !mayRefuse };
}

/** `= /x`, `/x`, `^~ /x`; of regular expressions only those that name one path. */
function pathOf({ words }: Directive): string | undefined {
  const rest = words.slice(1);
  const [first = '', second = ''] = rest;
  if (first === '~' || first === '~*') {
    const plain = /^\^?((?:\/[\w.-]+)+)\/?(?:\?)?\$?$/.exec(second.replaceAll('\\', ''))?.[1];
    return plain;
  }
  const path = first === '=' || first === '^~' ? second : first.startsWith('=/') ? first.slice(1) : first;
  return path.startsWith('/') && !path.includes('$') ? path : undefined;
}

const guarding: Readonly<Record<string, RouteGuard['kind']>> = {
  auth_basic: 'authentication',
  auth_request: 'authentication',
  limit_req: 'rate-limit',
};

/** What stands before; the innermost word counts, so that `auth_basic off` lets pass. A `return` is answered before any of them but these. */
function guardsOf(blocks: readonly (readonly Directive[])[], source: SourceText): readonly RouteGuard[] {
  const found = new Map<string, RouteGuard | undefined>();
  for (const { end, start, words } of blocks.flat()) {
    const kind = guarding[words[0] ?? ''];
    if (!kind) continue;
    const span = source.span(start, end);
    found.set(
      words[0] ?? '',
      words[1] === 'off' ? undefined : { kind, span, text: words.join(' ').slice(0, 120) },
    );
  }
  return [...found.values()].flatMap((guard) => guard ?? []);
}
