import type { RouteGap } from '../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../model/repository-view.js';
import type { SourceText } from '../model/source-text.js';

/** One kind of manifest: which packages in it serve HTTP and have no reader here. */
interface Manifest {
  readonly file: RegExp;
  /** Finds the packages; the group `name` is what the gap is called. Global. */
  readonly packages: RegExp;
}

/**
 * Packages that serve routes which no reader lists. Each becomes a gap where the manifest names it, so that nobody takes the routes that were
 * read for all. A line that ends with `// indirect` in go.mod is a dependency of a dependency.
 */
const manifests: readonly Manifest[] = [
  {
    file: /(^|\/)go\.mod$/,
    packages:
      /^[ \t]*(?:require[ \t]+)?(?:github\.com\/(?:valyala\/(?<fasthttp>fasthttp)|emicklei\/(?<restful>go-restful)|grpc-ecosystem\/(?<gateway>grpc-gateway)|twitchtv\/(?<twirp>twirp)|uptrace\/(?<bunrouter>bunrouter))|connectrpc\.com\/(?<connect>connect)|go-micro\.dev\/v\d+\/?(?<micro>))[^\s]*[ \t]+v[^\n/]*$/gm,
  },
  {
    file: /(^|\/)package\.json$/,
    packages:
      /"(?<name>@feathersjs\/feathers|sails|routing-controllers|inversify-express-utils|tsoa|@moleculer\/web|moleculer-web)"[ \t]*:[ \t]*"/g,
  },
  {
    file: /(^|\/)(?:requirements[^/]*\.txt|pyproject\.toml|Pipfile|setup\.(?:py|cfg))$/,
    packages: /^[ \t"']*(?<name>connexion|robyn|cherrypy|pyramid)\b(?!-)[ \t"']*(?:[[=<>~!,;@]|$)/gim,
  },
  {
    file: /(^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml)$/,
    packages: /(?<name>spring-boot-starter-jersey|helidon-[\w-]*webserver|jetty-server)\b/g,
  },
  {
    file: /(^|\/)(?:Gemfile|gems\.rb|[^/]+\.gemspec)$/,
    packages:
      /^[ \t]*(?:gem|\w+\.add_(?:runtime_)?dependency)[ \t(]+["'](?<name>hanami-router|padrino|cuba|syro|camping|webmachine|agoo|ramaze|rage-rb|hobbit|rack-health(?:check)?|rack-heartbeat|rack-ecg)["']/gm,
  },
  {
    file: /(^|\/)composer\.json$/,
    packages:
      /"(?<name>cakephp\/cakephp|codeigniter4\/framework|codeigniter\/framework|yiisoft\/yii2?|laminas\/laminas-mvc|mezzio\/mezzio|nette\/application|phalcon\/\w+|hyperf\/http-server|spiral\/framework|leafs\/leaf|mikecao\/flight|flightphp\/core|bcosca\/fatfree(?:-core)?|silex\/silex|bramus\/router|altorouter\/altorouter|nikic\/fast-route|league\/route|drupal\/core(?:-recommended)?|typo3\/cms-core|roots\/wordpress|silverstripe\/framework|api-platform\/(?:core|symfony|laravel)|filament\/filament|laravel\/nova|laravel\/fortify|laravel\/jetstream|swoole\/ide-helper|reactphp\/http|react\/http|workerman\/webman-framework)"[ \t]*:[ \t]*"/g,
  },
  {
    file: /(^|\/)Cargo\.toml$/,
    packages:
      /^(?:\[(?:[\w.'"()= -]+\.)?dependencies\.)?(?<name>salvo|ntex|tide|gotham|rouille|tiny_http|viz|trillium|thruster|dropshot|cot|iron|nickel|pavex|ohkami|graphul|astra|may_minihttp)\b(?!-)[ \t]*[=.\]]/gm,
  },
];

/** Whether a file is a manifest that may name a server library. */
export function isServerManifest({ path }: RepositoryFile): boolean {
  return manifests.some(({ file }) => file.test(path));
}

/**
 * A gap for each library of servers that a manifest depends on and lintel does not read, where the manifest names it.
 * @returns in the order of the files.
 */
export async function unreadFrameworks(
  files: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly RouteGap[]> {
  const gaps: RouteGap[] = [];
  for (const file of files) {
    const manifest = manifests.find(({ file: pattern }) => pattern.test(file.path));
    const source = manifest && (await view.read(file.path));
    if (source) gaps.push(...gapsIn(source, manifest));
  }
  return gaps;
}

function gapsIn(source: SourceText, { packages }: Manifest): readonly RouteGap[] {
  const found = new Map<string, RouteGap>();
  for (const match of source.text.matchAll(packages)) {
    const name = Object.values(match.groups ?? {}).find((group) => group !== undefined && group !== '');
    if (name === undefined || found.has(name)) continue;
    const start = match.index + match[0].indexOf(name);
    found.set(name, {
      framework: name,
      span: source.span(start, start + name.length),
      reason: `${name} may serve routes, and lintel does not read them`,
    });
  }
  return [...found.values()];
}
