import { dirname } from 'node:path/posix';
import type { Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { canonicalName, readSettings, settled } from '../jvm/settings.js';
import type { SpringSettings } from '../jvm/settings.js';

/** A library that starts a gRPC server with the health service in it. */
interface Starter {
  readonly name: string;
  /** The artifact in a build file. Global. */
  readonly artifact: RegExp;
  /** Another artifact that must be there, or the library serves no health. */
  readonly needs?: RegExp;
  /** The setting that switches health off when it is `false`. */
  readonly switch: string;
  readonly port: { readonly setting: string; readonly usual: number };
}

/**
 * Sources: https://github.com/grpc-ecosystem/grpc-spring (GrpcHealthServiceAutoConfiguration), https://github.com/LogNet/grpc-spring-boot-starter,
 * https://docs.spring.io/spring-grpc/reference/server.html#_health, https://quarkus.io/guides/grpc-service-implementation#health-check,
 * https://micronaut-projects.github.io/micronaut-grpc/latest/guide/#health
 */
const starters: readonly Starter[] = [
  {
    name: 'grpc-spring',
    artifact: /(?:net\.devh|com\.github\.yidongnan)[\s\S]{0,60}?\bgrpc-(?:server-)?spring-boot-starter\b/g,
    switch: 'grpc.server.health-service-enabled',
    port: { setting: 'grpc.server.port', usual: 9090 },
  },
  {
    name: 'lognet-grpc',
    artifact: /io\.github\.lognet[\s\S]{0,60}?\bgrpc-spring-boot-starter\b/g,
    switch: 'grpc.enabled',
    port: { setting: 'grpc.port', usual: 6565 },
  },
  {
    name: 'spring-grpc',
    artifact:
      /org\.springframework\.(?:grpc|boot)[\s\S]{0,60}?\bspring(?:-boot-starter)?-grpc-(?:server-|server-web-)?(?:spring-boot-starter|server)?\b/g,
    switch: 'spring.grpc.server.health.enabled',
    port: { setting: 'spring.grpc.server.port', usual: 9090 },
  },
  {
    name: 'quarkus-grpc',
    artifact: /io\.quarkus[\s\S]{0,60}?\bquarkus-grpc\b/g,
    switch: 'quarkus.grpc.server.health.enabled',
    port: { setting: 'quarkus.grpc.server.port', usual: 9000 },
  },
  {
    name: 'micronaut-grpc',
    artifact: /io\.micronaut\.grpc[\s\S]{0,60}?\bmicronaut-grpc-(?:server-)?runtime\b/g,
    needs: /\bgrpc-services\b/,
    switch: 'grpc.server.health.enabled',
    port: { setting: 'grpc.server.port', usual: 50_051 },
  },
];

const buildFile = /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/;
const settingsFile = /(?:^|\/)application\.(?:ya?ml|properties)$/;

/** The health services that starters bring: in modules that depend on one and hold a gRPC service. */
export async function starterRoutes(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly Route[]> {
  const builds = candidates.filter(({ path }) => buildFile.test(path));
  const modules = new Set(builds.map(({ path }) => dirname(path)));
  const routes: Route[] = [];
  for (const { path } of builds) {
    const source = await view.read(path);
    if (!source || !/grpc/.test(source.text)) continue;
    const text = withoutComments(source.text);
    for (const starter of starters) {
      const match = starter.artifact.exec(text);
      starter.artifact.lastIndex = 0;
      if (!match || starter.needs?.test(text) === false) continue;
      const inside = candidates.filter((file) => moduleOf(file.path, modules) === dirname(path));
      if (!(await hasService(inside, view))) continue;
      const settings = await settingsOf(inside, view);
      if (settings.get(canonicalName(starter.switch))?.value.trim() === 'false') continue;
      const port = portOf(starter, settings);
      const artifact = match.index + match[0].search(/[\w-]+$/);
      routes.push({
        framework: 'grpc-health',
        method: 'GRPC',
        path: '/grpc.health.v1.Health',
        pathComplete: true,
        span: source.span(artifact, match.index + match[0].length),
        servedBy: 'dependency',
        ...(port !== undefined && { port }),
        confidence: 'medium',
      });
      break;
    }
  }
  return routes;
}

/** Comments of XML and Groovy as blanks. */
function withoutComments(text: string): string {
  return text.replaceAll(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|(?<![:"'\w])\/\/[^\n]*/g, (comment) =>
    comment.replaceAll(/[^\r\n]/g, ' '),
  );
}

function moduleOf(path: string, modules: ReadonlySet<string>): string {
  let directory = dirname(path);
  while (directory !== '.' && !modules.has(directory)) directory = dirname(directory);
  return directory;
}

async function hasService(files: readonly RepositoryFile[], view: RepositoryView): Promise<boolean> {
  for (const { path } of files) {
    if (!/\.(?:java|kt)$/.test(path)) continue;
    const text = (await view.read(path))?.text ?? '';
    if (
      /@G[rR][pP]cService\b/.test(text) ||
      (/@Service\b|@Singleton\b/.test(text) && /ImplBase\b/.test(text))
    )
      return true;
  }
  return false;
}

async function settingsOf(files: readonly RepositoryFile[], view: RepositoryView): Promise<SpringSettings> {
  const all = new Map<string, NonNullable<ReturnType<SpringSettings['get']>>>();
  for (const { path } of files) {
    const source = settingsFile.test(path) ? await view.read(path) : undefined;
    for (const [name, setting] of source ? readSettings(source).always : []) all.set(name, setting);
  }
  return all;
}

/** The port, when it is a number; not known when only the environment has it. Zero and below switch a server off or let the system choose. */
function portOf({ port }: Starter, settings: SpringSettings): number | undefined {
  if (!settings.has(canonicalName(port.setting))) return port.usual;
  const value = Number(settled(settings, port.setting));
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
