import type { HttpMethod, Route, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { JavaAnnotation } from '../../../syntax/java/annotations.js';
import { foldStrings } from '../../../syntax/java/constants.js';
import type { JavaFile, JavaType } from '../../../syntax/java/file.js';
import type { JavaMethod } from '../../../syntax/java/method.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { join } from '../jvm/paths.js';
import { routeHandler } from '../jvm/route-handler.js';
import { filled } from '../jvm/settings.js';
import type { SpringSettings } from '../jvm/settings.js';

const verbs: ReadonlyMap<string, HttpMethod> = new Map([
  ['Get', 'GET'],
  ['Post', 'POST'],
  ['Put', 'PUT'],
  ['Patch', 'PATCH'],
  ['Delete', 'DELETE'],
  ['Head', 'HEAD'],
  ['Options', 'OPTIONS'],
  ['CustomHttpMethod', 'ANY'],
]);

/** What an application puts before the routes of a file. */
export interface MicronautContext {
  readonly prefix: string;
  readonly isPrefixKnown: boolean;
  readonly settings: SpringSettings;
}

/**
 * The routes of the `@Controller` classes of a file, with what they inherit; `@Client` interfaces are clients.
 * Source: https://docs.micronaut.io/latest/guide/#routing
 */
export async function readControllers(
  file: JavaFile,
  program: JavaProgram,
  context: MicronautContext,
): Promise<{ readonly routes: readonly Route[]; readonly gaps: readonly RouteGap[] }> {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const type of file.types) {
    const controller = type.annotations.find(({ name }) => name === 'Controller');
    if (!controller || type.isAbstract || !isMicronauts(file, 'Controller')) continue;
    const bases = await pathsOf(controller, type, program, context.settings);
    if (!bases) gaps.push(gapAt(controller, 'the path of the controller is made at run time'));
    const hierarchy = await program.hierarchy(type);
    const seen = new Set<string>();
    for (const owner of hierarchy)
      for (const method of owner.methods) {
        const key = `${method.name}/${String(method.parameters.size)}`;
        const mappings = method.annotations.filter(({ name }) => verbs.has(name));
        if (seen.has(key) || mappings.length === 0) continue;
        seen.add(key);
        for (const mapping of mappings) {
          const paths = await pathsOf(mapping, owner, program, context.settings);
          if (!paths) {
            gaps.push(gapAt(owner === type ? mapping : controller, 'the path is made at run time'));
            continue;
          }
          for (const base of bases ?? [''])
            for (const path of paths) {
              const full = spelled(join(context.prefix, base, path));
              const guards = guardsOf(method, hierarchy);
              routes.push({
                framework: 'micronaut',
                method: verbs.get(mapping.name) ?? 'ANY',
                path: full,
                pathComplete: bases !== undefined && context.isPrefixKnown,
                span: owner === type ? mapping.span : type.span,
                servedBy: 'code',
                handler: await routeHandler(full, type, running(method, hierarchy), program),
                ...conditionOf([...type.annotations, ...method.annotations]),
                ...(guards.length > 0 && { guards }),
                confidence: 'high',
              });
            }
        }
      }
    for (const one of hierarchy)
      for (const above of one.supertypes)
        if (
          /(Api|Operations|Controller|Endpoint)$/.test(above) &&
          !(await program.typeNamed(above, one.file))
        )
          gaps.push({
            framework: 'micronaut',
            span: type.span,
            reason: `${type.name} may inherit routes from ${above}, which is not in the repository`,
          });
  }
  return { routes, gaps };
}

function gapAt({ span }: JavaAnnotation, reason: string): RouteGap {
  return { framework: 'micronaut', span, reason };
}

export function isMicronauts({ imports, wildcards }: JavaFile, name: string): boolean {
  return (
    imports.includes(`io.micronaut.http.annotation.${name}`) ||
    wildcards.includes('io.micronaut.http.annotation')
  );
}

function running(method: JavaMethod, hierarchy: readonly JavaType[]): JavaMethod {
  return (
    hierarchy
      .flatMap(({ methods }) => methods)
      .find(
        (one) =>
          one.name === method.name &&
          one.parameters.size === method.parameters.size &&
          one.body !== undefined,
      ) ?? method
  );
}

/** `@Get("/x")`, `@Get(uri = "/x")`, `@Get(uris = {"/a", "/b"})`; `['']` when none is written. */
async function pathsOf(
  annotation: JavaAnnotation,
  type: JavaType,
  program: JavaProgram,
  settings: SpringSettings,
): Promise<readonly string[] | undefined> {
  const member = ['uris', 'value', 'uri', 'path'].map((name) => annotation.members.get(name)).find(Boolean);
  if (!member) return [''];
  const texts = (await foldStrings(member, { file: type.file, type }, program))?.map((text) =>
    filled(text, settings),
  );
  if (!texts?.every((text) => text !== undefined)) return undefined;
  return texts.length === 0 ? [''] : texts;
}

/** URI templates (RFC 6570) in lintel's spelling: queries vanish, `{/id}` → `/{id}`, `{+path}` → `{*path}`, `{id:4}` → `{id}`. */
function spelled(template: string): string {
  const path = template
    .replaceAll(/\{[?&#][^{}]*\}/g, '')
    .replaceAll(/\{\/([^{},]+)[^{}]*\}/g, '/{$1}')
    .replaceAll(/\{\+?([\w-]+)(:\.[*+]|\*)?\}/g, (whole, name: string, rest?: string) =>
      rest !== undefined || whole.startsWith('{+') ? `{*${name}}` : `{${name}}`,
    )
    .replaceAll(/\{([\w-]+):[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, '{$1}')
    .replaceAll('{.ext}', '');
  return join(path);
}

/** `@Secured` of the method or the class, unless it lets anybody in. */
function guardsOf(method: JavaMethod, hierarchy: readonly JavaType[]): readonly RouteGuard[] {
  const [first] = [method.annotations, ...hierarchy.map(({ annotations }) => annotations)].flatMap(
    (annotations) => annotations.find(({ name }) => /^(Secured|PermitAll|RolesAllowed)$/.test(name)) ?? [],
  );
  if (!first || first.name === 'PermitAll' || /isAnonymous|IS_ANONYMOUS/.test(first.text)) return [];
  return [{ kind: 'authentication', span: first.span, text: first.text.slice(0, 120) }];
}

function conditionOf(annotations: readonly JavaAnnotation[]): { readonly condition?: string } {
  const found = annotations.find(
    ({ name, text }) => name === 'Requires' && /\b(env|notEnv|property)\b/.test(text),
  );
  return found ? { condition: `only with ${found.text.slice(0, 120)}` } : {};
}
