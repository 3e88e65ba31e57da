import type { Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { foldStrings } from '../../../syntax/java/constants.js';
import type { JavaType } from '../../../syntax/java/file.js';
import { JavaProgram } from '../../../syntax/java/program.js';
import { childAt, childrenNamed, parseProjectXml } from '../../../syntax/manifests/project-xml.js';
import type { RouteReading } from '../../route-framework.js';
import { handlerOf } from '../jvm/handlers.js';
import { join } from '../jvm/paths.js';

/** A class and the patterns that requests for it have. */
interface Mapping {
  readonly type: JavaType;
  readonly patterns: readonly string[];
  readonly span: SourceSpan;
}

/** Reads the servlets of a project, by annotation and by `web.xml`. */
export async function readServlets(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const paths = candidates.map(({ path }) => path);
  const sources = paths.filter((path) => /\.(java|kt)$/.test(path));
  const program = new JavaProgram(view, sources);
  const mappings: Mapping[] = [];
  for (const path of sources)
    if (/@WebServlet\b/.test((await view.read(path))?.text ?? ''))
      mappings.push(...(await annotated(path, program)));
  for (const path of paths)
    if (path.endsWith('web.xml')) mappings.push(...(await mapped(path, sources, program, view)));
  const routes: Route[] = [];
  for (const mapping of mappings) routes.push(...(await routesOf(mapping, program)));
  return { routes, gaps: [], skipped: program.skipped };
}

async function annotated(path: string, program: JavaProgram): Promise<readonly Mapping[]> {
  const found: Mapping[] = [];
  for (const type of (await program.file(path))?.types ?? [])
    for (const { members, name, span } of type.annotations) {
      const written = members.get('urlPatterns') ?? members.get('value');
      if (name !== 'WebServlet' || !written) continue;
      const patterns = await foldStrings(written, { file: type.file, type }, program);
      if (patterns) found.push({ type, patterns, span });
    }
  return found;
}

async function mapped(
  path: string,
  sources: readonly string[],
  program: JavaProgram,
  view: RepositoryView,
): Promise<readonly Mapping[]> {
  const source = await view.read(path);
  const root = source && parseProjectXml(source);
  const found: Mapping[] = [];
  for (const servlet of childrenNamed(root, 'servlet')) {
    const name = childAt(servlet, 'servlet-name')?.text;
    const written = childAt(servlet, 'servlet-class')?.text ?? '';
    const patterns = childrenNamed(root, 'servlet-mapping')
      .filter((one) => childAt(one, 'servlet-name')?.text === name)
      .flatMap((one) => childrenNamed(one, 'url-pattern').map(({ text }) => text));
    const file = sources.find((one) => one.endsWith(`/${written.replaceAll('.', '/')}.java`));
    const type = file === undefined ? undefined : (await program.file(file))?.types[0];
    if (type && patterns.length > 0) found.push({ type, patterns, span: servlet.span });
  }
  return found;
}

async function routesOf({ patterns, span, type }: Mapping, program: JavaProgram): Promise<readonly Route[]> {
  const answering =
    type.methods.find(({ name }) => name === 'doGet') ?? type.methods.find(({ name }) => name === 'service');
  if (!answering) return [];
  const handler = await handlerOf(type, answering, program);
  return patterns.flatMap((pattern): Route[] => {
    if (!pattern.startsWith('/')) return [];
    return [
      {
        framework: 'servlet',
        method: answering.name === 'doGet' ? 'GET' : 'ANY',
        path: pattern.endsWith('/*') ? join(pattern.slice(0, -2), '{*rest}') : join(pattern),
        pathComplete: false,
        span,
        servedBy: 'code',
        handler,
        confidence: 'medium',
      },
    ];
  });
}
