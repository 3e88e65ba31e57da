import type { HttpMethod, RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { children } from '../../../syntax/elixir/parse.js';
import type { ElixirNode } from '../../../syntax/elixir/parse.js';
import { httpMethods } from '../../http-methods.js';
import { wholeName } from './modules.js';
import type { ElixirModule, ElixirModules } from './modules.js';
import { pipelinesOf } from './pipelines.js';
import type { Pipeline } from './pipelines.js';
import type { PlugUse } from './plug-touches.js';
import { argumentsOf, bodyOf, calleeOf, elseOf, keyword, listTexts, pathText, textOf } from './texts.js';

/** A path with holes where only run time knows. */
export type PathText = readonly (string | null)[];

/** One line of a router, relative to where the router is put. */
export interface RouterLine {
  readonly kind: 'route' | 'forward' | 'wildcard';
  readonly method: HttpMethod;
  readonly path: PathText;
  readonly span: SourceSpan;
  readonly conditions: readonly string[];
  readonly guards: readonly RouteGuard[];
  /** The plugs of its pipelines, in their order. */
  readonly plugs: readonly PlugUse[];
  /** The controller and action, the plug of a `forward`, or the block that answers. */
  readonly target?: { readonly module: string; readonly action?: string };
  readonly block?: { readonly node: ElixirNode; readonly module: ElixirModule };
}

export interface RouterReading {
  readonly lines: RouterLine[];
  readonly gaps: { readonly span: SourceSpan; readonly reason: string }[];
}

interface Scope {
  readonly path: PathText;
  readonly alias: string;
  readonly conditions: readonly string[];
  /** Names of pipelines and plugs that stand before what follows. */
  readonly through: string[];
  readonly variables: ReadonlyMap<string, string>;
  /** The module whose text is read: that of a macro differs from the router's. */
  readonly module: ElixirModule;
  readonly depth: number;
}

/** Statements of a router that register nothing. */
const silent =
  /^(?:use|import|alias|require|def|defp|defmacro|defmacrop|defguard|pipeline|plug|socket|on_mount|defmodule|defdelegate|@|quote|unquote|get_in|Logger\.\w+|IO\.\w+|Module\.\w+|Code\.\w+|raise)$/;

/** Reads a Phoenix or Plug router. */
export async function readRouter(router: ElixirModule, modules: ElixirModules): Promise<RouterReading> {
  const reading: RouterReading = { lines: [], gaps: [] };
  const walker = new Walker(router, modules, reading, await pipelinesOf(router, modules));
  await walker.walk(router.body, {
    path: [],
    alias: '',
    conditions: [],
    through: [],
    variables: new Map(),
    module: router,
    depth: 0,
  });
  return reading;
}

class Walker {
  readonly #router: ElixirModule;
  readonly #modules: ElixirModules;
  readonly #reading: RouterReading;
  readonly #pipelines: ReadonlyMap<string, Pipeline>;
  readonly #isPlug: boolean;
  #steps = 0;

  constructor(
    router: ElixirModule,
    modules: ElixirModules,
    reading: RouterReading,
    pipelines: ReadonlyMap<string, Pipeline>,
  ) {
    this.#router = router;
    this.#modules = modules;
    this.#reading = reading;
    this.#isPlug =
      /\buse\s+Plug\.(?:Router|ErrorHandler)\b/.test(textOf(router.node, router)) &&
      !/:router\b|Phoenix\.Router/.test(textOf(router.node, router).slice(0, 4000));
    this.#pipelines = pipelines;
  }

  async walk(nodes: readonly ElixirNode[], scope: Scope): Promise<void> {
    for (const node of nodes) {
      this.#steps += 1;
      if (this.#steps > 50_000 || scope.depth > 20) return;
      await this.#statement(node, scope);
    }
  }

  async #statement(node: ElixirNode, scope: Scope): Promise<void> {
    const { module } = scope;
    const name = calleeOf(node, module);
    if (name === '' || silent.test(name)) return;
    switch (name) {
      case 'scope':
        return this.#scope(node, scope);
      case 'pipe_through':
        for (const atom of textOf(node, module).matchAll(/:(\w+[?!]?)|\b([A-Z][\w.]*)/g))
          scope.through.push(atom[1] ?? atom[2] ?? '');
        return;
      case 'live_session':
        return this.walk(bodyOf(node, module) ?? [], {
          ...scope,
          through: [...scope.through],
          depth: scope.depth + 1,
        });
      case 'if':
      case 'unless':
      case 'case':
      case 'cond':
        return this.#conditional(node, name, scope);
      case 'for':
        return this.#loop(node, scope);
      case 'resources':
        return this.#resources(node, scope);
      case 'forward':
        return this.#forward(node, scope);
      case 'match':
        return this.#match(node, scope);
      case 'live':
        return this.#add(node, 'GET', argumentsOf(node)[0], scope);
      case 'options':
      case 'head':
      default: {
        const method = name === 'connect' || name === 'trace' ? 'ANY' : httpMethods.get(name);
        if (method) return this.#add(node, method, argumentsOf(node)[0], scope);
        return this.#macro(node, name, scope);
      }
    }
  }

  async #scope(node: ElixirNode, scope: Scope): Promise<void> {
    const { module } = scope;
    const args = argumentsOf(node);
    const path =
      pathText(
        args.find(({ name }) => name === 'String' || name === 'AtOperator') ?? keyword(node, 'path', module),
        module,
        scope.variables,
      ) ?? [];
    const written = args.find(({ name }) => name === 'Alias') ?? keyword(node, 'alias', module);
    const isPlain = written?.name === 'Alias';
    const alias = isPlain ? textOf(written, module) : '';
    const host = keyword(node, 'host', module);
    const resets = written !== undefined && !isPlain;
    await this.walk(bodyOf(node, module) ?? [], {
      ...scope,
      path: joined(scope.path, path),
      alias: resets ? '' : alias === '' ? scope.alias : joinedName(scope.alias, alias),
      conditions: host ? [...scope.conditions, `for host ${textOf(host, module)}`] : scope.conditions,
      through: [...scope.through],
      depth: scope.depth + 1,
    });
  }

  async #conditional(node: ElixirNode, name: string, scope: Scope): Promise<void> {
    const { module } = scope;
    const [test] = argumentsOf(node);
    const text = test ? textOf(test, module).replaceAll(/\s+/g, ' ').slice(0, 100) : '';
    const condition = conditionWords(text, name === 'unless');
    const body = bodyOf(node, module) ?? [];
    const inner = (one: string | undefined): Scope => ({
      ...scope,
      conditions: one === undefined ? scope.conditions : [...scope.conditions, one],
      through: [...scope.through],
      depth: scope.depth + 1,
    });
    await this.walk(body, inner(condition));
    await this.walk(elseOf(node), inner(conditionWords(text, name !== 'unless')));
  }

  async #loop(node: ElixirNode, scope: Scope): Promise<void> {
    const { module } = scope;
    const [generator] = argumentsOf(node);
    const written = generator ? textOf(generator, module) : '';
    const name = /^\s*(\w+)\s*<-/.exec(written)?.[1];
    const right = generator && children(generator).at(-1);
    const list = right && listTexts(right.name === 'Right' ? children(right)[0] : right, module);
    if (name === undefined || !list) {
      this.#gap(node, scope, 'routes of a loop over what only compiling knows');
      return;
    }
    for (const item of list.slice(0, 60))
      await this.walk(bodyOf(node, module) ?? [], {
        ...scope,
        variables: new Map([...scope.variables, [name, item]]),
        depth: scope.depth + 1,
      });
  }

  async #resources(node: ElixirNode, scope: Scope): Promise<void> {
    const { module } = scope;
    const [first, second] = argumentsOf(node);
    const path = pathText(first, module, scope.variables) ?? [null];
    const controller = second?.name === 'Alias' ? textOf(second, module) : '';
    const isSingle = textOf(keyword(node, 'singleton', module) ?? node, module) === 'true';
    const param = pathText(keyword(node, 'param', module), module)?.join('') ?? 'id';
    const atoms = (key: string): readonly string[] | undefined => {
      const list = keyword(node, key, module);
      return list && [...textOf(list, module).matchAll(/\w+/g)].map(([atom]) => atom);
    };
    const [only, except] = [atoms('only'), atoms('except')];
    const member: PathText = isSingle ? [] : [`/:${param}`];
    for (const [action, method, below] of resourceActions(member, isSingle)) {
      if ((only && !only.includes(action)) || except?.includes(action) === true) continue;
      this.#line(node, method, joined(path, below), scope, {
        module: wholeName(joinedName(scope.alias, controller), this.#router),
        action,
      });
    }
    const plain = path.join('').replace(/^\/+/, '').split('/').at(-1) ?? '';
    const parent: PathText = isSingle ? [] : [`/:${plain.replace(/ies$/, 'y').replace(/s$/, '')}_${param}`];
    await this.walk(bodyOf(node, module) ?? [], {
      ...scope,
      path: joined(scope.path, joined(path, parent)),
      through: [...scope.through],
      depth: scope.depth + 1,
    });
  }

  #forward(node: ElixirNode, scope: Scope): void {
    const { module } = scope;
    const [first, second] = argumentsOf(node);
    const written = second?.name === 'Alias' ? second : keyword(node, 'to', module);
    const plug = written ? textOf(written, module) : '';
    const path = pathText(first, module, scope.variables) ?? [null];
    const isWhole = this.#isPlug || scope.alias === '';
    this.#reading.lines.push({
      ...this.#common(node, scope),
      kind: 'forward',
      method: 'ANY',
      path: joined(scope.path, path),
      target: { module: wholeName(isWhole ? plug : joinedName(scope.alias, plug), this.#router) },
    });
  }

  /** `match :*, "/x", Controller, :action` of Phoenix, `match "/x", via: :get do` and `match _ do` of Plug. */
  #match(node: ElixirNode, scope: Scope): void {
    const { module } = scope;
    const args = argumentsOf(node);
    const path = args.find(({ name }) => name === 'String');
    const via = keyword(node, 'via', module) ?? (args[0]?.name === 'Atom' ? args[0] : undefined);
    const verbs = via
      ? [...textOf(via, module).matchAll(/\w+/g)].flatMap(([verb]) => httpMethods.get(verb) ?? [])
      : [];
    if (path) {
      for (const method of verbs.length > 0 ? verbs : (['ANY'] as const))
        this.#add(node, method, path, scope);
      return;
    }
    const body = textOf(node, module);
    if (/\b404\b|:not_found\b|\bnot_found\b|\braise\b/.test(body)) return;
    this.#reading.lines.push({
      ...this.#common(node, scope),
      kind: 'wildcard',
      method: 'ANY',
      path: scope.path,
    });
  }

  #add(node: ElixirNode, method: HttpMethod, path: ElixirNode | undefined, scope: Scope): void {
    const { module } = scope;
    const text = pathText(path, module, scope.variables);
    if (!text) return;
    const [, controller, action] = argumentsOf(node);
    const to = keyword(node, 'to', module);
    const block = bodyOf(node, module);
    const named =
      controller?.name === 'Alias'
        ? textOf(controller, module)
        : to?.name === 'Alias'
          ? textOf(to, module)
          : undefined;
    const target =
      named === undefined
        ? undefined
        : {
            module: wholeName(joinedName(scope.alias, named), this.#router),
            ...(action?.name === 'Atom' && { action: textOf(action, module).slice(1) }),
          };
    this.#line(
      node,
      method,
      text,
      scope,
      calleeOf(node, module) === 'live' && target ? { module: target.module, action: 'mount' } : target,
      block && block.length > 0,
    );
  }

  #line(
    node: ElixirNode,
    method: HttpMethod,
    path: PathText,
    scope: Scope,
    target: RouterLine['target'],
    hasBlock = false,
  ): void {
    if (path.length > 0 && path.every((part) => part === null))
      this.#gap(node, scope, 'a path that only compiling knows');
    this.#reading.lines.push({
      ...this.#common(node, scope),
      kind: 'route',
      method,
      path: joined(scope.path, path),
      ...(target && { target }),
      ...(hasBlock && { block: { node, module: scope.module } }),
    });
  }

  #common(node: ElixirNode, scope: Scope): Pick<RouterLine, 'span' | 'conditions' | 'guards' | 'plugs'> {
    const { source } = scope.module;
    const end = Math.min(
      node.to,
      source.text.indexOf('\n', node.from) === -1 ? node.to : source.text.indexOf('\n', node.from),
    );
    return {
      span: source.span(node.from, end),
      conditions: scope.conditions,
      guards: scope.through.flatMap((name) => this.#pipelines.get(name)?.guards ?? []),
      plugs: scope.through.flatMap((name) => this.#pipelines.get(name)?.plugs ?? [this.#single(name)]),
    };
  }

  /** A plug that stands in `pipe_through` by itself. */
  #single(name: string): PlugUse {
    return { written: /^[A-Z]/.test(name) ? name : `:${name}`, holder: this.#router };
  }

  /** A macro of the repository is read where it is written; one of another package that is given a path answers below it. */
  async #macro(node: ElixirNode, name: string, scope: Scope): Promise<void> {
    const { module } = scope;
    const found = await this.#macroBody(name.split('.').at(-1) ?? '', module);
    if (found) {
      await this.walk(found.nodes, { ...scope, module: found.module, depth: scope.depth + 4 });
      return;
    }
    const path = argumentsOf(node).find(({ name: kind }) => kind === 'String');
    const text = pathText(path, module, scope.variables);
    if (text?.[0]?.startsWith('/') === true)
      this.#reading.lines.push({
        ...this.#common(node, scope),
        kind: 'wildcard',
        method: 'ANY',
        path: joined(scope.path, text),
      });
    else this.#gap(node, scope, `what ${name} adds to the router is not known`);
  }

  async #macroBody(
    name: string,
    from: ElixirModule,
  ): Promise<{ readonly nodes: readonly ElixirNode[]; readonly module: ElixirModule } | undefined> {
    const imported = from.body.flatMap((node) => {
      const form = calleeOf(node, from);
      const [given] = argumentsOf(node);
      return /^(?:import|use|require)$/.test(form) && given?.name === 'Alias'
        ? [wholeName(textOf(given, from), from)]
        : [];
    });
    for (const holder of [from.name, ...imported]) {
      const module = holder === from.name ? from : await this.#modules.named(holder);
      for (const node of module?.body ?? []) {
        if (!module || !/^defmacrop?$/.test(calleeOf(node, module))) continue;
        const [head] = argumentsOf(node);
        if (!head || !new RegExp(String.raw`^${name}\b`).test(textOf(head, module))) continue;
        const quotes = (bodyOf(node, module) ?? []).filter((inner) => calleeOf(inner, module) === 'quote');
        return { nodes: quotes.flatMap((quote) => bodyOf(quote, module) ?? []), module };
      }
    }
    return undefined;
  }

  #gap(node: ElixirNode, { module }: Scope, reason: string): void {
    this.#reading.gaps.push({
      span: module.source.span(node.from, Math.min(node.to, node.from + 80)),
      reason,
    });
  }
}

function resourceActions(
  member: PathText,
  isSingle: boolean,
): readonly (readonly [string, HttpMethod, PathText])[] {
  return [
    ...(isSingle ? [] : [['index', 'GET', []] as const]),
    ['new', 'GET', ['/new']],
    ['create', 'POST', []],
    ['show', 'GET', member],
    ['edit', 'GET', [...member, '/edit']],
    ['update', 'PATCH', member],
    ['update', 'PUT', member],
    ['delete', 'DELETE', member],
  ];
}

/** Joins two paths with a slash. */
export function joined(prefix: PathText, path: PathText): PathText {
  return path.length === 0 ? prefix : prefix.length === 0 ? path : [...prefix, '/', ...path];
}

function joinedName(prefix: string, name: string): string {
  return prefix === '' || name === '' ? prefix + name : `${prefix}.${name}`;
}

const development = /:dev\b|dev_routes|dev_mode|enable_dev|code_reload|\bdev\?/;

/** What `if` asks for at compile time, as words. */
export function conditionWords(text: string, negated: boolean): string | undefined {
  const excludes = /!=\s*:prod|not\b|!/.test(text);
  if (/:prod\b/.test(text) && excludes && !negated) return 'development only';
  if (development.test(text) && !excludes) return negated ? undefined : 'development only';
  return `${negated ? 'unless' : 'if'} ${text}`;
}
