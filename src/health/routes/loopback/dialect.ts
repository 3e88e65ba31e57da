import type { HttpMethod } from '../../../model/endpoint.js';
import type { Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import type { ClassValue, FunctionValue, Value } from '../../../syntax/javascript/evaluate/value.js';
import type { ClassMember, FunctionNode } from '../../../syntax/javascript/tree.js';
import type { Calling, Dialect } from '../javascript/dialect.js';
import { joinRoutePath } from '../javascript/path-syntax.js';
import type { ProgramRoutes } from '../javascript/program-routes.js';
import { methodOf } from '../javascript/registration.js';
import { readPaths, type RoutePath } from '../javascript/route-path.js';
import { readDecorators, type Decorator } from '../nestjs/decorators.js';

/** The response is injected, if a method wants it; what it returns is the answer. */
const calling: Calling = { roles: ['other', 'other', 'other'], returnsAnswer: true };
const isLoopback = (name: string | undefined): boolean =>
  name === '@loopback/rest' || name === '@loopback/openapi-v3';

/** What the evaluation of a program has to know of LoopBack 4. */
export const loopbackDialect: Dialect = {
  framework: 'loopback',
  mayOwn: (name) => name.startsWith('@loopback/'),
  declares: (text) => /['"]@loopback\/(?:rest|openapi-v3)['"]/.test(text),
  calling,
  // Paths are those of OpenAPI: `/orders/{id}`.
  convertPath: (pattern) => ({ paths: [pattern], exact: true }),
  classCreated(value, routes) {
    const found = classes.get(routes) ?? [];
    classes.set(routes, [...found, value]);
  },
  finish: registerControllers,
};

const classes = new WeakMap<ProgramRoutes, readonly ClassValue[]>();

async function registerControllers(routes: ProgramRoutes, evaluator: Evaluator): Promise<void> {
  const all = classes.get(routes) ?? [];
  const applications = all.flatMap((value) => applicationOf(value, routes) ?? []);
  for (const value of all)
    if (value.node.members.some(({ decorators }) => decorators.length > 0))
      await registerController(value, basePathFor(value, applications), routes, evaluator);
}

/** An application, with the base path that stands before all that it serves; undefined when only run time knows it. */
interface Application {
  readonly file: string;
  readonly base: string | undefined;
}

/** A class that is an application; a gap for what its components serve. */
function applicationOf(value: ClassValue, routes: ProgramRoutes): Application | undefined {
  const { source } = value.scope.module.module;
  const text = source.text.slice(value.node.start, value.node.end);
  if (!/\bRestApplication\b/.test(source.text.slice(value.node.start, value.node.start + 300)))
    return undefined;
  if (/\.component\(|\bCrudRest\w*/.test(text))
    routes.gap(
      loopbackDialect,
      source.span(value.node.start, value.node.start + text.indexOf('{')),
      'what the components of this application serve is not read',
    );
  const written = [...text.matchAll(/\bthis\.basePath\(\s*['"`](\/[^'"`$\n]*)['"`]\s*\)/g)];
  const isKnown = written.length === [...text.matchAll(/\bbasePath\b/g)].length && written.length < 2;
  return { file: source.path, base: isKnown ? (written[0]?.[1] ?? '') : undefined };
}

/** The base path of the application that a controller lies nearest to; undefined when it is not known, or several are as near. */
function basePathFor({ scope }: ClassValue, applications: readonly Application[]): string | undefined {
  const own = scope.module.module.source.path.split('/').slice(0, -1);
  const shared = ({ file }: Application): number => {
    const folders = file.split('/').slice(0, -1);
    const apart = own.findIndex((name, at) => folders[at] !== name);
    return apart === -1 ? own.length : apart;
  };
  const most = Math.max(0, ...applications.map(shared));
  const bases = new Set(applications.filter((one) => shared(one) === most).map(({ base }) => base));
  return bases.size > 1 ? undefined : bases.size === 0 ? '' : [...bases][0];
}

async function registerController(
  value: ClassValue,
  ofApplication: string | undefined,
  routes: ProgramRoutes,
  evaluator: Evaluator,
): Promise<void> {
  const own = await readDecorators(value.node.decorators, value.scope, evaluator);
  const [options] = own.find(({ name, package: from }) => name === 'api' && isLoopback(from))?.given ?? [];
  const base = options?.kind === 'object' ? options.members.get('basePath') : undefined;
  const ofClass = base ? certainText(base) : '';
  const isKnown = ofApplication !== undefined && ofClass !== undefined;
  const prefix = joinRoutePath(ofApplication ?? '', ofClass ?? '');
  for (const member of value.node.members) {
    if (member.kind !== 'method' || !member.function || member.decorators.length === 0) continue;
    const decorators = await readDecorators(member.decorators, value.scope, evaluator);
    const verb = decorators.find(({ name, package: from }) => isLoopback(from) && isVerb(name));
    const asked = verb && operationOf(verb);
    if (!verb || !asked) continue;
    for (const path of readPaths(asked.path, loopbackDialect).paths)
      routes.standalone.push({
        framework: loopbackDialect,
        pathComplete: path.complete && isKnown,
        registration: {
          method: asked.method,
          path: below(prefix, path),
          span: verb.span,
          conditions: [],
          servedBy: 'code',
          handlers: [handlerOf(value, member, member.function)],
          certainty: path.isCertain ? 'certain' : 'likely',
        },
      });
  }
}

function isVerb(name: string): boolean {
  return name === 'operation' || (name !== 'api' && methodOf(name) !== undefined && name !== 'any');
}

/** `@get('/x', spec)` or `@operation('get', '/x', spec)`. */
function operationOf({
  given,
  name,
}: Decorator): { readonly method: HttpMethod; readonly path: Value } | undefined {
  const [first, second] = given;
  const verb = name === 'operation' ? first && certainText(first) : name;
  const method = verb === undefined ? undefined : methodOf(verb.toLowerCase());
  const path = name === 'operation' ? second : first;
  return method && path ? { method, path } : undefined;
}

function below(prefix: string, path: RoutePath): RoutePath {
  return prefix === '' ? path : { ...path, text: joinRoutePath(prefix, path.text) };
}

function handlerOf(value: ClassValue, member: ClassMember, node: FunctionNode): FunctionValue {
  return {
    kind: 'function',
    node,
    scope: value.scope,
    ...(typeof member.key === 'string' && { name: `${value.name ?? ''}.${member.key}` }),
    self: { kind: 'instance', class: value, properties: new Map() },
    home: value,
    properties: new Map(),
  };
}
