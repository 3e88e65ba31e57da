import type { RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';

/** The source files that matter, found by their texts before anything is parsed. */
export interface SpringSources {
  readonly controllers: readonly string[];
  readonly routers: readonly string[];
  readonly indicators: readonly string[];
  /** Files that configure Spring Security. */
  readonly security: readonly string[];
  /** Files with what may stand before controllers: filters, interceptors, advice. */
  readonly filters: readonly string[];
  /** Files that register such. */
  readonly registrations: readonly string[];
  /** Files that start a Spring Boot application. */
  readonly applications: readonly string[];
  /** What serves routes in ways that are not read. */
  readonly gaps: readonly RouteGap[];
  /** Literals beside `spring.config.name`: the settings file may bear one of them as its name. */
  readonly configNames: ReadonlySet<string>;
}

/** Ways to serve or move routes that only gaps are made of; the first group's place is shown. */
const unread: readonly (readonly [RegExp, string])[] = [
  [/@WebServlet\b|\bnew ServletRegistrationBean\b/, 'a servlet is registered, whose routes are not read'],
  [/\.addPathPrefix\s*\(/, 'a prefix is put before the paths of controllers in code'],
  [/\bnew SimpleUrlHandlerMapping\b|\.registerMapping\s*\(/, 'routes are registered in code'],
  [/\.setContextPath\s*\(/, 'the context path is set in code'],
  [
    /["'](?:--)?(?:server\.servlet\.context-path|management\.(?:server|endpoints\.web|endpoint\.health)\.[\w.-]+|spring\.config\.(?:location|import))[="']/,
    'settings are made in code',
  ],
];

const filterWords =
  /\b(OncePerRequestFilter|GenericFilterBean|HttpFilter|WebFilter|servlet\.Filter|servlet\.\*|(Async)?HandlerInterceptor(Adapter)?|WebRequestInterceptor)\b|@ModelAttribute\b/;
const registrationWords = /\bFilterRegistrationBean\b|\baddInterceptors?\b|@Bean\b[^;{]*\b\w*Filter\b/;

/** Reads the texts of the sources once. */
export async function sortSources(
  files: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<SpringSources> {
  const controllers: string[] = [];
  const routers: string[] = [];
  const indicators: string[] = [];
  const security: string[] = [];
  const filters: string[] = [];
  const registrations: string[] = [];
  const applications: string[] = [];
  const gaps: RouteGap[] = [];
  const configNames = new Set<string>();
  const composed = await composedStereotypes(files, view);
  for (const { path } of files) {
    if (!/\.(java|kt|groovy|scala)$/.test(path)) continue;
    const source = await view.read(path);
    if (!source?.text.includes('springframework')) continue;
    const { text } = source;
    const isController =
      /@([\w.]+\.)?(Rest)?Controller\b/.test(text) || composed.some((mark) => mark.test(text));
    if (
      /@SpringBootApplication\b|\bSpringApplication\.run\b|\bnew SpringApplication(?:Builder)?\b|@EnableAutoConfiguration\b|\bSpringBootServletInitializer\b/.test(
        text,
      )
    )
      applications.push(path);
    const coroutines = path.endsWith('.kt') ? /\b(coR|r)outer\s*(\([^)]*\)\s*)?\{/.exec(text) : null;
    if (coroutines)
      gaps.push(gapAt(source, coroutines.index, `routers in Kotlin's DSL are not read: ${path}`));
    if (!/\.(java|kt)$/.test(path)) {
      const mark = /@(Rest)?Controller\b|\b(coR|r)outer\s*\{/.exec(text);
      if (mark)
        gaps.push(gapAt(source, mark.index, `controllers in ${languageOf(path)} are not read: ${path}`));
      continue;
    }
    if (
      isController ||
      (/@(Component|Service)\b/.test(text) && /\bextends\s+\w*(Controller|Resource)\b/.test(text))
    )
      controllers.push(path);
    if (path.endsWith('.java') && /\bRouterFunction/.test(text)) routers.push(path);
    if (/\bHealth(Indicator|Contributor)\b/.test(text)) indicators.push(path);
    if (filterWords.test(text)) filters.push(path);
    if (registrationWords.test(text)) registrations.push(path);
    if (/\b(Server)?HttpSecurity\b|\bWebSecurity\w*\b/.test(text)) security.push(path);
    for (const [pattern, reason] of unread) {
      const match = pattern.exec(text);
      if (match) gaps.push(gapAt(source, match.index, reason));
    }
    if (text.includes('spring.config.name'))
      for (const literal of text
        .slice(0, 100_000)
        .matchAll(/["'](?:--spring\.config\.name=)?([\w,-]{1,60})["']/g))
        for (const name of (literal[1] ?? '').split(',')) configNames.add(name);
  }
  return {
    controllers,
    routers,
    indicators,
    security,
    filters,
    registrations,
    applications,
    gaps,
    configNames,
  };
}

/** Names of annotations of the project that carry `@RestController` themselves. */
async function composedStereotypes(
  files: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly RegExp[]> {
  const names = new Set<string>();
  for (const { path } of files) {
    if (!/\.(java|kt)$/.test(path)) continue;
    const text = (await view.read(path))?.text ?? '';
    if (!/@interface|annotation class/.test(text) || !/@(Rest)?Controller\b/.test(text)) continue;
    for (const match of text.matchAll(/(?:@interface|annotation class)\s+(\w+)/g)) names.add(match[1] ?? '');
  }
  return [...names].map((name) => new RegExp(`@${name}\\b`));
}

function languageOf(path: string): string {
  return path.endsWith('.groovy') ? 'Groovy' : 'Scala';
}

function gapAt(source: SourceText, offset: number, reason: string): RouteGap {
  return {
    framework: 'spring',
    span: source.span(offset, source.text.indexOf('\n', offset) + 1 || source.text.length),
    reason,
  };
}
