import { posix } from 'node:path';
import type { HttpMethod } from '../../../model/endpoint.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { CSharpClass } from '../../../syntax/csharp/files.js';
import type { Expression } from '../../../syntax/imperative/tree.js';
import type { Application } from './application.js';
import { foldText } from './fold.js';
import { handlerOf, placeOf, reachFor } from './handlers.js';
import { joinTemplates, pathsOfTemplate } from './paths.js';
import type { Convention, Drafts, RouteDraft } from './pipeline.js';
import { expressionsIn } from './tree-walk.js';
import type { ClassesMapped } from './mapped-classes.js';

type Call = Expression & { readonly kind: 'call' };

const verbs: ReadonlyMap<string, HttpMethod> = new Map([
  ['Get', 'GET'],
  ['Post', 'POST'],
  ['Put', 'PUT'],
  ['Patch', 'PATCH'],
  ['Delete', 'DELETE'],
  ['Head', 'HEAD'],
]);

/**
 * The routes of FastEndpoints: what `Configure` of each endpoint class says. Endpoints ask for authentication unless they allow anybody.
 * Source: https://fast-endpoints.com/docs/get-started and https://fast-endpoints.com/docs/security
 */
export async function readFastEndpoints(
  mapped: ClassesMapped,
  application: Application,
  drafts: Drafts,
): Promise<void> {
  const bases = ['Endpoint', 'EndpointWithoutRequest', 'Ep', 'EndpointWithMapping', 'EndpointWithMapper'];
  for (const base of bases)
    for (const type of await application.files.classesUnder(base))
      if (application.contains(type.file.source.path)) await readEndpoint(type, mapped, application, drafts);
}

async function readEndpoint(
  { file, node }: CSharpClass,
  mapped: ClassesMapped,
  application: Application,
  drafts: Drafts,
): Promise<void> {
  const configure = node.methods.find(({ name }) => name === 'Configure');
  const attributes = node.attributes.filter(({ name }) => /^Http(Get|Post|Put|Patch|Delete)$/.test(name));
  const calls = [...expressionsIn(configure?.function.body ?? [])].filter(
    (one): one is Call => one.kind === 'call' && !one.object,
  );
  const handler = node.methods.find(({ name }) => /^(Handle|Execute)Async$/.test(name));
  const isOpen =
    calls.some(({ name }) => name === 'AllowAnonymous') ||
    node.attributes.some(({ name }) => name === 'AllowAnonymous');
  const conventions: Convention[] = isOpen
    ? []
    : [
        {
          name: 'RequireAuthorization',
          span: file.source.span(node.head.start, node.head.end),
          text: `${node.name} does not call AllowAnonymous()`,
        },
      ];
  const scope = { file, owner: node };
  const written = [
    ...calls.flatMap((call) => {
      const verb = verbs.get(call.name);
      return verb ? call.arguments.map((one) => ({ verb, value: one.value, at: call })) : [];
    }),
    ...attributes.flatMap((one) => {
      const verb = verbs.get(one.name.slice(4));
      return verb ? one.arguments.map(({ value }) => ({ verb, value, at: value })) : [];
    }),
  ];
  for (const { verb, value, at } of written) {
    const template = await foldText(value, scope, application.files);
    const span = application.owns(file.source.path) ? file.source.span(at.start, at.end) : mapped.span;
    if (template === undefined) {
      drafts.gap(span, 'the path is made at run time');
      continue;
    }
    const full = joinTemplates(mapped.scope.prefix, mapped.prefix ?? '', template);
    for (const path of pathsOfTemplate(full))
      drafts.routes.push({
        method: verb,
        path,
        isComplete: mapped.scope.isComplete,
        span,
        servedBy: 'code',
        scope: mapped.scope,
        conventions,
        ...(handler && {
          handler: await handlerOf(
            placeOf(file, node, handler),
            application.files,
            reachFor(path, application.files),
          ),
        }),
      });
  }
  if (calls.some(({ name }) => name === 'Routes' || name === 'Group' || name === 'RoutePrefixOverride'))
    drafts.gap(
      file.source.span(node.head.start, node.head.end),
      'the routes of the endpoint are joined in code',
    );
}

/**
 * Razor pages (`Pages/**.cshtml` with `@page`) and Blazor components (`@page "/counter"`).
 * Source: https://learn.microsoft.com/aspnet/core/razor-pages/razor-pages-conventions
 */
export async function readPages(
  paths: readonly string[],
  mapped: ClassesMapped,
  application: Application,
  drafts: Drafts,
  view: RepositoryView,
): Promise<void> {
  for (const path of paths) {
    if (!application.contains(path)) continue;
    const source = await view.read(path);
    const lines = [...(source?.text.slice(0, 20_000).matchAll(/^\s*@page\b[ \t]*(?:"([^"\n]*)")?/gm) ?? [])];
    for (const line of lines) {
      if (!source) continue;
      const template = line[1] ?? '';
      const isPage = path.endsWith('.cshtml');
      if (!isPage && template === '') continue;
      for (const own of isPage ? pagePaths(path, template) : pathsOfTemplate(template)) {
        const draft: RouteDraft = {
          method: 'GET',
          path: own,
          isComplete: mapped.scope.isComplete,
          span: application.owns(path)
            ? source.span(line.index + line[0].indexOf('@'), line.index + line[0].length)
            : mapped.span,
          servedBy: 'code',
          scope: mapped.scope,
          conventions: [],
        };
        drafts.routes.push(draft);
      }
    }
  }
}

/** `Pages/Orders/Index.cshtml` → `/Orders` and `/Orders/Index`; areas put their name before. */
function pagePaths(path: string, template: string): readonly string[] {
  const match = /(?:(?:^|\/)Areas\/(\w+)\/Pages|(?:^|\/)Pages)\/(.+)\.cshtml$/.exec(path);
  if (!match) return [];
  if (template.startsWith('/')) return pathsOfTemplate(template);
  const page = posix.join(match[1] ?? '', match[2] ?? '');
  const plain = page.replace(/(^|\/)Index$/, '');
  return [...new Set([plain, page])].flatMap((one) => pathsOfTemplate(joinTemplates(one, template)));
}
