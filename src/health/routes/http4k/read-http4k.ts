import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { JavaProgram } from '../../../syntax/java/program.js';
import { TokenView } from '../../../syntax/jvm/token-view.js';
import { httpMethods } from '../../http-methods.js';
import type { RouteReading } from '../../route-framework.js';
import { foldTokens, handlerOfTokens } from '../jvm-routers/texts.js';
import { join } from '../jvm/paths.js';

/** A value or function whose expression may hold routes. */
interface Named {
  readonly tokens: TokenView;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the routes of http4k: `"/path" bind GET to handler` within `routes(…)`, nested by `"/prefix" bind routes(…)` or a name that stands
 * for such.
 * Source: https://www.http4k.org/howto/nestable_routes/
 */
export async function readHttp4k(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const sources = candidates.map(({ path }) => path).filter((path) => path.endsWith('.kt'));
  const files: TokenView[] = [];
  for (const path of sources) {
    const source = await view.read(path);
    if (source && /\borg\.http4k\b/.test(source.text)) files.push(new TokenView(source));
  }
  if (files.length === 0) return { routes: [], gaps: [], skipped: [] };
  const walk = new BindWalk(files, new JavaProgram(view, sources));
  for (const tokens of files) await walk.file(tokens);
  return { routes: walk.routes, gaps: walk.gaps, skipped: [] };
}

class BindWalk {
  readonly routes: Route[] = [];
  readonly gaps: RouteGap[] = [];
  readonly #named = new Map<string, Named>();
  readonly #program: JavaProgram;
  /** Names that are bound below a prefix: they are read from there. */
  readonly #mounted = new Set<string>();

  constructor(files: readonly TokenView[], program: JavaProgram) {
    this.#program = program;
    for (const tokens of files) this.#note(tokens);
  }

  #note(tokens: TokenView): void {
    for (let at = 0; at < tokens.all.length; at += 1) {
      const word = tokens.word(at);
      if (word === 'bind') {
        const target = tokens.word(at + 1) ?? '';
        const called = tokens.is(at + 2, '.') ? (tokens.word(at + 3) ?? '') : target;
        if (!httpMethods.has(target.toLowerCase()) && target !== 'routes') this.#mounted.add(called);
      }
      if (word !== 'val' && word !== 'fun') continue;
      const name = tokens.word(at + 1);
      if (name === undefined) continue;
      for (let next = at + 2, steps = 0; steps < 40 && next < tokens.all.length; next += 1, steps += 1) {
        if (tokens.is(next, '(')) next = tokens.closing(next);
        else if (tokens.is(next, '=')) {
          this.#named.set(name, {
            tokens,
            from: next + 1,
            to: tokens.endOfExpression(next + 1, tokens.all.length),
          });
          break;
        } else if (tokens.is(next, '{')) {
          this.#named.set(name, { tokens, from: next + 1, to: tokens.closing(next) });
          break;
        } else if (/^(val|fun|class|var)$/.test(tokens.word(next) ?? '')) break;
      }
    }
  }

  /** Reads all bindings of a file that do not stand in what another binding mounts. */
  async file(tokens: TokenView): Promise<void> {
    const mounted = [...this.#mounted].flatMap((name) => {
      const one = this.#named.get(name);
      return one?.tokens === tokens ? [one] : [];
    });
    await this.#range(tokens, 0, tokens.all.length, '', mounted, 0);
    for (let at = 0; at < tokens.all.length; at += 1)
      if (
        tokens.word(at) === 'Health' &&
        tokens.is(at + 1, '(') &&
        /\borg\.http4k\.(cloudnative|k8s)\.health\b/.test(tokens.source.text)
      )
        for (const path of ['/liveness', '/readiness'])
          this.routes.push({
            framework: 'http4k',
            method: 'GET',
            path,
            pathComplete: true,
            span: tokens.span(at, tokens.closing(at + 1) + 1),
            servedBy: 'dependency',
            confidence: 'medium',
          });
  }

  async #range(
    tokens: TokenView,
    from: number,
    to: number,
    prefix: string,
    skipped: readonly Named[],
    depth: number,
  ): Promise<void> {
    if (depth > 20) return;
    for (let at = from; at < to; at += 1) {
      const inside = skipped.find((one) => one.from === at);
      if (inside) {
        at = inside.to;
        continue;
      }
      if (/^(bindContract|meta)$/.test(tokens.word(at) ?? ''))
        this.gaps.push({
          framework: 'http4k',
          span: tokens.span(at, at + 1),
          reason: 'routes of a contract are not read',
        });
      if (tokens.word(at) !== 'bind') continue;
      at = await this.#bind(tokens, at, to, prefix, depth);
    }
  }

  async #bind(tokens: TokenView, at: number, to: number, prefix: string, depth: number): Promise<number> {
    let start = at - 1;
    while (tokens.is(start - 1, '.') && tokens.word(start) !== undefined) start -= 2;
    const text = await foldTokens(tokens, [start, at], this.#program);
    const span = tokens.span(start, at + 2);
    const end = endOfBinding(tokens, at + 1, to);
    if (text === undefined) {
      this.gaps.push({ framework: 'http4k', span, reason: 'the path is made at run time' });
      return end;
    }
    const path = join(prefix, text);
    let next = at + 1;
    if (tokens.word(next) === 'Method' && tokens.is(next + 1, '.')) next += 2;
    const method = httpMethods.get((tokens.word(next) ?? '').toLowerCase());
    if (method && tokens.word(next + 1) === 'to') {
      const full = spelled(path);
      this.routes.push({
        framework: 'http4k',
        method,
        path: full,
        pathComplete: true,
        span,
        servedBy: 'code',
        handler: await handlerOfTokens(tokens, [next + 2, end], full, this.#program),
        confidence: 'medium',
      });
      return end;
    }
    if (tokens.word(next) === 'routes' && tokens.is(next + 1, '(')) {
      await this.#range(tokens, next + 2, tokens.closing(next + 1), path, [], depth + 1);
      return end;
    }
    const called = tokens.is(next + 1, '.') ? (tokens.word(next + 2) ?? '') : (tokens.word(next) ?? '');
    const named = this.#named.get(called);
    if (called === 'static' || called === 'ResourceLoader')
      this.routes.push({
        framework: 'http4k',
        method: 'GET',
        path: join(path, '{*path}'),
        pathComplete: true,
        span,
        servedBy: 'code',
        confidence: 'medium',
      });
    else if (named && holdsRoutes(named))
      await this.#range(named.tokens, named.from, named.to, path, [], depth + 1);
    else this.gaps.push({ framework: 'http4k', span, reason: 'what is bound here stands elsewhere' });
    return end;
  }
}

function holdsRoutes({ tokens, from, to }: Named): boolean {
  for (let at = from; at < to; at += 1) if (tokens.word(at) === 'bind') return true;
  return false;
}

/** The end of a binding: the comma or bracket behind it, or the line's end. */
function endOfBinding(tokens: TokenView, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    if (tokens.is(at, '(') || tokens.is(at, '[') || tokens.is(at, '{')) at = tokens.closing(at);
    else if (tokens.is(at, ',') || tokens.is(at, ')') || tokens.is(at, '}')) return at;
    else if (at > from && tokens.startsLine(at) && !tokens.is(at, '.') && tokens.word(at) !== 'to')
      return at - 1;
  }
  return to;
}

/** `{id:.*}` → `{*id}`, `{id:\d+}` → `{id}`. */
function spelled(path: string): string {
  return path.replaceAll(/\{(\w+):\.[*+]\}/g, '{*$1}').replaceAll(/\{(\w+):[^{}]*\}/g, '{$1}');
}
