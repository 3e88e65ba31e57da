import type { HttpMethod } from '../../../model/endpoint.js';
import type { JavaAnnotation } from '../../../syntax/java/annotations.js';
import type { JavaExpression } from '../../../syntax/java/expression.js';
import { foldStrings } from '../../../syntax/java/constants.js';
import type { JavaScope } from '../../../syntax/java/constants.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { filled } from '../jvm/settings.js';
import type { SpringSettings } from '../jvm/settings.js';

/** `@HttpExchange` and its kind are mappings, too, when a controller implements the interface. */
const mappings: ReadonlyMap<string, HttpMethod> = new Map([
  ['GetMapping', 'GET'],
  ['PostMapping', 'POST'],
  ['PutMapping', 'PUT'],
  ['PatchMapping', 'PATCH'],
  ['DeleteMapping', 'DELETE'],
  ['RequestMapping', 'ANY'],
  ['GetExchange', 'GET'],
  ['PostExchange', 'POST'],
  ['PutExchange', 'PUT'],
  ['PatchExchange', 'PATCH'],
  ['DeleteExchange', 'DELETE'],
  ['HttpExchange', 'ANY'],
]);

const known: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The method that a name stands for. */
export function methodNamed(name: string): HttpMethod | undefined {
  return known.find((method) => method === name);
}

/** The mapping among some annotations. */
export function mappingOf(annotations: readonly JavaAnnotation[]): JavaAnnotation | undefined {
  return annotations.find(({ name }) => mappings.has(name));
}

/** `@RequestMapping(method = {RequestMethod.GET, HEAD})`; any method when none is written. */
export function methodsOf(annotation: JavaAnnotation): readonly HttpMethod[] {
  const fixed = mappings.get(annotation.name) ?? 'ANY';
  const written = annotation.members.get('method');
  if (fixed !== 'ANY' || written === undefined) return [fixed];
  const found = namesIn(written).flatMap((name) => methodNamed(name) ?? []);
  return found.length > 0 ? found : ['ANY'];
}

function namesIn(expression: JavaExpression): readonly string[] {
  if (expression.kind === 'list') return expression.items.flatMap(namesIn);
  if (expression.kind === 'name') return [expression.path.at(-1) ?? ''];
  return expression.kind === 'text' ? [expression.text.toUpperCase()] : [];
}

/** Paths of a mapping with placeholders filled in; `['']` when none is written, undefined when only run time knows one. */
export async function pathsOf(
  annotation: JavaAnnotation | undefined,
  scope: JavaScope,
  program: JavaProgram,
  settings: SpringSettings,
): Promise<readonly string[] | undefined> {
  const member = ['value', 'path', 'url'].map((name) => annotation?.members.get(name)).find(Boolean);
  if (!member) return [''];
  const texts = await foldStrings(member, scope, program);
  const paths = texts?.map((text) => filled(text, settings));
  if (!paths?.every((path) => path !== undefined)) return undefined;
  return paths.length === 0 ? [''] : paths;
}
