import type { Handler, HttpMethod, Route, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { JavaProgram } from '../../../syntax/java/program.js';
import { TokenView } from '../../../syntax/jvm/token-view.js';
import { httpMethods } from '../../http-methods.js';
import type { RouteReading } from '../../route-framework.js';
import { foldTokens, handlerOfTokens } from '../jvm-routers/texts.js';
import { join } from '../jvm/paths.js';

/** A registration on a router. */
interface Registration {
  readonly router: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly span: SourceSpan;
  readonly handler: Handler;
  readonly guards: readonly RouteGuard[];
}

/** A router below another: `router.route("/api/*").subRouter(api)`. */
interface Mount {
  readonly router: string;
  readonly prefix: string;
  readonly below: string | undefined;
  readonly span: SourceSpan;
}

interface FileReading {
  readonly registrations: Registration[];
  readonly mounts: Mount[];
  readonly gaps: RouteGap[];
}

/**
 * Reads the routers of Vert.x Web: routes on variables that hold a `Router`, below the routers that they are mounted on in the same file.
 * Source: https://vertx.io/docs/vertx-web/java/
 */
export async function readVertx(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const sources = candidates.map(({ path }) => path).filter((path) => /\.(java|kt)$/.test(path));
  const program = new JavaProgram(view, sources);
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  let isMountedElsewhere = false;
  const readings: FileReading[] = [];
  for (const path of sources) {
    const source = await view.read(path);
    if (!source || !/\bio\.vertx\b/.test(source.text)) continue;
    const reading = await readFile(new TokenView(source), program);
    readings.push(reading);
    isMountedElsewhere ||= reading.mounts.some(({ below }) => below === undefined);
  }
  for (const { registrations, mounts, gaps: own } of readings) {
    gaps.push(...own);
    for (const mount of mounts)
      if (mount.below === undefined)
        gaps.push({
          framework: 'vertx',
          span: mount.span,
          reason: 'a router that stands elsewhere is mounted here',
        });
    for (const one of registrations)
      routes.push({
        framework: 'vertx',
        method: one.method,
        path: join(prefixOf(one.router, mounts, 0), one.path),
        // A router of its own file may be what is mounted elsewhere.
        pathComplete: !isMountedElsewhere || mounts.some(({ router }) => router === one.router),
        span: one.span,
        servedBy: 'code',
        handler: one.handler,
        ...(one.guards.length > 0 && { guards: one.guards }),
        confidence: 'medium',
      });
  }
  return { routes, gaps, skipped: [] };
}

function prefixOf(router: string, mounts: readonly Mount[], depth: number): string {
  const mount = mounts.find(({ below }) => below === router);
  if (!mount || depth > 10) return '';
  return join(prefixOf(mount.router, mounts, depth + 1), mount.prefix);
}

async function readFile(tokens: TokenView, program: JavaProgram): Promise<FileReading> {
  const reading: FileReading = { registrations: [], mounts: [], gaps: [] };
  const { text } = tokens.source;
  const routers = routersIn(text);
  const healthHandlers = new Set(
    [...text.matchAll(/\b(\w+)\s*=\s*HealthCheckHandler\b|\bHealthCheckHandler\s+(\w+)\b/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  );
  const generated = /\b(RouterBuilder|OpenAPI3RouterFactory|RouterFactory)\s*\.\s*create\b/.exec(text);
  if (generated)
    reading.gaps.push({
      framework: 'vertx',
      span: tokens.source.span(generated.index, generated.index + generated[0].length),
      reason: 'routes are built from an API description',
    });
  for (let at = 0; at < tokens.all.length; at += 1) {
    const word = tokens.word(at) ?? '';
    const router =
      tokens.is(at - 1, '.') && tokens.is(at + 1, '(') ? routerBefore(tokens, at - 2, routers) : undefined;
    if (router === undefined) continue;
    const parts = tokens.parts(at + 1);
    const end = tokens.closing(at + 1);
    const chain = endOfChain(tokens, end);
    const span = tokens.span(at, end + 1);
    if (word === 'mountSubRouter') {
      const prefix = parts[0] && (await foldTokens(tokens, parts[0], program));
      const below = parts[1] ? tokens.text(...parts[1]) : '';
      reading.mounts.push({
        router,
        prefix: prefix ?? '',
        below: routers.has(below) ? below : undefined,
        span,
      });
      continue;
    }
    if (word.endsWith('WithRegex')) {
      reading.gaps.push({ framework: 'vertx', span, reason: 'the path is a regular expression' });
      continue;
    }
    const verb = httpMethods.get(word);
    if (!verb && word !== 'route') continue;
    const rest = tokens.text(end + 1, chain);
    const [method, part] = methodAndPath(tokens, verb, parts, rest);
    const written = part ? await foldTokens(tokens, part, program) : pathCalled(rest);
    if (part && written === undefined) {
      reading.gaps.push({ framework: 'vertx', span, reason: 'the path is made at run time' });
      continue;
    }
    // `router.route().handler(BodyHandler.create())` stands before all routes and serves none.
    if (written === undefined || rest === '') continue;
    const sub = /\.\s*subRouter\s*\(\s*(\w+)\s*\)/.exec(rest);
    if (/\.\s*subRouter\s*\(/.test(rest)) {
      const below = sub?.[1];
      reading.mounts.push({
        router,
        prefix: written.replace(/\/?\*$/, ''),
        below: below !== undefined && routers.has(below) ? below : undefined,
        span,
      });
      continue;
    }
    if (written.endsWith('*') && word === 'route' && !/StaticHandler|HealthCheckHandler|Proxy/.test(rest))
      continue;
    const isHealth =
      /\bHealthCheckHandler\b/.test(rest) ||
      [...rest.matchAll(/\(\s*(\w+)\s*\)/g)].some((match) => healthHandlers.has(match[1] ?? ''));
    const path = spelled(written);
    const handler = await handlerOfTokens(tokens, [end + 1, chain], path, program);
    const guard = /\b(\w*Auth\w*Handler)\b/.exec(rest);
    for (const one of isHealth ? pathsOfChecks(path) : [path])
      reading.registrations.push({
        router,
        method,
        path: one,
        span,
        handler: isHealth ? { ...handler, name: 'HealthChecks' } : handler,
        guards: guard ? [{ kind: 'authentication', span, text: guard[0] }] : [],
      });
  }
  return reading;
}

function routersIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const pattern of [
    /\bRouter\s+(\w+)\b/g,
    /\b(\w+)\s*:\s*Router\b/g,
    /\b(\w+)\s*=\s*Router\s*\.\s*router\b/g,
  ])
    for (const match of text.matchAll(pattern)) names.add(match[1] ?? '');
  return names;
}

/** The variable before a dot that holds a router; `getRouter()` and the start of a chain that begins at one, too. */
function routerBefore(tokens: TokenView, at: number, routers: ReadonlySet<string>): string | undefined {
  const name = tokens.word(at);
  if (name !== undefined) return routers.has(name) ? name : undefined;
  return tokens.is(at, ')') && tokens.is(at - 1, '(') && /^(get)?[rR]outer$/.test(tokens.word(at - 2) ?? '')
    ? 'getRouter()'
    : undefined;
}

function endOfChain(tokens: TokenView, end: number): number {
  let at = end + 1;
  while (tokens.is(at, '.') && tokens.word(at + 1) !== undefined) {
    at += 2;
    if (tokens.is(at, '(')) at = tokens.closing(at) + 1;
    if (tokens.is(at, '{')) at = tokens.closing(at) + 1;
  }
  return at;
}

function methodAndPath(
  tokens: TokenView,
  verb: HttpMethod | undefined,
  parts: readonly (readonly [number, number])[],
  rest: string,
): readonly [HttpMethod, readonly [number, number] | undefined] {
  if (verb) return [verb, parts[0]];
  const given =
    parts.length > 1 && parts[0]
      ? tokens.text(...parts[0])
      : (/\.\s*method\s*\(\s*([\w.]+)\s*\)/.exec(rest)?.[1] ?? '');
  const method = httpMethods.get((given.split('.').at(-1) ?? '').toLowerCase());
  return [method ?? 'ANY', parts.at(-1)];
}

/** `router.route().path("/x")`. */
function pathCalled(rest: string): string | undefined {
  return /\.\s*path\s*\(\s*"([^"]*)"\s*\)/.exec(rest)?.[1];
}

function spelled(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}').replace(/\/\*$/, '/{*rest}');
}

/** The handler of health checks answers below its path with the result of one. */
function pathsOfChecks(path: string): readonly string[] {
  const plain = path.replace(/\*$/, '').replace(/\/\{\*rest\}$/, '');
  return plain === path ? [path] : [plain, `${plain}/{*check}`];
}
