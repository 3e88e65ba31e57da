import type { HttpMethod, Route, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { JavaAnnotation } from '../../../syntax/java/annotations.js';
import { foldString } from '../../../syntax/java/constants.js';
import type { JavaFile, JavaType } from '../../../syntax/java/file.js';
import type { JavaMethod } from '../../../syntax/java/method.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { httpMethods } from '../../http-methods.js';
import { join, normalise } from '../jvm/paths.js';
import { isOfInterest } from '../../interest.js';
import { routeHandler } from '../jvm/route-handler.js';
import type { RequestFilters } from './request-filters.js';

/** What stands before the paths of a file's resources. */
export interface ResourcePrefix {
  readonly prefix: string;
  readonly isKnown: boolean;
  /** What the settings put before a path. */
  readonly guardsOf?: (path: string) => readonly RouteGuard[];
}

/** `@GET` and its kind. */
function verbNamed(name: string): HttpMethod | undefined {
  return name === name.toUpperCase() ? httpMethods.get(name.toLowerCase()) : undefined;
}

/** Deeper sub-resources are loops. */
const deepest = 5;

/**
 * The routes of the resource classes of a file: `@Path` of class and method, with what is inherited from interfaces and base classes, and the
 * sub-resources that methods without a verb lead to. Interfaces for REST clients are clients.
 * Source: https://jakarta.ee/specifications/restful-ws/4.0/jakarta-restful-ws-spec-4.0#resources
 */
export async function readResources(
  file: JavaFile,
  program: JavaProgram,
  prefix: ResourcePrefix,
  filters: RequestFilters,
): Promise<{ readonly routes: readonly Route[]; readonly gaps: readonly RouteGap[] }> {
  const reader = new ResourceReader(program, prefix, filters);
  for (const type of file.types) {
    if (type.kind !== 'class' || type.isAbstract) continue;
    const hierarchy = await program.hierarchy(type);
    const root = hierarchy.find((one) => annotation(one.annotations, 'Path'));
    if (!root || hierarchy.some((one) => annotation(one.annotations, 'RegisterRestClient'))) continue;
    if (!isOfJaxRs(root.file)) continue;
    const path = await reader.pathOf(root.annotations, root);
    if (path === undefined) reader.gap(type.span, 'the path of the resource is made at run time');
    await reader.type(type, [prefix.prefix, path ?? ''], path !== undefined && prefix.isKnown, type, 0);
  }
  return { routes: reader.routes, gaps: reader.gaps };
}

export function isOfJaxRs({ imports, wildcards }: JavaFile): boolean {
  return [...imports, ...wildcards].some((one) => /^(jakarta|javax)\.ws\.rs\b/.test(one));
}

function annotation(annotations: readonly JavaAnnotation[], name: string): JavaAnnotation | undefined {
  return annotations.find((one) => one.name === name);
}

class ResourceReader {
  readonly routes: Route[] = [];
  readonly gaps: RouteGap[] = [];
  readonly #program: JavaProgram;
  readonly #prefix: ResourcePrefix;
  readonly #filters: RequestFilters;

  constructor(program: JavaProgram, prefix: ResourcePrefix, filters: RequestFilters) {
    this.#program = program;
    this.#prefix = prefix;
    this.#filters = filters;
  }

  gap(span: RouteGap['span'], reason: string): void {
    this.gaps.push({ framework: 'jax-rs', span, reason });
  }

  /** The path of a `@Path`; the empty text without one, undefined when only run time knows it. */
  async pathOf(annotations: readonly JavaAnnotation[], type: JavaType): Promise<string | undefined> {
    const member = annotation(annotations, 'Path')?.members.get('value');
    return member ? foldString(member, { file: type.file, type }, this.#program) : '';
  }

  /** @param anchor the class that serves all this. */
  async type(
    type: JavaType,
    around: readonly string[],
    isComplete: boolean,
    anchor: JavaType,
    depth: number,
  ): Promise<void> {
    const hierarchy = await this.#program.hierarchy(type);
    const seen = new Set<string>();
    for (const owner of hierarchy)
      for (const method of owner.methods) {
        const verb = method.annotations.flatMap(({ name }) => verbNamed(name) ?? [])[0];
        const hasPath = annotation(method.annotations, 'Path') !== undefined;
        const key = `${method.name}/${String(method.parameters.size)}`;
        if ((verb === undefined && !hasPath) || seen.has(key)) continue;
        seen.add(key);
        const path = await this.pathOf(method.annotations, owner);
        if (path === undefined) {
          this.gap(owner.file === anchor.file ? method.span : anchor.span, 'the path is made at run time');
          continue;
        }
        if (verb === undefined)
          await this.#locator(method, owner, [...around, path], isComplete, anchor, depth);
        else
          await this.#route(verb, { owner, method, type, hierarchy, anchor }, [...around, path], isComplete);
      }
    for (const one of hierarchy)
      for (const above of one.supertypes)
        if (
          /(Resource|Api|Controller|Endpoint)(Base)?$/.test(above) &&
          !(await this.#program.typeNamed(above, one.file))
        )
          this.gap(
            anchor.span,
            `${type.name} may inherit routes from ${above}, which is not in the repository`,
          );
  }

  /** A method without a verb: what it returns serves the rest of the path. */
  async #locator(
    method: JavaMethod,
    owner: JavaType,
    around: readonly string[],
    isComplete: boolean,
    anchor: JavaType,
    depth: number,
  ): Promise<void> {
    const written = /^Class<(.+)>$/.exec(method.result ?? '')?.[1] ?? method.result;
    const type = written === undefined ? undefined : await this.#program.typeNamed(written, owner.file);
    if (!type || depth >= deepest) {
      this.gap(anchor.span, `the sub-resource that ${method.name} returns is not known`);
      return;
    }
    await this.type(type, around, isComplete, anchor, depth + 1);
  }

  async #route(
    verb: HttpMethod,
    at: {
      readonly owner: JavaType;
      readonly method: JavaMethod;
      readonly type: JavaType;
      readonly hierarchy: readonly JavaType[];
      readonly anchor: JavaType;
    },
    segments: readonly string[],
    isComplete: boolean,
  ): Promise<void> {
    const { owner, method, type, hierarchy, anchor } = at;
    const path = normalise(
      join(...segments)
        .replaceAll(/\{\s*(\w[\w.-]*)\s*:\s*\.[*+]\s*\}/g, '{*$1}')
        .replaceAll(/\{\s*(\w[\w.-]*)\s*/g, '{$1'),
    );
    const running = hierarchy
      .flatMap(({ methods }) => methods)
      .find(
        (one) =>
          one.name === method.name &&
          one.parameters.size === method.parameters.size &&
          one.body !== undefined,
      );
    const guards = [...guardsOf(method, running, hierarchy), ...(this.#prefix.guardsOf?.(path) ?? [])];
    const touchedBefore = isOfInterest(path, this.#program.view)
      ? this.#filters.before(anchor.file.path, [
          ...method.annotations,
          ...(running?.annotations ?? []),
          ...hierarchy.flatMap(({ annotations }) => annotations),
        ])
      : [];
    const own = owner.file === anchor.file && owner === type;
    const at_ = method.annotations.find(({ name }) => name === 'Path' || verbNamed(name));
    this.routes.push({
      framework: 'jax-rs',
      method: verb,
      path,
      pathComplete: isComplete,
      span: own ? (at_?.span ?? method.span) : anchor.span,
      servedBy: 'code',
      handler: await routeHandler(path, type, running ?? method, this.#program),
      ...conditionOf([...type.annotations, ...method.annotations]),
      ...(guards.length > 0 && { guards }),
      ...(touchedBefore.length > 0 && { touchedBefore }),
      confidence: 'high',
    });
  }
}

/** `@RolesAllowed`, `@Authenticated` of the method or its class, unless the method permits all. */
function guardsOf(
  method: JavaMethod,
  running: JavaMethod | undefined,
  hierarchy: readonly JavaType[],
): readonly RouteGuard[] {
  const ofMethod = [...method.annotations, ...(running?.annotations ?? [])];
  const asks = /^(RolesAllowed|Authenticated|PermissionsAllowed)$/;
  const first = [ofMethod, ...hierarchy.map(({ annotations }) => annotations)]
    .map((annotations) => annotations.find(({ name }) => asks.test(name) || name === 'PermitAll'))
    .find((one) => one !== undefined);
  if (!first || first.name === 'PermitAll') return [];
  return [{ kind: 'authentication', span: first.span, text: first.text.slice(0, 120) }];
}

/** Quarkus: beans that exist in some builds only. */
function conditionOf(annotations: readonly JavaAnnotation[]): { readonly condition?: string } {
  const found = annotations.find(({ name }) =>
    /^(IfBuildProfile|UnlessBuildProfile|IfBuildProperty|UnlessBuildProperty)$/.test(name),
  );
  if (!found) return {};
  return {
    condition: /^@IfBuildProfile\("(dev|test)"\)$/.test(found.text)
      ? 'development only'
      : `only with ${found.text.slice(0, 100)}`,
  };
}
