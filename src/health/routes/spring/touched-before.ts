import type { Route, Touch } from '../../../model/endpoint.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { JavaType } from '../../../syntax/java/file.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { isOfInterest } from '../../interest.js';
import type { BuildModule } from '../jvm/build-module.js';
import { antPatternCovers } from '../jvm/ant-patterns.js';
import { moduleOf, usesModule } from '../jvm/builds.js';
import { sureTouches } from '../jvm/sure-touches.js';
import type { SpringModule } from './modules.js';
import { readRegistrations } from './registrations.js';
import type { Registration } from './registrations.js';
import { chainOf, withoutPrefix } from './security.js';
import type { ApplicationSecurity } from './security.js';
import { servingContext } from './contexts.js';
import { passesOver } from './skipped-paths.js';
import type { SpringSources } from './sources.js';

type Kind = 'filter' | 'interceptor' | 'reactive';

/** Something that stands before routes and touches what a probe should not depend on. */
interface Standing {
  readonly type: JavaType;
  readonly kind: Kind;
  readonly touches: readonly Touch[];
  readonly isComponent: boolean;
  /** The body of its `shouldNotFilter`. */
  readonly skips: string | undefined;
}

/** What runs for a request, by the kind of what is implemented. */
const methods: Readonly<Record<Kind, readonly string[]>> = {
  filter: ['doFilterInternal', 'doFilter'],
  interceptor: ['preHandle'],
  reactive: ['filter'],
};
const components = /^(?:Component|Service|Configuration|Controller|RestController|ControllerAdvice)$/;

/** What stands before the routes of one application. */
export class TouchedBefore {
  readonly #standing: readonly Standing[];
  readonly #advice: readonly Touch[];
  readonly #registrations: readonly Registration[];
  readonly #security: ApplicationSecurity | undefined;
  readonly #program: JavaProgram;
  readonly #prefix: string;

  private constructor(
    standing: readonly Standing[],
    advice: readonly Touch[],
    registrations: readonly Registration[],
    security: ApplicationSecurity | undefined,
    program: JavaProgram,
    prefix: string,
  ) {
    this.#standing = standing;
    this.#advice = advice;
    this.#registrations = registrations;
    this.#security = security;
    this.#program = program;
    this.#prefix = prefix;
  }

  /** Looks at the filters, interceptors and advice of an application and of the modules that it depends on. */
  static async of(
    module: SpringModule,
    builds: readonly BuildModule[],
    sources: SpringSources,
    security: ApplicationSecurity | undefined,
    program: JavaProgram,
    view: RepositoryView,
  ): Promise<TouchedBefore> {
    const isScanned = await scanOf(module, sources, program, view);
    const isUsed = (path: string): boolean => {
      const owner = moduleOf(path, builds);
      return owner !== undefined && usesModule(module.build, owner, builds);
    };
    const standing: Standing[] = [];
    const advice: Touch[] = [];
    for (const path of sources.filters.filter(isUsed))
      for (const type of (await program.file(path))?.types ?? []) {
        if (type.kind !== 'class' || type.isAbstract || isConditional(type)) continue;
        const one = await standingOf(type, program);
        if (one) standing.push({ ...one, isComponent: one.isComponent && isScanned(type.file.packageName) });
        if (isScanned(type.file.packageName)) advice.push(...(await adviceOf(type, program)));
      }
    const registrations: Registration[] = [];
    for (const path of standing.length === 0 ? [] : sources.registrations.filter(isUsed)) {
      const source = await view.read(path);
      if (source && isScanned((await program.file(path))?.packageName ?? ''))
        registrations.push(...(await readRegistrations(source, program)));
    }
    const { prefix } = servingContext(module.settings);
    return new TouchedBefore(standing, advice, registrations, security, program, prefix);
  }

  /** A route with what is touched before its handler. */
  async applied(route: Route): Promise<Route> {
    const nothing = this.#standing.length + this.#advice.length === 0;
    // Another port is served by a context of its own, without the application's filters.
    if (nothing || route.port !== undefined || !isOfInterest(route.path, this.#program.view)) return route;
    const found = new Map<string, Touch>();
    for (const one of this.#standing)
      if (await this.#standsBefore(one, route))
        for (const touch of one.touches) found.set(JSON.stringify(touch.span), touch);
    if (route.servedBy === 'code' && route.handler?.name !== undefined)
      for (const touch of this.#advice) found.set(JSON.stringify(touch.span), touch);
    return found.size === 0 ? route : { ...route, touchedBefore: [...found.values()] };
  }

  async #standsBefore(one: Standing, route: Route): Promise<boolean> {
    const path = withoutPrefix(route.path, this.#prefix);
    if (one.skips !== undefined && passesOver(one.skips, path) !== false) return false;
    const own = this.#registrations.filter(
      ({ type, kind }) => type === one.type && (kind === 'interceptor') === (one.kind === 'interceptor'),
    );
    if (one.kind === 'interceptor')
      // The actuator's endpoints have a mapping of their own, which does not ask the application's interceptors.
      return (
        route.servedBy === 'code' && own.some((registration) => isFor(registration, path, antPatternCovers))
      );
    // A registration of one's own is in the place of the automatic one for all paths.
    const registered = own.filter(({ kind }) => kind === 'filter');
    const isEverywhere = one.isComponent || own.some(({ kind, isSure }) => kind === 'bean' && isSure);
    if (registered.length === 0 ? isEverywhere : registered.some((each) => isFor(each, path, servletCovers)))
      return true;
    return this.#isInChain(one, route);
  }

  /** A filter of a security chain runs for all that the chain takes, also for what it permits. */
  async #isInChain({ type }: Standing, route: Route): Promise<boolean> {
    const chain = this.#security && chainOf(route, this.#security, this.#prefix);
    for (const { written, file } of chain?.filters ?? []) {
      const configuration = await this.#program.file(file);
      const name = written.replace(/^(?:this\s*\.|new\s+)\s*/, '');
      const [, word = '', isCall] = /^([\w.]+)\s*(\()?/.exec(name) ?? [];
      const candidates = /^[A-Z]/.test(word)
        ? [word]
        : (configuration?.types ?? []).flatMap((one) =>
            isCall === undefined
              ? [
                  ...one.methods.flatMap((method) => method.parameters.get(word) ?? []),
                  one.fields.get(word) ?? [],
                ].flat()
              : one.methods.flatMap((method) => (method.name === word ? (method.result ?? []) : [])),
          );
      for (const candidate of candidates)
        if (configuration && (await this.#program.typeNamed(candidate, configuration)) === type) return true;
    }
    return false;
  }
}

/**
 * Whether the application looks for components in a package: in those of its starting classes and below, unless these say where else to look.
 * Source: https://docs.spring.io/spring-boot/reference/using/structuring-your-code.html
 */
async function scanOf(
  module: SpringModule,
  { applications }: SpringSources,
  program: JavaProgram,
  view: RepositoryView,
): Promise<(packageName: string) => boolean> {
  const packages: string[] = [];
  const { directory } = module.build;
  for (const path of applications) {
    if (directory !== '.' && !path.startsWith(`${directory}/`)) continue;
    const text = (await view.read(path))?.text ?? '';
    if (/\bscanBasePackage|@ComponentScan\b|@Import\b/.test(text)) return () => true;
    const file = await program.file(path);
    if (file) packages.push(file.packageName);
  }
  if (packages.length === 0) return () => true;
  return (name) => packages.some((one) => name === one || one === '' || name.startsWith(`${one}.`));
}

function isFor(
  { include, exclude, isSure }: Registration,
  path: string,
  fits: (pattern: string, path: string) => boolean | undefined,
): boolean {
  if (!isSure || !include || !exclude) return false;
  return (
    (include.length === 0 || include.some((pattern) => fits(pattern, path) === true)) &&
    exclude.every((pattern) => fits(pattern, path) === false)
  );
}

/** URL patterns of servlets: `/*`, `/api/*`, `*.do`, or the very path. */
function servletCovers(pattern: string, path: string): boolean {
  if (pattern.endsWith('/*')) {
    const start = pattern.slice(0, -2);
    return path === start || path.startsWith(`${start}/`);
  }
  return pattern.startsWith('*.') ? path.endsWith(pattern.slice(1)) : pattern === path;
}

async function standingOf(type: JavaType, program: JavaProgram): Promise<Standing | undefined> {
  const hierarchy = await program.hierarchy(type);
  const kind = hierarchy.map(kindOf).find((one) => one !== undefined);
  if (kind === undefined) return undefined;
  const touches: Touch[] = [];
  for (const name of methods[kind]) {
    const owner = hierarchy.find((one) => one.methods.some((method) => method.name === name));
    const method = owner?.methods.find((one) => one.name === name && one.body !== undefined);
    if (owner && method) touches.push(...(await sureTouches(owner, method, program)));
    if (method) break;
  }
  if (touches.length === 0) return undefined;
  const skipping = hierarchy.flatMap((one) => one.methods).find(({ name }) => name === 'shouldNotFilter');
  return {
    type,
    kind,
    touches,
    isComponent: type.annotations.some(({ name }) => components.test(name)),
    skips: skipping && (skipping.body ?? 'unknown()'),
  };
}

function kindOf({ supertypes, file }: JavaType): Kind | undefined {
  for (const written of supertypes) {
    const name = written.split('.').at(-1) ?? '';
    if (/^(?:OncePerRequestFilter|GenericFilterBean|HttpFilter)$/.test(name)) return 'filter';
    if (name === 'Filter') {
      const isServlets = [...file.imports, ...file.wildcards.map((one) => `${one}.Filter`), written].some(
        (one) => /^(?:javax|jakarta)\.servlet\.Filter$/.test(one),
      );
      if (isServlets) return 'filter';
    }
    if (name === 'WebFilter') return 'reactive';
    if (/^(?:(?:Async)?HandlerInterceptor(?:Adapter)?|WebRequestInterceptor)$/.test(name))
      return 'interceptor';
  }
  return undefined;
}

/** What `@ModelAttribute` methods of an advice for all controllers touch. */
async function adviceOf(type: JavaType, program: JavaProgram): Promise<readonly Touch[]> {
  const advice = type.annotations.find(({ name }) => /^(?:Rest)?ControllerAdvice$/.test(name));
  if (!advice || advice.members.size > 0) return [];
  const touches: Touch[] = [];
  for (const method of type.methods)
    if (method.annotations.some(({ name }) => name === 'ModelAttribute'))
      touches.push(...(await sureTouches(type, method, program)));
  return touches;
}

function isConditional(type: JavaType): boolean {
  return type.annotations.some(({ name }) => name === 'Profile' || name.startsWith('Conditional'));
}
