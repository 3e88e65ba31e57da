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
  const isBased = all.some((value) => setsBasePath(value, routes));
  for (const value of all)
    if (value.node.members.some(({ decorators }) => decorators.length > 0))
      await registerController(value, isBased, routes, evaluator);
}

/** An application's class; a gap for what its components serve. True when it has a base path of its own. */
function setsBasePath(value: ClassValue, routes: ProgramRoutes): boolean {
  const { source } = value.scope.module.module;
  const text = source.text.slice(value.node.start, value.node.end);
  if (!/\bRestApplication\b/.test(source.text.slice(value.node.start, value.node.start + 300))) return false;
  if (/\.component\(|\bCrudRest\w*/.test(text))
    routes.gap(
      loopbackDialect,
      source.span(value.node.start, value.node.start + text.indexOf('{')),
      'what the components of this application serve is not read',
    );
  return /\bbasePath\b/.test(text);
}

async function registerController(
  value: ClassValue,
  isBased: boolean,
  routes: ProgramRoutes,
  evaluator: Evaluator,
): Promise<void> {
  const own = await readDecorators(value.node.decorators, value.scope, evaluator);
  const [options] = own.find(({ name, package: from }) => name === 'api' && isLoopback(from))?.given ?? [];
  const base = options?.kind === 'object' ? options.members.get('basePath') : undefined;
  const prefix = base ? certainText(base) : '';
  for (const member of value.node.members) {
    if (member.kind !== 'method' || !member.function || member.decorators.length === 0) continue;
    const decorators = await readDecorators(member.decorators, value.scope, evaluator);
    const verb = decorators.find(({ name, package: from }) => isLoopback(from) && isVerb(name));
    const asked = verb && operationOf(verb);
    if (!verb || !asked) continue;
    for (const path of readPaths(asked.path, loopbackDialect).paths)
      routes.standalone.push({
        framework: loopbackDialect,
        pathComplete: path.complete && !isBased && prefix !== undefined,
        registration: {
          method: asked.method,
          path: below(prefix ?? '', path),
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
