import type { Touch } from '../../../model/endpoint.js';
import type { JavaAnnotation } from '../../../syntax/java/annotations.js';
import type { JavaType } from '../../../syntax/java/file.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import type { BuildModule } from '../jvm/build-module.js';
import { moduleOf } from '../jvm/builds.js';
import { sureTouches } from '../jvm/sure-touches.js';

/** A filter that a request passes before its resource. */
interface RequestFilter {
  readonly touches: readonly Touch[];
  /** Names of the annotations that bind it to some resources; none = it is for all. */
  readonly bindings: readonly string[];
  readonly module: BuildModule | undefined;
}

/** Annotations of a filter that say nothing of when it runs. */
const neutral =
  /^(?:Provider|Priority|PreMatching|ApplicationScoped|RequestScoped|Singleton|Dependent|Component|Service|Named|Slf4j|Log|JBossLog|CommonsLog|RequiredArgsConstructor|AllArgsConstructor|NoArgsConstructor|SuppressWarnings|Override|Unremovable|RegisterForReflection|Generated)$/;

/**
 * What filters of JAX-RS surely touch before resources: `@Provider` classes that implement `ContainerRequestFilter`, where they are bound by
 * name only those resources, and methods with `@ServerRequestFilter`.
 * Sources: https://jakarta.ee/specifications/restful-ws/4.0/jakarta-restful-ws-spec-4.0#filters_and_interceptors,
 * https://quarkus.io/guides/rest#request-or-response-filters
 */
export class RequestFilters {
  readonly #filters: RequestFilter[] = [];
  readonly #builds: readonly BuildModule[];

  constructor(builds: readonly BuildModule[]) {
    this.#builds = builds;
  }

  /** Notes the filters of a file. */
  async add(path: string, program: JavaProgram): Promise<void> {
    for (const type of (await program.file(path))?.types ?? []) {
      if (type.kind !== 'class' || type.isAbstract) continue;
      const isProvider = type.annotations.some(({ name }) => name === 'Provider');
      const isFilter = (await program.hierarchy(type)).some(({ supertypes }) =>
        supertypes.some((name) => name.endsWith('ContainerRequestFilter')),
      );
      for (const method of type.methods) {
        const isOfFilter =
          isFilter &&
          isProvider &&
          method.name === 'filter' &&
          method.parameters.size === 1 &&
          [...method.parameters.values()].some((one) => one.endsWith('ContainerRequestContext'));
        const isMarked = method.annotations.some(({ name }) => name === 'ServerRequestFilter');
        if (!isOfFilter && !isMarked) continue;
        const bindings = await bindingsOf(
          [...type.annotations, ...(isMarked ? method.annotations : [])],
          type,
          program,
        );
        const touches = bindings ? await sureTouches(type, method, program) : [];
        if (bindings && touches.length > 0)
          this.#filters.push({ touches, bindings, module: moduleOf(path, this.#builds) });
      }
    }
  }

  /** What stands before a method of a resource, by the annotations of the method and its class. */
  before(path: string, annotations: readonly JavaAnnotation[]): readonly Touch[] {
    const module = moduleOf(path, this.#builds);
    const names = new Set(annotations.map(({ name }) => name));
    return this.#filters
      .filter((one) => one.module === module && one.bindings.every((name) => names.has(name)))
      .flatMap(({ touches }) => touches);
  }
}

/** The name bindings among some annotations; undefined when one of them is not known and may be a condition. */
async function bindingsOf(
  annotations: readonly JavaAnnotation[],
  type: JavaType,
  program: JavaProgram,
): Promise<readonly string[] | undefined> {
  const bindings: string[] = [];
  for (const { name } of annotations) {
    if (neutral.test(name) || name === 'ServerRequestFilter') continue;
    const declared = await program.typeNamed(name, type.file);
    if (declared?.kind !== 'annotation') return undefined;
    if (declared.annotations.some((one) => one.name === 'NameBinding')) bindings.push(name);
    else return undefined;
  }
  return bindings;
}
