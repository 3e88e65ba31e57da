import type { Route, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { CSharpFiles } from '../../../syntax/csharp/files.js';
import type { CSharpMethod } from '../../../syntax/csharp/files.js';
import type { RouteReading } from '../../route-framework.js';
import type { Application } from './application.js';
import { readFastEndpoints, readPages } from './class-routes.js';
import { readControllers } from './controllers.js';
import { registeredChecks } from './health-checks.js';
import type { RegisteredCheck } from './health-checks.js';
import { Drafts } from './pipeline.js';
import { closureOf, projectOf, readProjects } from './projects.js';
import type { DotnetProject } from './projects.js';
import { isAppSettings, readAppSettings } from './settings.js';
import { noteOf } from './source-notes.js';
import type { SourceNote } from './source-notes.js';
import { StartWalk } from './start-walk.js';

/** Reads the routes of the ASP.NET applications of a repository. */
export async function readAspnet(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const paths = candidates.map(({ path }) => path);
  const sources = paths.filter((path) => path.endsWith('.cs'));
  const files = new CSharpFiles(view);
  const notes = new Map<string, SourceNote>();
  for (const path of sources) {
    const source = await view.read(path);
    if (!source) continue;
    files.add(source);
    const note = noteOf(source);
    if (note) notes.set(path, note);
  }
  const starts = [...notes].filter(([, note]) => note.isStart);
  if (starts.length === 0) return { routes: [], gaps: [], skipped: [] };
  const projects = await readProjects(
    paths.filter((path) => path.endsWith('.csproj')),
    view,
  );
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const project of applicationsOf(starts, projects)) {
    const read = await readApplication(project, { files, notes, projects, paths, view });
    routes.push(...read.routes);
    gaps.push(...read.gaps);
  }
  return { routes, gaps, skipped: files.skipped };
}

/** The projects that start a web application; a repository without projects is one. */
function applicationsOf(
  starts: readonly (readonly [string, SourceNote])[],
  projects: readonly DotnetProject[],
): readonly DotnetProject[] {
  const root: DotnetProject = { path: '', directory: '.', references: [], packages: [] };
  return [...new Set(starts.map(([path]) => projectOf(path, projects) ?? root))];
}

interface Repository {
  readonly files: CSharpFiles;
  readonly notes: ReadonlyMap<string, SourceNote>;
  readonly projects: readonly DotnetProject[];
  readonly paths: readonly string[];
  readonly view: RepositoryView;
}

async function readApplication(
  project: DotnetProject,
  { files, notes, projects, paths, view }: Repository,
): Promise<{ readonly routes: readonly Route[]; readonly gaps: readonly RouteGap[] }> {
  const closure = closureOf(project, projects);
  const directoryOf = (path: string): string => projectOf(path, projects)?.directory ?? '.';
  const contains = (path: string): boolean => closure.has(directoryOf(path));
  const owns = (path: string): boolean => directoryOf(path) === project.directory;
  const within = [...notes].filter(([path]) => contains(path));
  const settings = await readAppSettings(
    paths.filter((path) => isAppSettings(path) && owns(path)),
    view,
  );
  const first = async (
    has: (note: SourceNote) => number | undefined,
  ): Promise<{ source: SourceText; at: number } | undefined> => {
    for (const [path, note] of within) {
      const at = has(note);
      const source = at === undefined ? undefined : await view.read(path);
      if (source && at !== undefined) return { source, at };
    }
    return undefined;
  };
  const guardAt = async (
    kind: RouteGuard['kind'],
    has: (note: SourceNote) => number | undefined,
  ): Promise<RouteGuard | undefined> => {
    const found = await first(has);
    if (!found) return undefined;
    const { source, at } = found;
    const line = source.line(source.position(at).line).trim().slice(0, 120);
    return { kind, span: source.span(at, at + 1), text: line };
  };
  let checks: Promise<readonly RegisteredCheck[]> | undefined;
  const usesAspire = projects.some(
    ({ directory, packages }) =>
      closure.has(directory) &&
      packages.some((name) => name.startsWith('Aspire.') && !name.startsWith('Aspire.Hosting')),
  );
  const application: Application = {
    project,
    files,
    contains,
    owns,
    checks: async () => {
      const registering = within.filter(([, note]) => note.registersChecks);
      checks ??= registeredChecks(
        registering.map(([path]) => ({ path, usesAspire })),
        files,
      );
      return checks;
    },
    hasHttpsPort:
      (await first(({ httpsPort }) => httpsPort)) !== undefined ||
      [...settings].some(
        ([name, { value }]) =>
          name === 'https_port' || (/^kestrel:endpoints:.*:url$/.test(name) && value.startsWith('https:')),
      ),
    globalLimiter: await guardAt('rate-limit', ({ globalLimiter }) => globalLimiter),
    mappersNamed: async (name) => {
      const found: CSharpMethod[] = [];
      for (const [path, note] of within) {
        if (!note.mappers.has(name)) continue;
        const file = await files.file(path);
        for (const owner of file?.program.classes ?? [])
          for (const node of owner.methods)
            if (file && node.name === name && node.function.body.length > 0)
              found.push({ file, owner, node });
      }
      return found;
    },
  };
  const drafts = new Drafts();
  drafts.fallbackPolicy = await guardAt('authentication', ({ fallbackPolicy }) => fallbackPolicy);
  const hosts = settings.get('allowedhosts');
  if (hosts && hosts.value.trim() !== '' && !hosts.value.includes('*'))
    drafts.everywhere.push({
      kind: 'host-check',
      span: hosts.span,
      text: `AllowedHosts: ${hosts.value}`.slice(0, 120),
    });
  const walk = new StartWalk(application, drafts);
  const starts = [...notes].filter(([path, note]) => note.isStart && owns(path)).map(([path]) => path);
  for (const path of starts) {
    const file = await files.file(path);
    if (file) await walk.file(file);
  }
  for (const path of starts) {
    const file = await files.file(path);
    if (file) await walk.hosts(file);
  }
  await readControllers(
    within.filter(([, note]) => note.hasControllers).map(([path]) => path),
    walk.controllers,
    application,
    drafts,
  );
  for (const mapped of walk.classes)
    if (mapped.kind === 'fast-endpoints') await readFastEndpoints(mapped, application, drafts);
    else
      await readPages(
        paths.filter((path) => /\.(cshtml|razor)$/.test(path)),
        mapped,
        application,
        drafts,
        view,
      );
  const global = await first(({ routeConvention }) => routeConvention);
  if (global && walk.controllers.length > 0)
    drafts.gap(
      owns(global.source.path)
        ? global.source.span(global.at, global.at + 1)
        : (walk.controllers[0]?.span ?? global.source.span(global.at, global.at + 1)),
      'a convention changes the paths of controllers in code',
    );
  return { routes: drafts.finished(), gaps: drafts.gaps };
}
