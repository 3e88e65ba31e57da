import type { HttpMethod, RouteGuard } from '../../../model/endpoint.js';
import { argumentRanges, closedAt } from '../../../syntax/masked-text.js';
import { httpMethods } from '../../http-methods.js';
import type { Part, SwiftFile, SwiftFramework, SwiftFunction, SwiftProgram } from './program.js';

/** A path with holes where the text does not tell. */
export type Segments = readonly (string | null)[];

export interface FoundRoute {
  readonly framework: SwiftFramework;
  readonly method: HttpMethod;
  readonly path: Segments;
  readonly complete: boolean;
  readonly file: SwiftFile;
  readonly start: number;
  readonly end: number;
  readonly guards: readonly RouteGuard[];
  readonly condition?: string;
  /** What answers: a closure, or the name that stands behind `use:`. */
  readonly handler?: { readonly closure?: Part; readonly name?: string; readonly type: string };
}

/** A router as far as its prefix is known. */
interface Prefix {
  readonly framework: SwiftFramework;
  readonly segments: Segments;
  readonly complete: boolean;
  readonly guards: readonly RouteGuard[];
}

type Scope = ReadonlyMap<string, Prefix>;

const routerType =
  /^(?:Application|RoutesBuilder|Router|RouterGroup|RouterMethods|RouterPath|TransformingRouterGroup|Routes)$/;
const mostCalls = 4_000;

/** Follows the routers of a program from where they are made or handed over. */
export class SwiftWalk {
  readonly routes: FoundRoute[] = [];
  readonly gaps: {
    readonly file: SwiftFile;
    readonly start: number;
    readonly framework: SwiftFramework;
    readonly reason: string;
  }[] = [];
  readonly #program: SwiftProgram;
  readonly #entered = new Set<SwiftFunction>();
  /** Functions with the prefix that they were given. */
  readonly #ways = new Set<string>();
  readonly #stack: SwiftFunction[] = [];
  #calls = 0;

  constructor(program: SwiftProgram) {
    this.#program = program;
  }

  run(): void {
    const functions = this.#program.functions.filter(({ file }) => file.framework);
    const holdsApplication = ({ parameters }: SwiftFunction): boolean =>
      parameters.some(({ type }) => type === 'Application');
    for (const one of functions.filter(holdsApplication))
      if (!this.#entered.has(one)) this.#enter(one, undefined, true);
    for (const file of this.#program.files) if (file.framework) this.#outside(file);
    // What nobody was seen to call has a beginning that is not known.
    for (const one of functions)
      if (!this.#entered.has(one) && one.parameters.some(({ type }) => routerType.test(type)))
        this.#enter(one, undefined, false);
  }

  /** Routers that are made where they stand: `let router = Router()`, `let app = try await Application.make(env)`. */
  #outside(file: SwiftFile): void {
    for (const match of file.code.matchAll(
      /\b(?:let|var)\s+(\w+)\s*(?::[^=\n]{1,60})?=\s*(?:try\s+)?(?:await\s+)?(?:Router|Application(?:\.make)?)\s*(?:<[^<>\n]*>\s*)?\(/g,
    )) {
      const framework = file.framework;
      if (!framework || (framework === 'vapor' && /Router\s*\($/.test(match[0]))) continue;
      const end = endOfBlock(file.code, match.index);
      const root: Prefix = { framework, segments: [], complete: true, guards: [] };
      this.#scan(
        file,
        match.index + match[0].length,
        end,
        new Map([[match[1] ?? '', root]]),
        this.#typeAt(file, match.index),
      );
    }
  }

  #enter(one: SwiftFunction, given: Prefix | undefined, complete: boolean): void {
    this.#calls += 1;
    if (this.#stack.includes(one) || this.#stack.length > 20 || this.#calls > mostCalls) return;
    this.#entered.add(one);
    const key = JSON.stringify([one.file.source.path, one.start, given?.segments ?? [], complete]);
    if (this.#ways.has(key)) return;
    this.#ways.add(key);
    const framework = given?.framework ?? one.file.framework ?? 'vapor';
    const scope = new Map(
      one.parameters
        .filter(({ type }) => routerType.test(type))
        .map(({ name }) => [name, given ?? { framework, segments: [], complete, guards: [] }] as const),
    );
    this.#stack.push(one);
    this.#scan(one.file, one.bodyStart, one.end - 1, scope, one.type);
    this.#stack.pop();
  }

  #typeAt(file: SwiftFile, at: number): string {
    return (
      this.#program.functions.find((one) => one.file === file && one.start < at && one.end > at)?.type ?? ''
    );
  }

  /** Reads a range in order: each name of a router begins a chain of calls. */
  #scan(file: SwiftFile, start: number, end: number, given: Scope, type: string): void {
    const scope = new Map(given);
    const names = /(?<![\w$])([A-Za-z_]\w*|\$0)/g;
    names.lastIndex = start;
    for (let match = names.exec(file.code); match && match.index < end; match = names.exec(file.code)) {
      const name = match[1] ?? '';
      // `req.app` is no variable, but what is called behind a dot may be handed one.
      const router = file.code.charAt(match.index - 1) === '.' ? undefined : scope.get(name);
      if (router) {
        const after = this.#chain(file, match.index, match.index + name.length, router, scope, type);
        const bound = /\b(?:let|var)\s+(\w+)\s*(?::[^=\n]{1,60})?=\s*(?:try\s+)?(?:await\s+)?$/.exec(
          file.code.slice(Math.max(0, match.index - 120), match.index),
        );
        if (bound && after.isRouter) scope.set(bound[1] ?? '', after.prefix);
        names.lastIndex = Math.max(after.end, match.index + name.length);
      } else if (file.code.charAt(match.index + name.length) === '(')
        this.#call(file, match.index, name, scope, type);
    }
  }

  /** `router.grouped("a").get("b") { … }.post(…)`; gives what the last call gives. */
  #chain(
    file: SwiftFile,
    start: number,
    from: number,
    router: Prefix,
    scope: Scope,
    type: string,
  ): { readonly prefix: Prefix; readonly end: number; readonly isRouter: boolean } {
    const { code } = file;
    let prefix = router;
    let at = from;
    for (;;) {
      const link = /^\s*[?!]?\.(\w+)\s*/.exec(code.slice(at, at + 200));
      const name = link?.[1] ?? '';
      if (!link) return { prefix, end: at, isRouter: true };
      if (name === 'routes') {
        at += link[0].trimEnd().length;
        continue;
      }
      const nameAt = at + link[0].indexOf(name);
      const paren = at + link[0].length;
      const hasArguments = code.charAt(paren) === '(';
      const close = hasArguments ? closedAt(code, paren) : paren;
      if (close === undefined) return { prefix, end: paren, isRouter: false };
      const brace = /^\s*\{/.exec(code.slice(close, close + 60));
      const closure = brace
        ? {
            start: close + brace[0].length,
            end: (closedAt(code, close + brace[0].length - 1) ?? close + 1) - 1,
          }
        : undefined;
      const args = hasArguments ? argumentRanges(code, paren) : [];
      const after = closure ? closure.end + 1 : close;
      if (name === 'grouped' || name === 'group') {
        prefix = this.#grouped(file, args, prefix, start);
        if (closure) this.#inClosure(file, closure, prefix, scope, type);
      } else if (name === 'add' && /^\s*middleware\s*:/.test(code.slice(paren + 1, close))) {
        // Hummingbird: `group.add(middleware: …)` gives the group.
        prefix = { ...prefix, guards: [...prefix.guards, ...guardsIn(file, paren, close)] };
      } else if (name === 'register' || name === 'addRoutes') this.#register(file, nameAt, args, prefix);
      else {
        const method =
          name === 'on'
            ? methodOf(code, args)
            : name === 'webSocket' || name === 'ws'
              ? 'GET'
              : httpMethods.get(name);
        if (!method || (!closure && args.length === 0 && name !== 'on'))
          return { prefix, end: nameAt, isRouter: false };
        this.#route(file, start, nameAt, method, name === 'on' ? args.slice(1) : args, closure, prefix, type);
      }
      at = after;
    }
  }

  #inClosure(
    file: SwiftFile,
    closure: { readonly start: number; readonly end: number },
    prefix: Prefix,
    scope: Scope,
    type: string,
  ): void {
    const head = /^\s*(?:\[[^\]]*\]\s*)?\(?\s*(\w+)\s*\)?\s+in\b/.exec(
      file.code.slice(closure.start, closure.start + 120),
    );
    this.#scan(
      file,
      closure.start + (head?.[0].length ?? 0),
      closure.end,
      new Map([...scope, [head?.[1] ?? '$0', prefix]]),
      type,
    );
  }

  #grouped(
    file: SwiftFile,
    args: readonly { readonly start: number; readonly end: number }[],
    prefix: Prefix,
    at: number,
  ): Prefix {
    const guards: RouteGuard[] = [];
    const segments: (string | null)[] = [];
    for (const { start, end } of args) {
      const written = file.uncommented.slice(start, end).trim();
      if (isMiddleware(written)) guards.push(...guardsIn(file, start, end));
      else segments.push(...this.#segments(written, prefix.framework));
    }
    if (segments.includes(null))
      this.gaps.push({
        file,
        start: at,
        framework: prefix.framework,
        reason: 'a group’s path that only run time knows',
      });
    return { ...prefix, segments: [...prefix.segments, ...segments], guards: [...prefix.guards, ...guards] };
  }

  /** The segments that an argument is: a text, `.parameter("id")`, a constant, a case of an enum. */
  #segments(written: string, framework: SwiftFramework): Segments {
    const text = written.replace(/^[a-z]\w*\s*:\s*/, '');
    const literal =
      /^"([^"\\]*)"$/.exec(text)?.[1] ??
      /^\.(?:constant|init)\((?:stringLiteral:\s*)?"([^"\\]*)"\)$/.exec(text)?.[1];
    if (literal !== undefined) return segmentsOf(literal);
    const parameter = /^\.parameter\("([^"\\]*)"\)$/.exec(text)?.[1];
    if (parameter !== undefined) return [`{${parameter}}`];
    if (/^\.(?:catchall|recursiveWildcard)$/.test(text)) return ['{*rest}'];
    if (text === '.anything' || text === '.wildcard') return ['{any}'];
    const list = /^\[([\s\S]*)\]$/.exec(text)?.[1];
    if (list !== undefined)
      return list.split(',').flatMap((part) => [...this.#segments(part.trim(), framework)]);
    const found = this.#program.textOf(text);
    return found === undefined ? [null] : segmentsOf(found);
  }

  #route(
    file: SwiftFile,
    start: number,
    nameAt: number,
    method: HttpMethod,
    args: readonly { readonly start: number; readonly end: number }[],
    closure: { readonly start: number; readonly end: number } | undefined,
    prefix: Prefix,
    type: string,
  ): void {
    const written = args.map((arg) => ({ ...arg, text: file.uncommented.slice(arg.start, arg.end).trim() }));
    const use = written.find(({ text }) => /^use\s*:/.test(text));
    const paths = written.filter(
      ({ text }) =>
        !/^(?:use|body|options|maxFrameSize|shouldUpgrade|onUpgrade|deprecated)\s*:/.test(text) &&
        !/^\.(?:collect|stream)\b/.test(text),
    );
    const path = [
      ...prefix.segments,
      ...paths.flatMap(({ text }) => [...this.#segments(text, prefix.framework)]),
    ];
    const lineEnd = file.code.indexOf('\n', nameAt);
    const name = use?.text.replace(/^use\s*:\s*/, '');
    const cut = path.lastIndexOf(null);
    if (cut !== -1 && cut === path.length - 1) {
      const reason = 'a path that only run time knows';
      this.gaps.push({ file, start: nameAt, framework: prefix.framework, reason });
      return;
    }
    this.routes.push({
      framework: prefix.framework,
      method,
      path: path.slice(cut + 1),
      complete: prefix.complete && cut === -1,
      file,
      start: lineEnd > start && file.code.slice(start, nameAt).includes('\n') ? nameAt : start,
      end: lineEnd === -1 ? file.code.length : lineEnd,
      guards: prefix.guards,
      ...(isDevelopment(file, start) && { condition: 'development only' }),
      ...((closure ?? name) !== undefined && {
        handler: {
          ...(closure && { closure: { file, ...closure } }),
          ...(name !== undefined && { name }),
          type,
        },
      }),
    });
  }

  /** `register(collection: UserController())`, `addRoutes(…)`. */
  #register(
    file: SwiftFile,
    at: number,
    args: readonly { readonly start: number; readonly end: number }[],
    prefix: Prefix,
  ): void {
    const written = args[0] ? file.code.slice(args[0].start, args[0].end).trim() : '';
    const type = /^(?:collection\s*:\s*)?(?:\w+\.)*([A-Z]\w*)\s*[(<{]/.exec(written)?.[1];
    const boot = this.#program.functions.find((one) => one.name === 'boot' && one.type === type);
    if (boot) this.#enter(boot, prefix, prefix.complete);
    else
      this.gaps.push({
        file,
        start: at,
        framework: prefix.framework,
        reason: 'a collection of routes that was not found is registered',
      });
  }

  /** `routes(app)`, `controller.addRoutes(to: group)`: a function that is handed a router. */
  #call(file: SwiftFile, at: number, name: string, scope: Scope, type: string): void {
    const open = at + name.length;
    for (const { start, end } of argumentRanges(file.code, open).slice(0, 8)) {
      const written = file.code.slice(start, end);
      const argument =
        /^\s*(?:\w+\s*:\s*)?([A-Za-z_]\w*|\$0)(?=\s*$|\s*\.\s*(?:grouped|group|routes)\b)/.exec(written);
      const router = argument && scope.get(argument[1] ?? '');
      if (!argument || !router) continue;
      const from = start + argument[0].length;
      const { isRouter, prefix } = this.#chain(file, start, from, router, scope, type);
      const callee = this.#program.functions.find(
        (one) => one.name === name && one.parameters.some((parameter) => routerType.test(parameter.type)),
      );
      if (callee && isRouter) this.#enter(callee, prefix, prefix.complete);
    }
  }
}

function segmentsOf(text: string): readonly string[] {
  return text
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) =>
      segment === '**' ? '{*rest}' : segment === '*' ? '{any}' : segment.replace(/^:(\w+)$/, '{$1}'),
    );
}

function methodOf(
  code: string,
  args: readonly { readonly start: number; readonly end: number }[],
): HttpMethod {
  const written = args[0] ? code.slice(args[0].start, args[0].end).trim() : '';
  return httpMethods.get(/^(?:method\s*:\s*)?\.(\w+)$/.exec(written)?.[1]?.toLowerCase() ?? '') ?? 'ANY';
}

function isMiddleware(written: string): boolean {
  return /^(?:[A-Z]\w*(?:\.\w+)*\s*\(|[\w.]*(?:[mM]iddleware|[aA]uthenticator)\b|context\s*:|\[\s*[A-Z]\w*\()/.test(
    written,
  );
}

function guardsIn(file: SwiftFile, start: number, end: number): readonly RouteGuard[] {
  const written = file.code.slice(start, end);
  const kind = /\bguardMiddleware\s*\(|\bIsAuthenticatedMiddleware\b|\b(?:Ensure|Require)\w*Auth\w*/.test(
    written,
  )
    ? 'authentication'
    : /\bRateLimit\w*/.test(written)
      ? 'rate-limit'
      : undefined;
  return kind
    ? [
        {
          kind,
          span: file.source.span(start, end),
          text: written.trim().replaceAll(/\s+/g, ' ').slice(0, 120),
        },
      ]
    : [];
}

/** Whether `#if DEBUG` or `if app.environment == .development` stands around, judged by the text before. */
function isDevelopment({ code }: SwiftFile, at: number): boolean {
  const before = code.slice(Math.max(0, at - 3000), at);
  const debug = before.lastIndexOf('#if DEBUG');
  if (debug !== -1 && !/#(?:endif|else)\b/.test(before.slice(debug))) return true;
  const branch = /\bif\s+[\w.]*environment\s*==\s*\.development\s*\{[^{}]*$/.exec(before);
  return branch !== null;
}

/** Where the block that an offset stands in ends. */
function endOfBlock(code: string, at: number): number {
  let depth = 0;
  for (let next = at; next < code.length; next += 1) {
    const letter = code.charAt(next);
    if (letter === '{') depth += 1;
    else if (letter === '}') {
      depth -= 1;
      if (depth < 0) return next;
    }
  }
  return code.length;
}
