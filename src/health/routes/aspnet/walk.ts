import type { Handler, HttpMethod, RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { bareType } from '../../../syntax/csharp/files.js';
import type { CSharpFile, CSharpMethod } from '../../../syntax/csharp/files.js';
import type { Argument, Expression, FunctionNode, Statement } from '../../../syntax/imperative/tree.js';
import type { Application } from './application.js';
import { conditionsOf, isAlways, within } from './conditions.js';
import { foldText } from './fold.js';
import { handlerOf, placeOf, reachFor } from './handlers.js';
import type { HandlerReach } from './handlers.js';
import { conventions, gateways, harmless, libraryRoutes, routerType, verbs } from './known-calls.js';
import { pathsInMiddleware } from './middleware.js';
import { joinTemplates, pathsOfTemplate } from './paths.js';
import type { Convention, Drafts, Pipeline, RouteDraft, RouteScope } from './pipeline.js';
import { checkedRoute } from './checked-route.js';
import { lookup, unknown } from './values.js';
import type { Frame, Value } from './values.js';

type Call = Expression & { readonly kind: 'call' };
type Router = Value & { readonly kind: 'router' };

/** A place where controllers are mapped. */
export interface ControllersMapped {
  readonly scope: RouteScope;
  readonly span: SourceSpan;
  readonly condition?: string;
  /** Templates of conventional routing, with the area they are for. */
  readonly templates: readonly { readonly template: string; readonly area?: string }[];
  readonly conventions: Convention[];
}

/** A call that serves classes found by their type: pages, modules of Carter, FastEndpoints. */
export interface ClassesMapped {
  readonly kind: 'fast-endpoints' | 'pages';
  readonly scope: RouteScope;
  readonly span: SourceSpan;
  readonly prefix: string | undefined;
}

const mostCalls = 20_000;
const deepest = 40;

/**
 * Follows the start of an application: its top-level statements or `Main`, its `Startup`, and every method of the repository that it hands
 * the application to. Both branches of an `if` are followed, with the condition noted; bodies of loops once for each known item.
 */
export class StartWalk {
  readonly controllers: ControllersMapped[] = [];
  readonly classes: ClassesMapped[] = [];
  readonly #application: Application;
  readonly #drafts: Drafts;
  readonly #root: Router;
  #calls = 0;
  #order = 0;
  #depth = 0;
  readonly #running = new Set<FunctionNode>();

  constructor(application: Application, drafts: Drafts) {
    this.#application = application;
    this.#drafts = drafts;
    const pipeline: Pipeline = { guards: [], endpointsAt: undefined, pathBases: [] };
    this.#root = {
      kind: 'router',
      isGroup: false,
      scope: { prefix: '', isComplete: true, conventions: [], pipeline },
    };
  }

  /** Follows a file that starts an application. */
  async file(file: CSharpFile): Promise<void> {
    await this.#block(file.program.statements, { file, variables: new Map() });
    for (const owner of file.program.classes)
      for (const node of owner.methods)
        if (node.name === 'Main' || node.name === 'CreateHostBuilder' || node.name === 'BuildWebHost')
          await this.#function(node.function, [], { file, owner, variables: new Map() });
  }

  /** Follows `Configure` of a startup class. */
  async startup(name: string, from: Frame | undefined, depth = 0): Promise<void> {
    for (const { file, node: owner } of await this.#application.files.classesNamed(name)) {
      if (!this.#application.contains(file.source.path)) continue;
      const configure = owner.methods.filter(
        (one) => /^Configure(\w*)$/.test(one.name) && isMapper(one.function),
      );
      for (const node of configure
        .filter((one) => one.name === 'Configure')
        .concat(configure)
        .slice(0, 1)) {
        const site = from ? this.#siteFor(file, from, from.file.program.statements[0]) : undefined;
        const frame: Frame = { file, owner, variables: new Map(), ...(site && { site }) };
        await this.#function(node.function, this.#rootArguments(node.function), frame);
      }
      if (configure.length === 0 && depth < 3)
        for (const base of owner.bases) await this.startup(base, from, depth + 1);
    }
  }

  #rootArguments(node: FunctionNode): readonly Value[] {
    return node.parameters.map(({ type }) => (routerType.test(bareType(type)) ? this.#root : unknown));
  }

  async #block(statements: readonly Statement[], frame: Frame): Promise<Value | undefined> {
    let current = frame;
    let result: Value | undefined;
    // Local functions may be called before they are declared.
    for (const statement of statements)
      if (statement.kind === 'function') await this.#statement(statement, frame);
    for (const statement of statements) {
      const returned = await this.#statement(statement, current);
      result = returned ?? result;
      if (statement.kind === 'return') return result ?? unknown;
      // `if (…) return;`: what follows runs only when it does not hold.
      if (statement.kind === 'if' && statement.otherwise.length === 0 && leaves(statement.consequence)) {
        const { fails } = conditionsOf(statement.condition, current.file);
        current = { ...current, condition: within(current.condition, fails) };
      }
    }
    return result;
  }

  async #statement(statement: Statement, frame: Frame): Promise<Value | undefined> {
    switch (statement.kind) {
      case 'expression':
        await this.#value(statement.expression, frame);
        return undefined;
      case 'declare':
        if (statement.value) frame.variables.set(statement.name, await this.#value(statement.value, frame));
        return undefined;
      case 'return':
        return statement.value ? this.#value(statement.value, frame) : undefined;
      case 'function':
        frame.variables.set(statement.name, {
          kind: 'function',
          function: statement.function,
          frame,
          start: statement.start,
          end: statement.end,
        });
        return undefined;
      case 'if': {
        await this.#value(statement.condition, frame);
        const { holds, fails } = conditionsOf(statement.condition, frame.file);
        const under = (condition: string): Frame => ({
          ...frame,
          condition: within(frame.condition, condition),
        });
        const one = await this.#block(statement.consequence, under(holds));
        const other = await this.#block(statement.otherwise, under(fails));
        return one ?? other;
      }
      case 'foreach': {
        const over = await this.#value(statement.over, frame);
        const items = over.kind === 'list' ? over.values.slice(0, 200) : [unknown];
        for (const item of items) {
          if (typeof statement.item === 'string') frame.variables.set(statement.item, item);
          await this.#block(statement.body, frame);
        }
        return undefined;
      }
      case 'loop':
        await this.#block([...statement.before, ...statement.body], frame);
        return undefined;
      case 'block':
        return this.#block(statement.body, frame);
      case 'switch': {
        await this.#value(statement.subject, frame);
        const text = excerpt(statement.subject, frame);
        for (const { body } of statement.sections)
          await this.#block(body, { ...frame, condition: within(frame.condition, `depends on ${text}`) });
        return undefined;
      }
      default:
        return undefined;
    }
  }

  async #value(expression: Expression, frame: Frame): Promise<Value> {
    if (this.#depth > 200) return unknown;
    this.#depth += 1;
    try {
      return await this.#evaluate(expression, frame);
    } finally {
      this.#depth -= 1;
    }
  }

  async #evaluate(expression: Expression, frame: Frame): Promise<Value> {
    switch (expression.kind) {
      case 'name': {
        const known = lookup(frame, expression.name);
        if (known) return known;
        const folded = await this.#fold(expression, frame);
        if (folded !== undefined) return { kind: 'text', text: folded };
        return /^[A-Z]/.test(expression.name) ? { kind: 'class', name: expression.name } : unknown;
      }
      case 'variable':
        return frame.owner ? { kind: 'class', name: frame.owner.name } : unknown;
      case 'member': {
        if (expression.object.kind === 'variable') return lookup(frame, expression.name) ?? unknown;
        const object = await this.#value(expression.object, frame);
        const folded = await this.#fold(expression, frame);
        if (folded !== undefined) return { kind: 'text', text: folded };
        return object.kind === 'class' && /^[A-Z]/.test(expression.name)
          ? { kind: 'class', name: expression.name }
          : unknown;
      }
      case 'call':
        return this.#call(expression, frame);
      case 'invoke':
        for (const { value } of expression.arguments) await this.#value(value, frame);
        return unknown;
      case 'new':
        for (const { value } of expression.arguments) await this.#value(value, frame);
        return expression.type === 'PathString' && expression.arguments[0]
          ? this.#value(expression.arguments[0].value, frame)
          : { kind: 'class', name: expression.type };
      case 'assignment': {
        const value = await this.#value(expression.value, frame);
        const { target } = expression;
        if (target.kind === 'name' || target.kind === 'member') frame.variables.set(target.name, value);
        return value;
      }
      case 'function':
        return {
          kind: 'function',
          function: expression.function,
          frame,
          start: expression.start,
          end: expression.end,
        };
      case 'list': {
        const values: Value[] = [];
        for (const { value } of expression.items.slice(0, 200)) values.push(await this.#value(value, frame));
        return { kind: 'list', values };
      }
      case 'conditional': {
        const one = expression.consequence ? await this.#value(expression.consequence, frame) : unknown;
        const other = await this.#value(expression.otherwise, frame);
        return one.kind === 'unknown' ? other : one;
      }
      case 'binary': {
        const left = await this.#value(expression.left, frame);
        await this.#value(expression.right, frame);
        return expression.operator === '??' ? left : unknown;
      }
      case 'other':
        for (const part of expression.parts) await this.#value(part, frame);
        return unknown;
      default: {
        const text = await this.#fold(expression, frame);
        return text === undefined ? unknown : { kind: 'text', text };
      }
    }
  }

  async #fold(expression: Expression, frame: Frame): Promise<string | undefined> {
    const local = (name: string): string | undefined => {
      const value = lookup(frame, name);
      return value?.kind === 'text' ? value.text : undefined;
    };
    const scope = { file: frame.file, ...(frame.owner && { owner: frame.owner }), local };
    return foldText(expression, scope, this.#application.files);
  }

  async #call(call: Call, frame: Frame): Promise<Value> {
    this.#calls += 1;
    if (this.#calls > mostCalls) return unknown;
    const object = call.object && (await this.#value(call.object, frame));
    if (object?.kind === 'router') return this.#onRouter(object, call, frame);
    if (object?.kind === 'endpoints') {
      const convention = this.#convention(call, frame);
      if (convention) for (const own of object.conventions) own.push(convention);
      return object;
    }
    if (object?.kind === 'host' && call.name === 'Build') return this.#root;
    if (object?.kind === 'class' && object.name === 'WebApplication')
      return call.name === 'Create' ? this.#root : { kind: 'host' };
    return this.#elsewhere(object, call, frame);
  }

  /** A call on anything else: followed when it is handed the application, or starts one. */
  async #elsewhere(object: Value | undefined, call: Call, frame: Frame): Promise<Value> {
    const [type] = call.typeArguments;
    if (call.name === 'UseStartup' && type !== undefined) await this.startup(bareType(type), frame);
    const values: Value[] = [];
    for (const { value } of call.arguments) values.push(await this.#value(value, frame));
    if (/^ConfigureWebHost(Defaults)?$/.test(call.name) || (call.name === 'ConfigureKestrel' && !object))
      for (const value of values)
        if (value.kind === 'function') await this.#function(value.function, [], value.frame);
    if (
      call.name === 'Configure' &&
      call.typeArguments.length === 0 &&
      /web|host/i.test(excerpt(call.object, frame))
    )
      for (const value of values)
        if (value.kind === 'function')
          await this.#function(value.function, this.#branchArguments(value.function), value.frame);
    const isHanded = values.some(({ kind }) => kind === 'router' || kind === 'host');
    if (!isHanded && object?.kind !== 'host') return unknown;
    const methods = await this.#methods(object, call, frame);
    let result: Value | undefined;
    for (const method of methods)
      result = (await this.#method(method, object, call, values, frame)) ?? result;
    if (result) return result;
    return object?.kind === 'host' ? object : unknown;
  }

  #branchArguments(node: FunctionNode): readonly Value[] {
    return node.parameters.map((parameter, index) =>
      index === node.parameters.length - 1 || routerType.test(bareType(parameter.type))
        ? this.#root
        : unknown,
    );
  }

  /** The methods that a call may mean, of those that the repository has. */
  async #methods(
    object: Value | undefined,
    call: Call,
    frame: Frame,
  ): Promise<readonly (CSharpMethod | Value)[]> {
    const { files, contains, mappersNamed } = this.#application;
    if (!object || (call.object?.kind === 'variable' && frame.owner)) {
      const local = lookup(frame, call.name);
      if (local?.kind === 'function') return [local];
      const own = await this.#ofClass(frame.owner?.name ?? '', call.name);
      if (own.length > 0) return own;
    }
    if (object?.kind === 'class') {
      const own = await this.#ofClass(object.name, call.name);
      if (own.length > 0) return own.slice(0, 1);
    }
    const extensions = (await files.extensionsNamed(call.name)).filter(({ file }) =>
      contains(file.source.path),
    );
    if (extensions.length > 0) return this.#fitting(extensions, call, object !== undefined);
    if (object?.kind === 'unknown' || object?.kind === 'class') return mappersNamed(call.name);
    return [];
  }

  async #ofClass(name: string, method: string, depth = 0): Promise<readonly CSharpMethod[]> {
    const found: CSharpMethod[] = [];
    for (const { file, node: owner } of await this.#application.files.classesNamed(name)) {
      if (!this.#application.contains(file.source.path)) continue;
      for (const node of owner.methods) if (node.name === method) found.push({ file, owner, node });
      if (found.length === 0 && depth < 4)
        for (const base of owner.bases) found.push(...(await this.#ofClass(base, method, depth + 1)));
    }
    return found;
  }

  /** Of several overloads the one whose parameters fit best. */
  #fitting(methods: readonly CSharpMethod[], call: Call, isExtension: boolean): readonly CSharpMethod[] {
    const given = call.arguments.length + (isExtension ? 1 : 0);
    const fits = methods.filter(({ node: { function: f } }) => {
      const needed = f.parameters.filter(({ fallback, variadic }) => !fallback && variadic !== true).length;
      return (
        given >= needed && (given <= f.parameters.length || f.parameters.some(({ variadic }) => variadic))
      );
    });
    return (fits.length > 0 ? fits : methods).slice(0, 1);
  }

  async #method(
    method: CSharpMethod | Value,
    object: Value | undefined,
    call: Call,
    values: readonly Value[],
    frame: Frame,
  ): Promise<Value | undefined> {
    if ('kind' in method)
      return method.kind === 'function'
        ? this.#function(
            method.function,
            bound(method.function, call.arguments, values, undefined),
            method.frame,
            frame,
          )
        : undefined;
    const { file, owner, node } = method;
    const receiver = node.extends !== undefined && object && object.kind !== 'class' ? object : undefined;
    const site = this.#siteFor(file, frame, call);
    return this.#function(
      node.function,
      bound(node.function, call.arguments, values, receiver),
      { file, owner, variables: new Map(), ...(site && { site }) },
      frame,
    );
  }

  /** Runs a function with the values of its parameters; nothing runs inside itself. */
  async #function(
    node: FunctionNode,
    values: readonly Value[],
    around: Frame,
    caller?: Frame,
  ): Promise<Value | undefined> {
    if (this.#running.has(node) || this.#running.size > deepest) return undefined;
    this.#running.add(node);
    const condition = caller?.condition ?? around.condition;
    const site = around.site ?? caller?.site;
    const frame: Frame = {
      file: around.file,
      ...(around.owner && { owner: around.owner }),
      variables: new Map(),
      parent: around,
      ...(condition !== undefined && { condition }),
      ...(site && { site }),
    };
    for (const [index, parameter] of node.parameters.entries()) {
      const given = values[index];
      const value = given ?? (parameter.fallback ? await this.#value(parameter.fallback, frame) : unknown);
      frame.variables.set(parameter.name, value);
    }
    try {
      return await this.#block(node.body, frame);
    } finally {
      this.#running.delete(node);
    }
  }

  /** Where the own project is left: the call in it. */
  #siteFor(
    file: CSharpFile,
    frame: Frame,
    call: { start: number; end: number } | undefined,
  ): SourceSpan | undefined {
    if (frame.site || this.#application.owns(file.source.path)) return frame.site;
    return frame.file.source.span(call?.start ?? 0, call?.end ?? 0);
  }

  #place(call: Call, frame: Frame): SourceSpan {
    if (frame.site) return frame.site;
    // Of a chain over several lines the link counts, not where the chain begins.
    return frame.file.source.span(
      call.object?.kind === 'call' ? nameStart(call, frame) : call.start,
      call.end,
    );
  }

  async #onRouter(router: Router, call: Call, frame: Frame): Promise<Value> {
    const { name } = call;
    const own = await this.#ownExtension(router, call, frame);
    if (own) return own;
    const verb = verbs.get(name);
    if (verb) return this.#map(router, call, frame, [verb]);
    if (name === 'MapMethods') return this.#map(router, call, frame, this.#methodsGiven(call));
    if (name === 'MapGroup') return this.#group(router, call, frame);
    if (name === 'Map' || name === 'MapWhen' || name === 'UseWhen') return this.#branch(router, call, frame);
    if (/^(Map|Use)HealthChecks$/.test(name)) {
      this.#order += 1;
      const drafts = await checkedRoute(
        {
          call,
          scope: router.scope,
          span: this.#place(call, frame),
          order: this.#order,
          fold: async (one) => this.#fold(one, frame),
          options: frame,
        },
        this.#application,
        frame.condition,
      );
      if (drafts.length === 0) this.#drafts.gap(this.#place(call, frame), 'the path is made at run time');
      return this.#served(drafts);
    }
    if (
      /^(MapControllers|MapDefaultControllerRoute|Map(Area)?(Controller)?Route|UseMvc|UseMvcWithDefaultRoute)$/.test(
        name,
      )
    )
      return this.#mapControllers(router, call, frame);
    if (name === 'MapRazorPages' || name === 'MapRazorComponents' || name === 'UseFastEndpoints')
      return this.#mapClasses(router, call, frame);
    if (name === 'MapCarter') {
      for (const base of ['ICarterModule', 'CarterModule'])
        for (const { file, node: owner } of await this.#application.files.classesUnder(base))
          await this.#mapper(file, owner, 'AddRoutes', router, call, frame);
      return router;
    }
    if (name === 'Build' || name === 'New' || name === 'CreateApplicationBuilder') return router;
    if (name.startsWith('Use') || name === 'Run') return this.#middleware(router, call, frame);
    const library = libraryRoutes.get(name);
    if (library) return this.#library(router, call, frame, library);
    if (gateways.test(name) || (/^Map[A-Z]/.test(name) && !harmless.test(name)))
      this.#drafts.gap(this.#place(call, frame), `routes that ${name} maps are not read`);
    const convention = router.isGroup ? this.#convention(call, frame) : undefined;
    if (convention) router.scope.conventions.push(convention);
    // `app.NewVersionedApi()`, `group.WithTags(…)`: still to map on.
    return /^(New|With|Has|Require|Allow|Disable|Add|Exclude|Produces|IsApiVersion|Advertises|Reports|Short)/.test(
      name,
    )
      ? router
      : unknown;
  }

  /** An extension method of the repository. */
  async #ownExtension(router: Router, call: Call, frame: Frame): Promise<Value | undefined> {
    const extensions = await this.#application.files.extensionsNamed(call.name);
    const within = extensions.filter(
      ({ file, node }) =>
        this.#application.contains(file.source.path) &&
        (routerType.test(bareType(node.extends ?? '')) || /^[A-Z]\w?$/.test(node.extends ?? '')),
    );
    const [method] = this.#fitting(within, call, true);
    if (!method) return undefined;
    const values: Value[] = [];
    for (const { value } of call.arguments) values.push(await this.#value(value, frame));
    const result = await this.#method(method, router, call, values, frame);
    return result && result.kind !== 'unknown' ? result : router;
  }

  async #mapper(
    file: CSharpFile,
    owner: CSharpMethod['owner'],
    name: string,
    router: Router,
    call: Call,
    frame: Frame,
  ): Promise<void> {
    const site = this.#siteFor(file, frame, call);
    const constructor = owner.methods.find((one) => one.name === '.ctor');
    const base =
      constructor &&
      /:\s*base\(\s*"([^"]*)"/.exec(file.source.text.slice(constructor.start, constructor.end))?.[1];
    const scope = base === undefined ? router : scoped(router, base, true);
    for (const node of owner.methods)
      if (node.name === name)
        await this.#function(
          node.function,
          [scope],
          { file, owner, variables: new Map(), ...(site && { site }) },
          frame,
        );
  }

  #methodsGiven(call: Call): readonly HttpMethod[] {
    const list = call.arguments[1]?.value;
    const items = list?.kind === 'list' ? list.items : list?.kind === 'new' ? (list.items ?? []) : [];
    const found = items.flatMap(({ value }): HttpMethod[] => {
      const name = value.kind === 'text' ? value.text : value.kind === 'member' ? value.name : '';
      const method = (['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).find(
        (one) => one === name.toUpperCase(),
      );
      return method ? [method] : [];
    });
    return found.length > 0 ? found : ['ANY'];
  }

  async #map(router: Router, call: Call, frame: Frame, methods: readonly HttpMethod[]): Promise<Value> {
    const [template] = call.arguments;
    const text = template && (await this.#fold(template.value, frame));
    if (text === undefined) {
      this.#drafts.gap(this.#place(call, frame), 'the path is made at run time');
      return unknown;
    }
    const given = call.arguments.at(-1)?.value;
    const reach = reachFor(joinTemplates(router.scope.prefix, text));
    const handled = given && call.arguments.length > 1 ? await this.#handler(given, frame, reach) : undefined;
    return this.#served(
      methods.flatMap((method) =>
        pathsOfTemplate(joinTemplates(router.scope.prefix, text)).map((path): RouteDraft => ({
          method,
          path,
          isComplete: router.scope.isComplete,
          span: this.#place(call, frame),
          servedBy: 'code',
          scope: router.scope,
          conventions: [...(handled?.conventions ?? [])],
          ...(frame.condition !== undefined && { condition: frame.condition }),
          ...(handled && { handler: handled.handler }),
        })),
      ),
    );
  }

  #served(drafts: readonly RouteDraft[]): Value {
    this.#drafts.routes.push(...drafts);
    return { kind: 'endpoints', conventions: drafts.map((draft) => draft.conventions) };
  }

  /** What a lambda or a method does, and what its attributes say. */
  async #handler(
    given: Expression,
    frame: Frame,
    reach: HandlerReach,
  ): Promise<{ readonly handler: Handler; readonly conventions: readonly Convention[] } | undefined> {
    const { files } = this.#application;
    const value = given.kind === 'function' ? await this.#value(given, frame) : undefined;
    const local = given.kind === 'name' ? lookup(frame, given.name) : value;
    if (local?.kind === 'function') {
      const { frame: at, start, end } = local;
      const place = {
        file: at.file,
        ...(at.owner && { owner: at.owner }),
        function: local.function,
        start,
        end,
      };
      const head =
        /^\s*(async\s+)?((\[[^\]]*\]\s*)*)/.exec(at.file.source.text.slice(start, start + 200))?.[2] ?? '';
      return {
        handler: await handlerOf(place, files, reach),
        conventions: conventionsIn(head, at.file, start),
      };
    }
    const [owner, name] =
      given.kind === 'name'
        ? [frame.owner?.name, given.name]
        : given.kind === 'member' && (given.object.kind === 'name' || given.object.kind === 'variable')
          ? [await this.#ownerName(given.object, frame), given.name]
          : [undefined, undefined];
    if (owner === undefined || name === undefined) return undefined;
    const [method] = await this.#ofClass(owner, name);
    if (!method) return undefined;
    const written = (method.node.attributes ?? []).map((one) => `[${one.name}]`).join('');
    return {
      handler: await handlerOf(placeOf(method.file, method.owner, method.node), files, reach),
      conventions: conventionsIn(written, method.file, method.node.start),
    };
  }

  async #ownerName(object: Expression, frame: Frame): Promise<string | undefined> {
    const value = await this.#value(object, frame);
    return value.kind === 'class' ? value.name : undefined;
  }

  #convention(call: Call, frame: Frame): Convention | undefined {
    if (!conventions.has(call.name)) return undefined;
    const start = nameStart(call, frame);
    return {
      name: call.name,
      span: frame.file.source.span(start, call.end),
      text: frame.file.source.text.slice(start, call.end).replaceAll(/\s+/g, ' ').slice(0, 120),
    };
  }

  async #group(router: Router, call: Call, frame: Frame): Promise<Value> {
    const given = call.arguments.at(0)?.value;
    const text = given && (await this.#fold(given, frame));
    if (text === undefined)
      this.#drafts.gap(this.#place(call, frame), 'the prefix of a group is made at run time');
    return scoped(router, text ?? '', text !== undefined);
  }

  /** `app.Map("/admin", branch => …)` and its kind; `endpoints.Map("/x", handler)` is a route. */
  async #branch(router: Router, call: Call, frame: Frame): Promise<Value> {
    const lambda = call.arguments.at(-1)?.value;
    const value = lambda && (await this.#value(lambda, frame));
    const [only, ...others] = value?.kind === 'function' ? value.function.parameters : [];
    const isBranch =
      value?.kind === 'function' &&
      only !== undefined &&
      others.length === 0 &&
      (only.type === ''
        ? new RegExp(`\\b${only.name}\\s*\\.(Use|Run|Map)`).test(
            value.frame.file.source.text.slice(value.start, value.end),
          )
        : routerType.test(bareType(only.type)));
    if (!isBranch || value?.kind !== 'function') return this.#map(router, call, frame, ['ANY']);
    this.#order += 1;
    const parent = { pipeline: router.scope.pipeline, order: this.#order };
    const pipeline: Pipeline = { guards: [], endpointsAt: undefined, pathBases: [], parent };
    const first = call.arguments[0]?.value;
    const text = call.name === 'Map' && first ? await this.#fold(first, frame) : '';
    if (text === undefined)
      this.#drafts.gap(this.#place(call, frame), 'the path of a branch is made at run time');
    const inner = scoped(router, text ?? '', text !== undefined, pipeline);
    const condition =
      call.name === 'Map' ? frame.condition : within(frame.condition, `only when ${excerpt(first, frame)}`);
    await this.#function(value.function, [inner], {
      ...value.frame,
      ...(condition !== undefined && { condition }),
    });
    return router;
  }

  #library(
    router: Router,
    call: Call,
    frame: Frame,
    known: readonly (readonly [HttpMethod, string])[],
  ): Value {
    const [first] = call.arguments;
    const given =
      first?.value.kind === 'text' && first.value.text.startsWith('/') ? first.value.text : undefined;
    return this.#served(
      known.map(([method, path]): RouteDraft => ({
        method,
        path: joinTemplates(router.scope.prefix, (given ?? path).replace(/\{([^{}:]*):[^{}]*\}/g, '{$1}')),
        isComplete: router.scope.isComplete,
        span: this.#place(call, frame),
        servedBy: 'dependency',
        scope: router.scope,
        conventions: [],
        ...(frame.condition !== undefined && { condition: frame.condition }),
        confidence: 'medium',
      })),
    );
  }

  async #mapControllers(router: Router, call: Call, frame: Frame): Promise<Value> {
    const texts: (string | undefined)[] = [];
    for (const { name, value } of call.arguments)
      if (value.kind !== 'function' && name !== 'defaults' && name !== 'constraints') {
        const text = await this.#fold(value, frame);
        if (name === 'pattern' || name === 'template') texts[1] = text;
        else if (name === undefined || name === 'name') texts.push(text);
      }
    const isDefault = /Default/.test(call.name);
    const template = isDefault
      ? '{controller=Home}/{action=Index}/{id?}'
      : texts.findLast((text) => text?.includes('{') === true);
    const area = /Area/.test(call.name) ? texts[1] : undefined;
    const mapped: ControllersMapped = {
      scope: router.scope,
      span: this.#place(call, frame),
      ...(frame.condition !== undefined && { condition: frame.condition }),
      templates: template === undefined ? [] : [{ template, ...(area !== undefined && { area }) }],
      conventions: [],
    };
    this.controllers.push(mapped);
    for (const { value } of call.arguments)
      if (value.kind === 'function') await this.#function(value.function, [router], frame);
    return { kind: 'endpoints', conventions: [mapped.conventions] };
  }

  async #mapClasses(router: Router, call: Call, frame: Frame): Promise<Value> {
    const lambda = call.arguments[0]?.value;
    const assigned =
      lambda?.kind === 'function'
        ? /RoutePrefix\s*=\s*"([^"]*)"/.exec(frame.file.source.text.slice(lambda.start, lambda.end))?.[1]
        : undefined;
    this.classes.push({
      kind: call.name === 'UseFastEndpoints' ? 'fast-endpoints' : 'pages',
      scope: router.scope,
      span: this.#place(call, frame),
      prefix: assigned,
    });
    return call.name === 'UseFastEndpoints' ? router : unknown;
  }

  /** `UseX(…)` and `Run(…)`. */
  async #middleware(router: Router, call: Call, frame: Frame): Promise<Value> {
    this.#order += 1;
    const { pipeline } = router.scope;
    const span = this.#place(call, frame);
    const guard = (kind: RouteGuard['kind'], text: string): void => {
      if (isAlways(frame.condition))
        pipeline.guards.push({ guard: { kind, span, text }, order: this.#order });
    };
    const [first] = call.arguments;
    switch (call.name) {
      case 'UsePathBase': {
        const value = first && (await this.#value(first.value, frame));
        if (value?.kind === 'text') {
          if (value.text !== '' && value.text !== '/') pipeline.pathBases.push(joinTemplates(value.text));
        } else this.#drafts.gap(span, 'the path base is known to the environment only');
        return router;
      }
      case 'UseHttpsRedirection':
        if (this.#application.hasHttpsPort) guard('https-redirect', 'UseHttpsRedirection()');
        return router;
      case 'UseRateLimiter': {
        const limiter = this.#application.globalLimiter;
        if (limiter && isAlways(frame.condition))
          pipeline.guards.push({ guard: limiter, order: this.#order });
        return router;
      }
      case 'UseEndpoints':
        pipeline.endpointsAt ??= this.#order;
        for (const { value } of call.arguments)
          if (value.kind === 'function') await this.#function(value.function, [router], frame);
        return router;
      case 'Run':
      case 'Use':
      case 'UseMiddleware':
        await this.#ownMiddleware(router, call, frame);
        return router;
      default: {
        const library = libraryRoutes.get(call.name);
        if (library) this.#library(router, call, frame, library);
        if (gateways.test(call.name) || (!library && /Health|Heartbeat/.test(call.name)))
          this.#drafts.gap(span, `routes that ${call.name} serves are not read`);
        return router;
      }
    }
  }

  /** Middleware of the project may answer paths itself. */
  async #ownMiddleware(router: Router, call: Call, frame: Frame): Promise<void> {
    const bodies: {
      readonly file: CSharpFile;
      readonly body: readonly Statement[];
      readonly start: number;
      readonly end: number;
    }[] = [];
    const lambda = call.arguments[0]?.value;
    if (lambda?.kind === 'function')
      bodies.push({ file: frame.file, body: lambda.function.body, start: lambda.start, end: lambda.end });
    const [type] = call.typeArguments;
    if (type !== undefined)
      for (const { file, node } of await this.#application.files.classesNamed(type))
        for (const method of node.methods)
          if (/^Invoke(Async)?$/.test(method.name))
            bodies.push({ file, body: method.function.body, start: method.start, end: method.end });
    for (const { file, body } of bodies) {
      const paths = await pathsInMiddleware(body, async (one) => this.#fold(one, { ...frame, file }), file);
      if (call.name === 'Run' && paths.length === 0) paths.push('/{*path}');
      this.#served(
        paths.map((path): RouteDraft => ({
          method: 'ANY',
          path: joinTemplates(router.scope.prefix, path),
          isComplete: router.scope.isComplete,
          span: this.#place(call, frame),
          servedBy: 'code',
          scope: router.scope,
          conventions: [],
          order: this.#order,
          ...(frame.condition !== undefined && { condition: frame.condition }),
          confidence: 'medium',
        })),
      );
    }
  }
}

function isMapper(node: FunctionNode): boolean {
  return node.parameters.some(({ type }) => routerType.test(bareType(type)));
}

function scoped(router: Router, prefix: string, isKnown: boolean, pipeline?: Pipeline): Router {
  const { scope } = router;
  return {
    kind: 'router',
    isGroup: true,
    scope: {
      prefix: joinTemplates(scope.prefix, prefix),
      isComplete: scope.isComplete && isKnown,
      conventions: [],
      parent: scope,
      pipeline: pipeline ?? scope.pipeline,
    },
  };
}

/** The values of a function's parameters, in their order. */
function bound(
  node: FunctionNode,
  given: readonly Argument[],
  values: readonly Value[],
  receiver: Value | undefined,
): readonly Value[] {
  const result: Value[] = [];
  const offset = receiver ? 1 : 0;
  if (receiver) result[0] = receiver;
  for (const [index, argument] of given.entries()) {
    const named =
      argument.name === undefined ? -1 : node.parameters.findIndex(({ name }) => name === argument.name);
    result[named === -1 ? index + offset : named] = values[index] ?? unknown;
  }
  return result;
}

function leaves(statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  if (last?.kind === 'block') return leaves(last.body);
  return last?.kind === 'return' || last?.kind === 'throw';
}

function nameStart(call: Call, frame: Frame): number {
  const from = call.object?.end ?? call.start;
  const at = frame.file.source.text.indexOf(call.name, from);
  return at === -1 ? call.start : at;
}

function excerpt(expression: Expression | undefined, frame: Frame): string {
  if (!expression) return '';
  return frame.file.source.text.slice(expression.start, expression.end).replaceAll(/\s+/g, ' ').slice(0, 100);
}

/** `[Authorize]`, `[AllowAnonymous]` before a lambda or method. */
function conventionsIn(written: string, file: CSharpFile, start: number): readonly Convention[] {
  const span = file.source.span(start, start + written.length);
  const found: Convention[] = [];
  if (/\bAuthorize\b/.test(written)) found.push({ name: 'RequireAuthorization', span, text: '[Authorize]' });
  if (/\bAllowAnonymous\b/.test(written))
    found.push({ name: 'AllowAnonymous', span, text: '[AllowAnonymous]' });
  return found;
}
