import { dirname } from 'node:path/posix';
import type { Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { compareSpans } from '../../../model/source-span.js';
import { maskText } from '../../../syntax/masked-text.js';
import type { RouteReading } from '../../route-framework.js';
import { cpp } from './cpp.js';
import { csharp } from './csharp.js';
import { go } from './go.js';
import { jvm } from './jvm.js';
import type { GrpcLanguage, HealthServing, ProgramText } from './language.js';
import { node } from './node.js';
import { elixir, ruby, swift } from './others.js';
import { python } from './python.js';
import { rust } from './rust.js';
import { starterRoutes } from './starters.js';

const languages: readonly GrpcLanguage[] = [go, python, node, jvm, csharp, cpp, rust, ruby, elixir, swift];

/** The path below which all methods of the service stand. */
export const healthServicePath = '/grpc.health.v1.Health';

/** Finds where servers are given the gRPC health service, in all languages. */
export async function readGrpcHealth(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const unitOf = unitsOf(view);
  const routes: Route[] = [];
  for (const language of languages) {
    const files: ProgramText[] = [];
    for (const { path } of candidates.filter((file) => language.endings.test(file.path))) {
      const source = await view.read(path);
      if (!source || !mentionsGrpcHealth(source.text)) continue;
      const masked = maskText(path, source.text);
      if (masked) files.push({ ...masked, source, unit: unitOf(path) });
    }
    if (files.length > 0) routes.push(...language.find(files).map(routeOf));
  }
  routes.push(...(await starterRoutes(candidates, view)));
  return { routes: withoutRepeats(routes), gaps: [], skipped: [] };
}

/** Cheap: a file that matters speaks of health, and of gRPC or its words. */
function mentionsGrpcHealth(text: string): boolean {
  return /health|\bNOT_SERVING\b|NotServing/i.test(text) && /grpc|tonic|\bServing|SERVING/i.test(text);
}

function routeOf({ confidence, end, file, handler, servedBy, start }: HealthServing): Route {
  return {
    framework: 'grpc-health',
    method: 'GRPC',
    path: healthServicePath,
    pathComplete: true,
    span: file.source.span(start, end),
    servedBy: servedBy ?? 'code',
    ...(handler && { handler }),
    confidence: confidence ?? 'high',
  };
}

const manifest =
  /(?:^|\/)(?:go\.mod|package\.json|pyproject\.toml|requirements\.txt|setup\.py|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?|[^/]+\.csproj|CMakeLists\.txt|Gemfile|mix\.exs|Package\.swift|Dockerfile)$/;

/** Finds the unit of a path: the nearest directory that holds a manifest, the root otherwise. */
function unitsOf(view: RepositoryView): (path: string) => string {
  const directories = new Set(
    view.files.filter(({ path }) => manifest.test(path)).map(({ path }) => dirname(path)),
  );
  return (path) => {
    let directory = dirname(path);
    while (directory !== '.' && !directories.has(directory)) directory = dirname(directory);
    return directory;
  };
}

function withoutRepeats(routes: readonly Route[]): readonly Route[] {
  const seen = new Set<string>();
  return routes
    .toSorted((a, b) => compareSpans(a.span, b.span))
    .filter(({ span }) => {
      const key = `${span.file}:${span.line}`;
      return !seen.has(key) && seen.add(key);
    });
}
