import type { Handler, HttpMethod, Route, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { JavaExpression } from '../../../syntax/java/expression.js';
import { foldString } from '../../../syntax/java/constants.js';
import type { JavaType } from '../../../syntax/java/file.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { callsIn } from '../../../syntax/kotlin/calls.js';
import { kotlinExpression } from '../../../syntax/kotlin/expression.js';
import type { TokenView } from '../../../syntax/jvm/token-view.js';
import { httpMethods } from '../../http-methods.js';
import { healthWords } from '../../path-words.js';
import { handlerOf } from '../jvm/handlers.js';
import { join } from '../jvm/paths.js';
import type { KtorFunction } from './functions.js';

/** Where in the routes a piece of code stands. */
interface Level {
  readonly prefix: string;
  readonly isComplete: boolean;
  readonly guards: readonly RouteGuard[];
  readonly condition?: string;
  readonly port?: number;
  /** Texts of the parameters of the function around. */
  readonly locals: ReadonlyMap<string, string>;
  readonly around: KtorFunction | undefined;
  readonly depth: number;
}

const routeTypes = /^(Route|Routing|RoutingBuilder|RootRoute|RoutingRoot|NormalOpenAPIRoute)$/;
const deepest = 30;

/** Calls that serve paths of their own below a level: name → path behind the one that is given. */
const serving: ReadonlyMap<string, string> = new Map([
  ['staticResources', '{*path}'],
  ['staticFiles', '{*path}'],
  ['static', '{*path}'],
  ['singlePageApplication', '{*path}'],
  ['swaggerUI', '{*path}'],
  ['openAPI', ''],
  ['webSocket', ''],
  ['webSocketRaw', ''],
  ['sse', ''],
]);

/**
 * Follows the routing DSL of Ktor from its `routing` blocks through `route`, `authenticate` and the functions of the repository that extend
 * `Route`.
 * Source: https://ktor.io/docs/server-routing.html
 */
export class RoutingWalk {
  readonly routes: Route[] = [];
  readonly gaps: RouteGap[] = [];
  readonly #functions: ReadonlyMap<string, readonly KtorFunction[]>;
  readonly #program: JavaProgram;
  readonly #running = new Set<KtorFunction>();
  #steps = 0;

  constructor(functions: ReadonlyMap<string, readonly KtorFunction[]>, program: JavaProgram) {
    this.#functions = functions;
    this.#program = program;
  }

  /** Follows a `routing { … }` block. */
  async block(
    tokens: TokenView,
    from: number,
    to: number,
    root: { readonly prefix: string; readonly isComplete: boolean },
    around: KtorFunction | undefined,
  ): Promise<void> {
    await this.#walk(tokens, from, to, { ...root, guards: [], locals: new Map(), around, depth: 0 });
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
    const verb = httpMethods.get(name);
    if (verb) {
      const typed = behind > at + 1 ? tokens.text(at + 2, behind - 1) : undefined;
      if (typed !== undefined && parts.length === 0)
        await this.#resource(typed, verb, span, level, tokens, block, end);
      else
        await this.#route(tokens, verb, parts[0], span, level, [block === undefined ? at : block + 1, end]);
      return end;
    }
    if (name === 'route') {
      const path = parts[0] ? await this.#fold(tokens, parts[0], level) : '';
      if (path === undefined) this.#gap(span, 'the path is made at run time');
      const method =
        parts[1] && httpMethods.get((/(\w+)$/.exec(tokens.text(...parts[1]))?.[1] ?? '').toLowerCase());
      const inner = {
        ...level,
        prefix: join(level.prefix, path ?? ''),
        isComplete: level.isComplete && path !== undefined,
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
      const before = this.routes.length;
      await inside(level);
      for (let index = before; index < this.routes.length; index += 1) {
        const route = this.routes[index];
        if (route && method && route.method === 'ANY') this.routes[index] = { ...route, method };
      }
      return end;
    }
    if (name === 'authenticate' || name === 'rateLimit' || name === 'host') {
      const kind = name === 'authenticate' ? 'authentication' : name === 'host' ? 'host-check' : 'rate-limit';
      const text = tokens.text(at, next).replaceAll(/\s+/g, ' ').slice(0, 120);
      const isOptional = /optional\s*=\s*true|AuthenticationStrategy\.Optional/.test(text);
      const guards = isOptional ? level.guards : [...level.guards, { kind, span, text } as const];
      await inside({ ...level, guards });
      return end;
    }
    if (name === 'port') {
      const port = Number(parts[0] ? tokens.text(...parts[0]) : '');
      await inside(Number.isInteger(port) && port > 0 ? { ...level, port } : level);
      return end;
    }
    const served = serving.get(name);
    if (served !== undefined) {
      const path = parts[0] ? await this.#fold(tokens, parts[0], level) : '';
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
    const locals = new Map<string, string>();
    for (const [index, parameter] of one.parameters.entries()) {
      const named = parts.find(([from]) => tokens.word(from) === parameter.name && tokens.is(from + 1, '='));
      const given = named ? ([named[0] + 2, named[1]] as const) : parts[index];
      const text =
        given && !(named === undefined && tokens.is(given[0] + 1, '=') && !tokens.is(given[0] + 2, '='))
          ? await this.#fold(tokens, given, level)
          : parameter.fallback &&
            (await this.#fold(one.tokens, parameter.fallback, { ...level, around: one }));
      if (text !== undefined) locals.set(parameter.name, text);
    }
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
    const path = part ? await this.#fold(tokens, part, level) : '';
    if (path === undefined) {
      this.#gap(span, 'the path is made at run time');
      return;
    }
    const full = spelled(join(level.prefix, path));
    const handler = await this.#handler(tokens, full, level, body);
    for (const one of full.endsWith('?}')
      ? [full.replace(/\/\{[^{}]*\}$/, '') || '/', full.replace('?}', '}')]
      : [full])
      this.#add(method, one, span, level, handler);
  }

  #add(method: HttpMethod, path: string, span: SourceSpan, level: Level, handler?: Handler): void {
    this.routes.push({
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

  /** `get<Articles.Id> { … }`: the path stands at the class, its parents' before it. */
  async #resource(
    typed: string,
    method: HttpMethod,
    span: SourceSpan,
    level: Level,
    tokens: TokenView,
    block: number | undefined,
    end: number,
  ): Promise<void> {
    const file = await this.#program.file(tokens.source.path);
    let type = file && (await this.#program.typeNamed(typed, file));
    const segments: string[] = [];
    for (let depth = 0; type && depth < 10; depth += 1) {
      const member = type.annotations
        .find(({ name }) => /^(Resource|Location)$/.test(name))
        ?.members.get('value');
      const text = member && (await foldString(member, { file: type.file, type }, this.#program));
      if (text === undefined) break;
      segments.unshift(text);
      const parent: string | undefined = type.fields.get('parent');
      if (parent === undefined) {
        const full = spelled(join(level.prefix, ...segments));
        this.#add(
          method,
          full,
          span,
          level,
          await this.#handler(tokens, full, level, [block === undefined ? end : block + 1, end]),
        );
        return;
      }
      type = await this.#program.typeNamed(parent, type.file);
    }
    this.#gap(span, 'the path of the resource class is not known');
  }

  async #fold(
    tokens: TokenView,
    [from, to]: readonly [number, number],
    level: Level,
  ): Promise<string | undefined> {
    // `path = "/x"`.
    const start = tokens.is(from + 1, '=') && tokens.word(from) !== undefined ? from + 2 : from;
    const expression = withLocals(kotlinExpression(tokens, start, to), level.locals);
    const file = await this.#program.file(tokens.source.path);
    if (!file) return expression.kind === 'text' ? expression.text : undefined;
    const own = file.types.filter(({ name }) => name === level.around?.owner);
    for (const type of [...own, ...file.types, undefined]) {
      const text = await foldString(expression, { file, ...(type && { type }) }, this.#program);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  async #handler(
    tokens: TokenView,
    path: string,
    { around }: Level,
    [from, to]: readonly [number, number],
  ): Promise<Handler | undefined> {
    const file = await this.#program.file(tokens.source.path);
    if (!file) return undefined;
    const type: JavaType | undefined =
      file.types.find(({ name }) => name === around?.owner) ??
      file.types.find(({ name }) => name.endsWith('Kt'));
    const span = tokens.span(from, to);
    if (healthWords(path) === undefined || !type)
      return { ...(around && { name: around.name }), span, touches: [] };
    const body = tokens.text(from, to);
    const handler = await handlerOf(
      type,
      {
        name: around?.name ?? 'routing',
        span,
        annotations: [],
        parameters: new Map(around?.parameters.map((one) => [one.name, one.type])),
        body,
        calls: callsIn(tokens, from, to).filter(
          ({ object, name }) => !/^call\b/.test(object) && !/^respond\w*$/.test(name),
        ),
        throws: /\b(throw|error\()/.test(body),
      },
      this.#program,
    );
    const { name: _name, ...rest } = handler;
    return { ...(around && { name: around.name }), ...rest };
  }

  #gap(span: SourceSpan, reason: string): void {
    this.gaps.push({ framework: 'ktor', span, reason });
  }
}

/** A function that routes are registered in: it extends `Route` or is handed one. */
function isMounting({ receiver, parameters }: KtorFunction): boolean {
  return routeTypes.test(receiver) || parameters.some(({ type }) => routeTypes.test(type));
}

function withLocals(expression: JavaExpression, locals: ReadonlyMap<string, string>): JavaExpression {
  if (expression.kind === 'name' && expression.path.length === 1) {
    const text = locals.get(expression.path[0] ?? '');
    return text === undefined ? expression : { kind: 'text', text };
  }
  if (expression.kind === 'sum')
    return { kind: 'sum', parts: expression.parts.map((one) => withLocals(one, locals)) };
  return expression;
}

/** Ktor's wildcards and tailcards: `{path...}` → `{*path}`, `*` → `{any}`. */
function spelled(path: string): string {
  return path
    .replaceAll(/\{(\w*)\.\.\.\}/g, (_, name: string) => `{*${name === '' ? 'rest' : name}}`)
    .replaceAll(/(^|\/)\*(?=\/|$)/g, '$1{any}');
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
