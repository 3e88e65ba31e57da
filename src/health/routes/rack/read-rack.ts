import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { RouteReading } from '../../route-framework.js';
import { applicationsIn, resolved } from '../rack-apps/applications.js';
import { rackFacts } from '../rack-apps/extract.js';
import { handlerOf } from '../ruby/handlers.js';
import { RubyProject } from '../ruby/project.js';
import { pathsOf } from '../ruby/route-path.js';
import { isOfInterest } from '../../interest.js';
import { answeredPaths } from './middleware.js';
import { touchedInStack } from './touched-before.js';

/** Reads what stacks of Rack answer by themselves: lambdas and classes behind `map`, and middleware that looks at the path. */
export async function readRack(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const { stacks, apps } = await rackFacts(candidates, view);
  const applications = applicationsIn(apps);
  const project = new RubyProject(
    view,
    candidates.map(({ path }) => path),
  );
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const { kind, name, body, prefix, complete, span, text, condition, guards, uses } of stacks) {
    if (kind === 'use') continue;
    const [path = '/'] = pathsOf(prefix);
    const touched = isOfInterest(path, view) ? await touchedInStack(uses, path, project) : [];
    const base = {
      framework: 'rack',
      method: 'ANY' as const,
      pathComplete: complete,
      span,
      servedBy: 'code' as const,
      ...(condition !== undefined && { condition }),
      ...(guards.length > 0 && { guards }),
      ...(touched.length > 0 && { touchedBefore: touched }),
      confidence: 'high' as const,
    };
    if (isRead(name, text) || resolved(name, '', applications) !== undefined) continue;
    if (apps.some((one) => (one.name === name || one.name.endsWith(`::${name}`)) && one.handsTo.length > 0))
      continue;
    const type = name === '' ? undefined : await project.classNamed(name);
    const call = body ?? (type && (await project.methodOf(type, 'call'))?.body);
    const handler = call
      ? await handlerOf(name === '' ? undefined : name, { body: call, ...(type && { owner: type }) }, project)
      : undefined;
    if (path !== '/') routes.push({ ...base, path, ...(handler && { handler }) });
    // Below its path, or at the root, it answers what only its code knows.
    // What answers 404 serves nothing.
    else if (call && /\b404\b/.test(call.text)) continue;
    else if (call && handler?.constant === true) routes.push({ ...base, path: '/{*path}', handler });
    else gaps.push({ framework: 'rack', span, reason: `${text} is run and not read` });
  }
  for (const { type, text } of await usedMiddleware(candidates, view, project))
    for (const { path, body } of answeredPaths(type))
      routes.push({
        framework: 'rack',
        method: 'ANY',
        path,
        pathComplete: true,
        span: body.span,
        servedBy: 'code',
        handler: await handlerOf(text, { body, owner: type }, project),
        confidence: 'high',
      });
  return { routes, gaps, skipped: [] };
}

/** Applications of frameworks that have readers of their own. */
function isRead(name: string, text: string): boolean {
  return (
    /^(Rails|Hanami)\b|::Application$|^Sinatra::Application$/.test(name) ||
    /^(Rails|Hanami|\w+::Application)\b/.test(text) ||
    /^(app|handler|builder)$/.test(text)
  );
}

/** The classes of the project that are put into a stack and look at the path. */
async function usedMiddleware(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
  project: RubyProject,
): Promise<
  readonly {
    readonly type: NonNullable<Awaited<ReturnType<RubyProject['classNamed']>>>;
    readonly text: string;
  }[]
> {
  const names = new Map<string, string>();
  for (const { path } of candidates) {
    if (
      !/\.ru$|(^|\/)config\/(application|environments\/production|initializers\/[^/]+|app)\.rb$|(^|\/)(app|application|server)\.rb$/.test(
        path,
      )
    )
      continue;
    const source = await view.read(path);
    for (const match of (source?.text ?? '').matchAll(
      /^[ \t]*(?:(?:\w+\.)*middleware\.)?(?:use|insert|insert_before|insert_after|unshift)[ \t(]+([^\n#]*)/gm,
    ))
      for (const constant of (match[1] ?? '').matchAll(/["']?\b([A-Z]\w*(?:::[A-Z]\w*)*)/g))
        names.set(constant[1] ?? '', path);
  }
  const found = [];
  for (const [name, path] of [...names].slice(0, 200)) {
    const type = await project.classNamed(name, '', path);
    if (type && /PATH_INFO|REQUEST_PATH|\.path\b|path_info/.test(type.source.text))
      found.push({ type, text: name });
  }
  return found;
}
