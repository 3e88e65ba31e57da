import type { HttpMethod, RouteGuard } from '../../../model/endpoint.js';
import type { Attribute, ClassNode, Expression, MethodNode } from '../../../syntax/imperative/tree.js';
import type { ClassUnit, Unit } from '../../../syntax/imperative/values.js';
import { httpMethods } from '../../http-methods.js';
import { oneLine } from '../php/calls.js';
import type { PhpProject } from '../php/project.js';
import { annotationsBefore } from './annotations.js';
import type { Annotation } from './annotations.js';
import { prefixed } from './paths.js';
import { within } from './symfony-route.js';
import type { Found, Import } from './symfony-route.js';

/** Names that Symfony and FOSRestBundle give attributes that register routes. */
const routeNames = /^(Route|Get|Post|Put|Patch|Delete|Head|Options)$/;
const sources = /Symfony\\Component\\Routing|Sensio\\Bundle\\FrameworkExtraBundle|FOS\\RestBundle/;

/** Whether a text may hold routes of classes. */
export function mayHoldRoutes(text: string): boolean {
  return sources.test(text) && /#\[|@\w*\\?(Route|Get|Post|Put|Patch|Delete)\b/.test(text);
}

/** Reads the routes of the classes in a file: attributes and annotations on classes and methods. */
export async function readClassRoutes(
  unit: Unit,
  around: Import,
  project: PhpProject,
  found: Found,
): Promise<void> {
  if (!mayHoldRoutes(unit.source.text)) return;
  for (const type of unit.program.classes) {
    if (type.name === '') continue;
    const own = await declaredOn(type.attributes, type.start, unit, type, project);
    const outer = own[0];
    const inherited = within(around, {
      prefixes: outer?.paths ?? [''],
      complete: outer?.complete ?? true,
      methods: outer?.methods ?? [],
      ...(outer?.condition !== undefined && { condition: outer.condition }),
    });
    let isRouted = false;
    const methods = await methodsWithInherited({ unit, class: type }, project);
    for (const { method, unit: home } of methods)
      for (const route of await declaredOn(method.attributes, method.start, home, type, project)) {
        isRouted = true;
        add(
          route,
          inherited,
          `${type.name}::${method.name}`,
          method,
          unit,
          [...guardsOn(type.attributes, unit), ...guardsOn(method.attributes, home)],
          found,
        );
      }
    // An invokable class carries its route itself.
    const invoke = type.methods.find(({ name }) => name === '__invoke');
    if (!isRouted && invoke)
      for (const route of own)
        add(route, around, `${type.name}::__invoke`, invoke, unit, guardsOn(type.attributes, unit), found);
  }
}

/** Methods of a class and of abstract classes and traits that it takes them from. */
async function methodsWithInherited(
  start: ClassUnit,
  project: PhpProject,
): Promise<readonly { readonly method: MethodNode; readonly unit: Unit }[]> {
  if (start.class.isAbstract) return [];
  const own = start.class.methods.map((method) => ({ method, unit: start.unit }));
  const names = new Set(own.map(({ method }) => method.name));
  const needsMore = start.class.traits.length > 0 || start.class.bases.length > 0;
  for (const part of needsMore ? (await project.hierarchyOf(start)).slice(1) : [])
    for (const method of part.class.methods)
      if (!names.has(method.name)) {
        names.add(method.name);
        own.push({ method, unit: part.unit });
      }
  return own;
}

/** A route as one attribute or annotation declares it. */
interface Declared {
  readonly paths: readonly string[];
  readonly complete: boolean;
  readonly methods: readonly HttpMethod[];
  readonly condition?: string;
  readonly requirements: ReadonlyMap<string, string>;
  readonly defaults: ReadonlySet<string>;
  readonly span: { readonly start: number; readonly end: number };
  readonly unit: Unit;
}

function add(
  route: Declared,
  around: Import,
  controller: string,
  method: MethodNode,
  unit: Unit,
  guards: readonly RouteGuard[],
  found: Found,
): void {
  const namespace = unit.program.namespace;
  const optional = method.function.parameters
    .filter(({ fallback }) => fallback !== undefined)
    .map(({ name }) => name);
  const all = within(around, {
    prefixes: [''],
    complete: route.complete,
    methods: route.methods,
    ...(route.condition !== undefined && { condition: route.condition }),
  });
  for (const prefix of around.prefixes)
    for (const path of route.paths)
      found.routes.push({
        pattern: prefixed(prefix, path),
        complete: all.complete,
        methods: all.methods,
        span: route.unit.source.span(route.span.start, route.span.end),
        ...(all.condition !== undefined && { condition: all.condition }),
        controller: namespace === '' ? controller : `${namespace}\\${controller}`,
        unit,
        guards,
        servedBy: 'code',
        requirements: route.requirements,
        defaults: new Set([...route.defaults, ...optional]),
      });
}

async function declaredOn(
  attributes: readonly Attribute[] | undefined,
  start: number,
  unit: Unit,
  type: ClassNode,
  project: PhpProject,
): Promise<readonly Declared[]> {
  const declared: Declared[] = [];
  for (const attribute of attributes ?? []) {
    if (!routeNames.test(attribute.name)) continue;
    declared.push(await fromAttribute(attribute, start, unit, type, project));
  }
  // Where both stand, the attribute is what the newer version reads.
  if (declared.length > 0) return declared;
  return annotationsBefore(unit.source.text, start).map((annotation) => fromAnnotation(annotation, unit));
}

async function fromAttribute(
  attribute: Attribute,
  start: number,
  unit: Unit,
  type: ClassNode,
  project: PhpProject,
): Promise<Declared> {
  const argument = (name: string, index?: number): Expression | undefined => {
    const positional = attribute.arguments.filter((one) => one.name === undefined);
    return (
      attribute.arguments.find((one) => one.name === name) ??
      (index === undefined ? undefined : positional[index])
    )?.value;
  };
  const texts = async (expression: Expression | undefined): Promise<readonly (string | undefined)[]> => {
    if (!expression) return [];
    if (expression.kind === 'list')
      return (await Promise.all(expression.items.map(async ({ value }) => texts(value)))).flat();
    return [await textOf(expression, unit, type, project)];
  };
  const path = argument('path', 0);
  const paths = await texts(path);
  const verb = httpMethods.get(attribute.name.toLowerCase());
  const methods = (await texts(argument('methods'))).flatMap(
    (name) => httpMethods.get((name ?? '').toLowerCase()) ?? [],
  );
  const environment = (await texts(argument('env')))[0];
  const requirements = new Map<string, string>();
  const list = argument('requirements');
  for (const { key, value } of list?.kind === 'list' ? list.items : [])
    if (key?.kind === 'text') requirements.set(key.text, (await textOf(value, unit, type, project)) ?? '');
  const fallbacks = argument('defaults');
  const condition = conditionOf(
    environment,
    (await texts(argument('condition')))[0],
    (await texts(argument('host')))[0],
  );
  return {
    paths: paths.length === 0 ? [''] : paths.map((one) => one ?? ''),
    complete: paths.every((one) => one !== undefined),
    methods: verb === undefined ? methods : [verb],
    ...(condition !== undefined && { condition }),
    requirements,
    defaults: new Set(
      fallbacks?.kind === 'list'
        ? fallbacks.items.flatMap(({ key }) => (key?.kind === 'text' ? [key.text] : []))
        : [],
    ),
    span: { start: attribute.start ?? start, end: attribute.end ?? start },
    unit,
  };
}

function fromAnnotation(annotation: Annotation, unit: Unit): Declared {
  const verb = httpMethods.get(annotation.name.toLowerCase());
  const methods = annotation.methods.flatMap((name) => httpMethods.get(name.toLowerCase()) ?? []);
  const condition = conditionOf(annotation.environment, undefined, annotation.host);
  return {
    paths: annotation.paths.length === 0 ? [''] : annotation.paths,
    complete: true,
    methods: verb === undefined ? methods : [verb],
    ...(condition !== undefined && { condition }),
    requirements: annotation.requirements,
    defaults: annotation.defaults,
    span: annotation,
    unit,
  };
}

function conditionOf(
  environment: string | undefined,
  condition: string | undefined,
  host: string | undefined,
): string | undefined {
  if (environment !== undefined && environment !== 'prod') return 'development only';
  if (condition !== undefined) return `if ${condition}`;
  return host === undefined || host === '' ? undefined : `only for the host ${host}`;
}

/** A text, a constant of a class, or several of these joined. */
async function textOf(
  expression: Expression,
  unit: Unit,
  type: ClassNode,
  project: PhpProject,
  depth = 0,
): Promise<string | undefined> {
  if (depth > 5) return undefined;
  switch (expression.kind) {
    case 'text':
      return expression.text;
    case 'null':
      return '';
    case 'concatenation': {
      const parts = await Promise.all(
        expression.parts.map(async (part) => textOf(part, unit, type, project, depth + 1)),
      );
      return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
    }
    case 'member': {
      const { object, name } = expression;
      if (object.kind !== 'name') return undefined;
      if (object.name.endsWith('Request') && name.startsWith('METHOD_')) return name.slice('METHOD_'.length);
      const start = /^(self|static)$/.test(object.name)
        ? { unit, class: type }
        : await project.classNamed(object.name, unit);
      for (const part of start ? await project.hierarchyOf(start) : []) {
        const value = part.class.fields.find((field) => field.isConstant && field.name === name)?.value;
        if (value) return textOf(value, part.unit, part.class, project, depth + 1);
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

/** `#[IsGranted('ROLE_USER')]`: whoever is not known is turned away. */
function guardsOn(attributes: readonly Attribute[] | undefined, unit: Unit): readonly RouteGuard[] {
  return (attributes ?? []).flatMap((attribute): RouteGuard[] => {
    if (
      !/^(IsGranted|Security)$/.test(attribute.name) ||
      attribute.start === undefined ||
      attribute.end === undefined
    )
      return [];
    const text = oneLine(unit.source.text.slice(attribute.start, attribute.end));
    return /PUBLIC_ACCESS|ANONYMOUS/.test(text)
      ? []
      : [{ kind: 'authentication', span: unit.source.span(attribute.start, attribute.end), text }];
  });
}
