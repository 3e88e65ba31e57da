import type { Route, Touch } from '../../../model/endpoint.js';
import type { JavaAnnotation } from '../../../syntax/java/annotations.js';
import { foldStrings } from '../../../syntax/java/constants.js';
import type { JavaExpression } from '../../../syntax/java/expression.js';
import type { JavaType } from '../../../syntax/java/file.js';
import type { JavaMethod } from '../../../syntax/java/method.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { antPatternCovers } from '../jvm/ant-patterns.js';
import { sureTouches } from '../jvm/sure-touches.js';

/** A filter of the server with the patterns of the paths that it is for. */
export interface ServerFilter {
  readonly patterns: readonly string[];
  readonly touches: readonly Touch[];
}

/** Annotations under which a filter is not always there, or is there for some requests only. */
const conditional =
  /^(?:Requires|Replaces|Primary|Secondary|Factory|.*(?:Binding|FilterMatcher|Condition\w*))$/;
const everything = ['/**'];

/**
 * The filters of a file that surely touch something: `HttpServerFilter` with `@Filter`, and `@ServerFilter` classes with `@RequestFilter` methods.
 * Source: https://docs.micronaut.io/latest/guide/#filters
 */
export async function serverFiltersIn(path: string, program: JavaProgram): Promise<readonly ServerFilter[]> {
  const found: ServerFilter[] = [];
  for (const type of (await program.file(path))?.types ?? []) {
    if (type.kind !== 'class' || type.isAbstract) continue;
    const marked = type.annotations.find(({ name }) => name === 'Filter' || name === 'ServerFilter');
    if (!marked || type.annotations.some(({ name }) => conditional.test(name))) continue;
    const own = await patternsOf(marked, type, program);
    for (const method of type.methods) {
      const request = method.annotations.find(({ name }) => name === 'RequestFilter');
      if (!own || (marked.name === 'ServerFilter' ? !request : !isServerFilter(type, method))) continue;
      // A pattern of the method stands for that of the class.
      const patterns = request?.members.size ? await patternsOf(request, type, program) : own;
      const touches = patterns ? await sureTouches(type, method, program) : [];
      if (patterns && touches.length > 0) found.push({ patterns, touches });
    }
  }
  return found;
}

function isServerFilter({ supertypes }: JavaType, { name, parameters }: JavaMethod): boolean {
  return (
    name === 'doFilter' &&
    parameters.size === 2 &&
    supertypes.some((one) => /(?:^|\.)(?:HttpServerFilter|OncePerRequestHttpServerFilter)$/.test(one))
  );
}

/** Patterns of a filter that is for requests of any method; undefined when only run time knows them. */
async function patternsOf(
  { members }: JavaAnnotation,
  type: JavaType,
  program: JavaProgram,
): Promise<readonly string[] | undefined> {
  if ([...members.keys()].some((name) => !/^(?:value|patterns)$/.test(name))) return undefined;
  const written = members.get('value') ?? members.get('patterns');
  if (!written || isEverything(written)) return everything;
  return foldStrings(written, { file: type.file, type }, program);
}

/** `Filter.MATCH_ALL_PATTERN`. */
function isEverything(written: JavaExpression): boolean {
  return written.kind === 'name' && written.path.at(-1) === 'MATCH_ALL_PATTERN';
}

/** A route with what the filters touch before it; on a port of its own none of them is asked. */
export function behindFilters(route: Route, filters: readonly ServerFilter[]): Route {
  if (route.port !== undefined || !/^(?:GET|HEAD|ANY)$/.test(route.method)) return route;
  const touches = filters
    .filter(({ patterns }) => patterns.some((pattern) => antPatternCovers(pattern, route.path) === true))
    .flatMap((one) => one.touches);
  return touches.length > 0 ? { ...route, touchedBefore: touches } : route;
}
