import type { RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import {
  optionsOf,
  unknown,
  type ClassValue,
  type ExternalValue,
  type ObjectValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { ClassNode } from '../../../syntax/javascript/tree.js';
import { hostOf } from '../javascript/make.js';
import { readDecorators } from './decorators.js';
import { MiddlewareConsumer, methodOfClass } from './middleware.js';

/** A guard that stands before routes of an application. */
export interface GuardUse {
  readonly value: Value;
  readonly place: Pick<RouteGuard, 'span' | 'text'>;
}

/** A module of a package that serves something by itself. */
export interface ForeignModule {
  readonly value: ExternalValue;
  readonly span: SourceSpan;
}

/** What the modules of an application hold together. */
export interface ModuleGraph {
  /** Controllers with the modules that list them. */
  readonly controllers: Map<ClassNode, { readonly value: ClassValue; readonly modules: Set<ClassNode> }>;
  /** Paths that `RouterModule` gives to modules. */
  readonly modulePaths: Map<ClassNode, string[]>;
  readonly guards: GuardUse[];
  /** Middleware that modules put before all routes. */
  readonly middleware: Value[];
  readonly foreign: ForeignModule[];
  /** What could not be followed. */
  readonly gaps: { readonly span: SourceSpan; readonly reason: string }[];
}

const moduleLimit = 5_000;

/** Walks the modules from the root of an application. */
export async function walkModules(root: Value, span: SourceSpan, evaluator: Evaluator): Promise<ModuleGraph> {
  const walk = new ModuleWalk(evaluator);
  await walk.visit(root, span);
  return walk.graph;
}

/** What `@Module` says of a class; undefined when it is no module. */
export async function moduleMetadata(
  value: ClassValue,
  evaluator: Evaluator,
): Promise<{ readonly metadata: ObjectValue | undefined; readonly span: SourceSpan } | undefined> {
  const decorators = await readDecorators(value.node.decorators, value.scope, evaluator);
  const found = decorators.find(({ name, package: from }) => name === 'Module' && from !== undefined);
  const [given] = found?.given ?? [];
  return found && { metadata: given?.kind === 'object' ? given : undefined, span: found.span };
}

class ModuleWalk {
  readonly graph: ModuleGraph = {
    controllers: new Map(),
    modulePaths: new Map(),
    guards: [],
    middleware: [],
    foreign: [],
    gaps: [],
  };
  readonly #evaluator: Evaluator;
  readonly #visited = new Set<ClassNode | ObjectValue>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  async visit(value: Value, span: SourceSpan): Promise<void> {
    for (const option of optionsOf(value)) await this.#visitOne(option, span);
  }

  async #visitOne(value: Value, span: SourceSpan): Promise<void> {
    if (this.#visited.size > moduleLimit) return;
    switch (value.kind) {
      case 'class':
        await this.#visitClass(value);
        return;
      case 'object': {
        if (this.#visited.has(value)) return;
        this.#visited.add(value);
        const owner = value.members.get('module');
        if (owner?.kind === 'class') await this.#visitClass(owner);
        await this.#visitMetadata(value, owner?.kind === 'class' ? owner.node : undefined, span);
        return;
      }
      case 'external':
        await this.#visitForeign(value, span);
        return;
      case 'namespace':
      case 'unknown':
      case 'function':
        this.#open(span);
        return;
      default:
    }
  }

  #open(span: SourceSpan): void {
    this.graph.gaps.push({ span, reason: 'a module that is imported here is only known at run time' });
  }

  async #visitClass(value: ClassValue): Promise<void> {
    if (this.#visited.has(value.node)) return;
    this.#visited.add(value.node);
    const found = await moduleMetadata(value, this.#evaluator);
    if (found?.metadata) await this.#visitMetadata(found.metadata, value.node, found.span);
    else if (found) this.#open(found.span);
    const configure = found && methodOfClass(value, 'configure');
    if (configure)
      await this.#evaluator.run(
        configure,
        [hostOf(new MiddlewareConsumer(this.graph.middleware))],
        configure.self,
      );
  }

  async #visitMetadata(
    { members }: ObjectValue,
    owner: ClassNode | undefined,
    span: SourceSpan,
  ): Promise<void> {
    const controllers = members.get('controllers');
    for (const one of itemsOf(controllers)) this.#addController(one, owner, span);
    if (controllers && isOpenList(controllers))
      this.graph.gaps.push({ span, reason: 'some controllers of this module are only known at run time' });
    for (const provider of itemsOf(members.get('providers'))) this.#addProvider(provider, span);
    const imports = members.get('imports');
    for (const one of itemsOf(imports)) await this.visit(one, span);
    if (imports && isOpenList(imports)) this.#open(span);
  }

  #addController(value: Value, owner: ClassNode | undefined, span: SourceSpan): void {
    for (const option of optionsOf(value)) {
      if (option.kind !== 'class') {
        this.graph.gaps.push({ span, reason: 'a controller of this module could not be followed' });
        continue;
      }
      const known = this.graph.controllers.get(option.node) ?? { value: option, modules: new Set() };
      if (owner) known.modules.add(owner);
      this.graph.controllers.set(option.node, known);
    }
  }

  /** `{ provide: APP_GUARD, useClass: AuthGuard }`. */
  #addProvider(provider: Value, span: SourceSpan): void {
    if (provider.kind !== 'object') return;
    const token = provider.members.get('provide');
    if (token?.kind !== 'external' || token.path.at(-1) !== 'APP_GUARD') return;
    const value = provider.members.get('useClass') ?? provider.members.get('useExisting') ?? unknown;
    const place = provider.places.get('provide');
    this.graph.guards.push({
      value,
      place: {
        span: place && provider.module ? provider.module.source.span(place.start, place.end) : span,
        text: 'APP_GUARD',
      },
    });
  }

  async #visitForeign(value: ExternalValue, span: SourceSpan): Promise<void> {
    const name = value.path.filter((step) => step !== '()').join('.');
    const [first] = value.given ?? [];
    if (name === 'forwardRef' && first?.kind === 'function') {
      await this.visit(await this.#evaluator.run(first, []), span);
      return;
    }
    if (name === 'ConditionalModule.registerWhen' && first) {
      await this.visit(first, span);
      return;
    }
    if (/^RouterModule\.(?:register|forRoot|forRoutes)$/.test(name)) {
      this.#readRoutes(first, '', span, 0);
      return;
    }
    this.graph.foreign.push({ value, span });
  }

  /** `RouterModule.register([{ path, module, children }])`. */
  #readRoutes(routes: Value | undefined, prefix: string, span: SourceSpan, depth: number): void {
    if (routes?.kind !== 'list' || routes.open || depth > 8) {
      this.graph.gaps.push({ span, reason: 'the paths that RouterModule gives are only known at run time' });
      return;
    }
    for (const item of routes.items) {
      if (item.kind === 'class') {
        this.#addPath(item.node, prefix);
        continue;
      }
      if (item.kind !== 'object') continue;
      const path = certainText(item.members.get('path') ?? unknown);
      const below = `${prefix}/${path?.replaceAll(/^\/+|\/+$/g, '') ?? ''}`;
      const module = item.members.get('module');
      if (module?.kind === 'class') this.#addPath(module.node, below);
      const children = item.members.get('children');
      if (children) this.#readRoutes(children, below, span, depth + 1);
    }
  }

  #addPath(module: ClassNode, path: string): void {
    this.graph.modulePaths.set(module, [...(this.graph.modulePaths.get(module) ?? []), path]);
  }
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items.slice(0, 2_000) : [];
}

function isOpenList(value: Value): boolean {
  return value.kind !== 'list' || value.open;
}
