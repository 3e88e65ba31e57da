import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { JavaAnnotation } from '../../../syntax/java/annotations.js';
import type { JavaFile, JavaType } from '../../../syntax/java/file.js';
import type { JavaMethod } from '../../../syntax/java/method.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { handlerOf } from '../jvm/handlers.js';
import { mappingOf, methodsOf, pathsOf } from './mapping.js';
import { join, normalise } from '../jvm/paths.js';
import type { ServingContext } from './serving-context.js';

/** What a file's controllers serve. */
export interface ControllerReading {
  readonly routes: readonly Route[];
  readonly gaps: readonly RouteGap[];
}

/**
 * The routes of the `@Controller` and `@RestController` classes of a file, with the mappings that they inherit from interfaces and base
 * classes. Feign clients and HTTP interfaces carry the same annotations and are clients, unless a controller implements them.
 */
export async function readControllers(
  file: JavaFile,
  program: JavaProgram,
  context: ServingContext,
): Promise<ControllerReading> {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const type of file.types) {
    if ((type.kind !== 'class' && type.kind !== 'record') || type.isAbstract) continue;
    if (!(await isController(type, program))) continue;
    const read = await readController(type, program, context);
    routes.push(...read.routes);
    gaps.push(...read.gaps);
  }
  return { routes, gaps };
}

const stereotypes = new Set(['Controller', 'RestController']);
const components = new Set(['Component', 'Service']);

/** Component scanning looks at a class's own annotations; a bean is a controller when a class above it is annotated, too. */
async function isController(type: JavaType, program: JavaProgram): Promise<boolean> {
  if (await hasStereotype(type, program)) return true;
  if (!type.annotations.some(({ name }) => components.has(name))) return false;
  for (const above of (await program.hierarchy(type)).slice(1))
    if (await hasStereotype(above, program)) return true;
  return false;
}

async function hasStereotype(type: JavaType, program: JavaProgram): Promise<boolean> {
  for (const { name } of type.annotations) {
    if (stereotypes.has(name)) {
      const imported = type.file.imports.find((one) => one.endsWith(`.${name}`));
      const isSprings =
        imported === undefined
          ? type.file.wildcards.some((one) => one.startsWith('org.springframework.')) ||
            type.annotations.some(({ text }) => text.startsWith('@org.springframework.'))
          : imported.startsWith('org.springframework.');
      if (isSprings) return true;
    }
    // `@ApiController`, itself annotated with `@RestController`.
    const composed = await program.typeNamed(name, type.file);
    if (composed?.kind === 'annotation' && composed.annotations.some((one) => stereotypes.has(one.name)))
      return true;
  }
  return false;
}

interface Mapped {
  readonly owner: JavaType;
  readonly method: JavaMethod;
  readonly annotation: JavaAnnotation;
}

async function readController(
  type: JavaType,
  program: JavaProgram,
  context: ServingContext,
): Promise<ControllerReading> {
  const gaps: RouteGap[] = [];
  const hierarchy = await program.hierarchy(type);
  for (const one of hierarchy)
    for (const above of one.supertypes)
      if (mayMap(above, one.file) && !(await program.typeNamed(above, one.file)))
        gaps.push({
          framework: 'spring',
          span: type.span,
          reason: `${type.name} may inherit routes from ${above}, which is not in the repository`,
        });
  const base = await basesOf(hierarchy, program, context);
  if (base.bases === undefined)
    gaps.push({
      framework: 'spring',
      span: type.span,
      reason: 'the path of the controller is made at run time',
    });
  const routes: Route[] = [];
  for (const { owner, method, annotation } of mappedMethods(hierarchy)) {
    const paths = await pathsOf(annotation, { file: owner.file, type: owner }, program, context.settings);
    if (paths === undefined) {
      gaps.push({ framework: 'spring', span: annotation.span, reason: 'the path is made at run time' });
      continue;
    }
    const handler = await handlerOf(type, implementation(hierarchy, method), program);
    const condition = conditionOf([...type.annotations, ...method.annotations]);
    for (const verb of methodsOf(annotation))
      for (const bases of base.bases ?? [''])
        for (const path of paths)
          routes.push({
            framework: 'spring',
            method: verb,
            path: normalise(join(context.prefix, bases, path)),
            pathComplete: base.bases !== undefined && context.isPrefixKnown,
            // A route that is inherited belongs to the class that serves it.
            span: owner === type ? annotation.span : type.span,
            servedBy: 'code',
            handler,
            ...(condition !== undefined && { condition }),
            confidence: 'high',
          });
  }
  return { routes, gaps };
}

/** The nearest class-level mapping wins; undefined bases = it is made at run time. */
async function basesOf(
  hierarchy: readonly JavaType[],
  program: JavaProgram,
  context: ServingContext,
): Promise<{ readonly bases: readonly string[] | undefined }> {
  for (const owner of hierarchy) {
    const own = mappingOf(owner.annotations);
    if (own)
      return { bases: await pathsOf(own, { file: owner.file, type: owner }, program, context.settings) };
    for (const { name } of owner.annotations) {
      const composed =
        name.endsWith('Mapping') || stereotypes.has(name)
          ? undefined
          : await program.typeNamed(name, owner.file);
      if (composed?.kind === 'annotation' && mappingOf(composed.annotations)) return { bases: undefined };
    }
  }
  return { bases: [''] };
}

/** Each method once, with the mapping that is nearest to the class. */
function mappedMethods(hierarchy: readonly JavaType[]): readonly Mapped[] {
  const mapped: Mapped[] = [];
  for (const owner of hierarchy) {
    const nearer = new Set(mapped.map(({ method }) => signature(method)));
    for (const method of owner.methods) {
      const annotation = mappingOf(method.annotations);
      if (annotation && !nearer.has(signature(method))) mapped.push({ owner, method, annotation });
    }
  }
  return mapped;
}

function signature(method: JavaMethod): string {
  return `${method.name}/${String(method.parameters.size)}`;
}

/** The method that runs: the nearest one with a body. */
function implementation(hierarchy: readonly JavaType[], mapped: JavaMethod): JavaMethod {
  if (mapped.body !== undefined) return mapped;
  for (const { methods } of hierarchy) {
    const found = methods.find(
      (method) => method.body !== undefined && signature(method) === signature(mapped),
    );
    if (found) return found;
  }
  return mapped;
}

/** Types of these packages map no routes; Spring's own that do (`BasicErrorController`) map `/error`. */
const withoutRoutes =
  /^(java|javax|jakarta|org\.springframework|org\.slf4j|lombok|io\.swagger|org\.aspectj|com\.fasterxml)\./;

const ofJavaLang = new Set(
  'Runnable Comparable AutoCloseable Cloneable Iterable Object Record Thread'.split(' '),
);

function mayMap(supertype: string, file: JavaFile): boolean {
  const first = supertype.split('.')[0] ?? '';
  const imported = file.imports.find((one) => one.endsWith(`.${first}`));
  if (imported !== undefined) return !withoutRoutes.test(imported);
  if (supertype.includes('.')) return !withoutRoutes.test(supertype);
  return (
    !ofJavaLang.has(supertype) &&
    !file.wildcards.some((one) => /^(java|javax|jakarta)\./.test(`${one}.`) && !one.startsWith('java.lang'))
  );
}

function conditionOf(annotations: readonly JavaAnnotation[]): string | undefined {
  const found = annotations.find(({ name }) => name === 'Profile' || name.startsWith('ConditionalOn'));
  return found && `only with ${found.text.slice(0, 120)}`;
}
