import type { Handler, HttpMethod, Route, RouteGap, Touch } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import type { TokenView } from '../../../syntax/jvm/token-view.js';
import { httpMethods } from '../../http-methods.js';
import { isOfInterest } from '../../interest.js';
import { join } from '../jvm/paths.js';
import type { KtorFunction } from './functions.js';
import type { KtorInterceptors } from './interceptors.js';
import { isMounting, parameterTexts } from './mounted-functions.js';
import { pathText, spelled } from './path-texts.js';
import { resourceSegments } from './resource-paths.js';
import { routeHandler } from './route-handler.js';
import type { Level } from './routing-level.js';
import { serving } from './serving-calls.js';

const deepest = 30;

/**
 * Follows the routing DSL of Ktor from its `routing` blocks through `route`, `authenticate` and the functions of the repository that extend
 * `Route`.
 * Source: https://ktor.io/docs/server-routing.html
 */
export class RoutingWalk {
  readonly #routes: Route[] = [];
  readonly gaps: RouteGap[] = [];
  /** What the interceptors around each route touch, in the order of the routes. */
  readonly #before: (readonly Touch[][])[] = [];
  readonly #interceptors: KtorInterceptors;
  readonly #functions: ReadonlyMap<string, readonly KtorFunction[]>;
  readonly #program: JavaProgram;
  readonly #running = new Set<KtorFunction>();
  #steps = 0;

  constructor(
    functions: ReadonlyMap<string, readonly KtorFunction[]>,
    interceptors: KtorInterceptors,
    program: JavaProgram,
  ) {
    this.#functions = functions;
    this.#interceptors = interceptors;
    this.#program = program;
  }

  /** The routes that were found, with what is touched before those that somebody may probe. */
  routes(): readonly Route[] {
    return this.#routes.map((route, index) => {
      const touches = (this.#before[index] ?? []).flat();
      return touches.length > 0 && isOfInterest(route.path, this.#program.view)
        ? { ...route, touchedBefore: touches }
        : route;
    });
  }

  /** Follows a `routing { … }` block. */
  async block(
    tokens: TokenView,
    from: number,
    to: number,
    root: { readonly prefix: string; readonly isComplete: boolean },
    around: KtorFunction | undefined,
    before: readonly Touch[],
  ): Promise<void> {
    await this.#walk(tokens, from, to, {
      ...root,
      guards: [],
      before: [[...before], []],
      locals: new Map(),
      around,
      depth: 0,
    });
  }

  async #walk(tokens: TokenView, from: number, to: number, level: Level): Promise<void> {
    if (level.depth > deepest) return;
    let condition: string | undefined;
    for (let at = from; at < to; at += 1) {
      this.#steps += 1;
      if (this.#steps > 500_000) return;
      if (tokens.is(at, '{')) {
        const inner = condition === undefined ? level : { ...level, condition };
        await this.#walk(tokens, at + 1, tokens.closing(at), inner);
        at = tokens.closing(at);
        continue;
      }
      const word = tokens.word(at);
      if (word === undefined) continue;
      if (word === 'if') {
        const end = tokens.closing(at + 1);
        condition = conditionOf(tokens.text(at + 2, end));
        at = end;
        continue;
      }
      if (word === 'else' && condition !== undefined) condition = `not ${condition}`;
      if (/^(fun|class|object)$/.test(word)) {
        at = behindDeclaration(tokens, at, to);
        continue;
      }
      // What is called on something else is no route: `call.parameters.get("x")`, `client.get("/x")`.
      if (
        tokens.is(at - 1, '.') &&
        !/^(this|application)$/.test(tokens.word(at - 2) ?? '') &&
        !this.#isMounting(word)
      )
        continue;
      at = await this.#call(tokens, at, to, condition === undefined ? level : { ...level, condition });
      if (tokens.startsLine(at + 1)) condition = undefined;
    }
  }

  #isMounting(name: string): boolean {
    return (this.#functions.get(name) ?? []).some(isMounting);
  }

  /** A call; returns the last token that belongs to it. */
  async #call(tokens: TokenView, at: number, to: number, level: Level): Promise<number> {
    const name = tokens.word(at) ?? '';
    const behind = tokens.is(at + 1, '<') ? tokens.behindTypes(at + 1) : at + 1;
    const open = tokens.is(behind, '(') ? behind : undefined;
    const parts = open === undefined ? [] : tokens.parts(open);
    const next = open === undefined ? behind : tokens.closing(open) + 1;
    const block =
      tokens.is(next, '{') && next < to && !(open === undefined && tokens.startsLine(next))
        ? next
        : undefined;
    if (open === undefined && block === undefined) return at;
    const end = block === undefined ? next - 1 : tokens.closing(block);
    const inside = async (inner: Level): Promise<void> => {
      if (block !== undefined) await this.#walk(tokens, block + 1, end, { ...inner, depth: inner.depth + 1 });
    };
    const span = tokens.span(at, next);
    if (name === 'intercept' || name === 'install') {
      if (level.condition === undefined)
        level.before.at(-1)?.push(...(await this.#interceptors.at(tokens, at, level.around)));
      return end;
    }
    const verb = httpMethods.get(name);
    if (verb) {
      const typed = behind > at + 1 ? tokens.text(at + 2, behind - 1) : undefined;
      if (typed !== undefined && parts.length === 0)
        await this.#resource(typed, verb, span, level, tokens, [block === undefined ? end : block + 1, end]);
      else
        await this.#route(tokens, verb, parts[0], span, level, [block === undefined ? at : block + 1, end]);
      return end;
    }
    if (name === 'route') {
      const path = parts[0] ? await pathText(tokens, parts[0], level, this.#program) : '';
      if (path === undefined) this.#gap(span, 'the path is made at run time');
      const method =
        parts[1] && httpMethods.get((/(\w+)$/.exec(tokens.text(...parts[1]))?.[1] ?? '').toLowerCase());
      const inner = {
        ...level,
        prefix: join(level.prefix, path ?? ''),
        isComplete: level.isComplete && path !== undefined,
        before: [...level.before, []],
      };
      if (method)
        await this.#route(tokens, method, undefined, span, inner, [
          block === undefined ? at : block + 1,
          end,
        ]);
      else await inside(inner);
      return end;
    }
    if (name === 'handle') {
      await this.#route(tokens, 'ANY', undefined, span, level, [block === undefined ? at : block + 1, end]);
      return end;
    }
    if (name === 'method') {
      const method = httpMethods.get(
        (/(\w+)$/.exec(parts[0] ? tokens.text(...parts[0]) : '')?.[1] ?? '').toLowerCase(),
      );
      const before = this.#routes.length;
      await inside(level);
      for (let index = before; index < this.#routes.length; index += 1) {
        const route = this.#routes[index];
        if (route && method && route.method === 'ANY') this.#routes[index] = { ...route, method };
      }
      return end;
    }
    if (name === 'authenticate' || name === 'rateLimit' || name === 'host') {
      const kind = name === 'authenticate' ? 'authentication' : name === 'host' ? 'host-check' : 'rate-limit';
      const text = tokens.text(at, next).replaceAll(/\s+/g, ' ').slice(0, 120);
      const isOptional = /optional\s*=\s*true|AuthenticationStrategy\.Optional/.test(text);
      const guards = isOptional ? level.guards : [...level.guards, { kind, span, text } as const];
      await inside({ ...level, guards, before: [...level.before, []] });
      return end;
    }
    if (name === 'port') {
      const port = Number(parts[0] ? tokens.text(...parts[0]) : '');
      await inside(Number.isInteger(port) && port > 0 ? { ...level, port } : level);
      return end;
    }
    const served = serving.get(name);
    if (served !== undefined) {
      const path = parts[0] ? await pathText(tokens, parts[0], level, this.#program) : '';
      this.#add('GET', join(level.prefix, path ?? '', served), span, {
        ...level,
        isComplete: level.isComplete && path !== undefined,
      });
      return end;
    }
    if (/^(graphQL\w*Route|graphql\w*)$/.test(name))
      this.#gap(span, `routes that ${name} serves are not read`);
    const mounted = (this.#functions.get(name) ?? []).filter(isMounting);
    const fitting = mounted.filter(({ parameters }) => parameters.length >= parts.length - 1);
    for (const one of (fitting.length > 0 ? fitting : mounted).slice(0, 3))
      await this.#mount(one, tokens, parts, level);
    if (mounted.length > 0) return end;
    await inside(level);
    return end;
  }

  /** The body of a function that extends `Route`, with its parameters' texts. */
  async #mount(
    one: KtorFunction,
    tokens: TokenView,
    parts: readonly (readonly [number, number])[],
    level: Level,
  ): Promise<void> {
    if (this.#running.has(one) || this.#running.size > deepest) return;
    this.#running.add(one);
    const locals = await parameterTexts(one, tokens, parts, level, this.#program);
    await this.#walk(one.tokens, one.from, one.to, { ...level, locals, around: one, depth: level.depth + 1 });
    this.#running.delete(one);
  }

  async #route(
    tokens: TokenView,
    method: HttpMethod,
    part: readonly [number, number] | undefined,
    span: SourceSpan,
    level: Level,
    body: readonly [number, number],
  ): Promise<void> {
    const path = part ? await pathText(tokens, part, level, this.#program) : '';
    if (path === undefined) {
      this.#gap(span, 'the path is made at run time');
      return;
    }
    const full = spelled(join(level.prefix, path));
    const handler = await routeHandler(tokens, full, level, body, this.#program);
    for (const one of full.endsWith('?}')
      ? [full.replace(/\/\{[^{}]*\}$/, '') || '/', full.replace('?}', '}')]
      : [full])
      this.#add(method, one, span, level, handler);
  }

  #add(method: HttpMethod, path: string, span: SourceSpan, level: Level, handler?: Handler): void {
    this.#before.push(level.before);
    this.#routes.push({
      framework: 'ktor',
      method,
      path,
      pathComplete: level.isComplete,
      span,
      servedBy: 'code',
      ...(level.port !== undefined && { port: level.port }),
      ...(level.condition !== undefined && { condition: level.condition }),
      ...(handler && { handler }),
      ...(level.guards.length > 0 && { guards: level.guards }),
      confidence: 'high',
    });
  }

  /** `get<Articles.Id> { … }`. */
  async #resource(
    typed: string,
    method: HttpMethod,
    span: SourceSpan,
    level: Level,
    tokens: TokenView,
    body: readonly [number, number],
  ): Promise<void> {
    const segments = await resourceSegments(typed, tokens.source.path, this.#program);
    if (!segments) {
      this.#gap(span, 'the path of the resource class is not known');
      return;
    }
    const full = spelled(join(level.prefix, ...segments));
    this.#add(method, full, span, level, await routeHandler(tokens, full, level, body, this.#program));
  }

  #gap(span: SourceSpan, reason: string): void {
    this.gaps.push({ framework: 'ktor', span, reason });
  }
}

function conditionOf(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim().slice(0, 100);
  return /^(\w+\.)*(isDev|isDevelopment|developmentMode|isLocal)(\(\))?$/i.test(plain)
    ? 'development only'
    : `only if ${plain}`;
}

function behindDeclaration(tokens: TokenView, at: number, to: number): number {
  for (let next = at + 1; next < to; next += 1) {
    if (tokens.is(next, '(')) next = tokens.closing(next);
    else if (tokens.is(next, '{')) return tokens.closing(next);
    else if (tokens.is(next, '=')) return tokens.endOfExpression(next + 1, to) - 1;
    else if (tokens.startsLine(next) && next > at + 1) return next - 1;
  }
  return to;
}
