import type { HttpMethod } from '../../../model/endpoint.js';
import type { Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import {
  optionsOf,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { ClassMember, FunctionNode } from '../../../syntax/javascript/tree.js';
import { httpMethods } from '../../http-methods.js';
import type { Calling, HandlerRole } from '../javascript/dialect.js';
import type { ProgramRoutes } from '../javascript/program-routes.js';
import { anyPath, readPaths, type RoutePath } from '../javascript/route-path.js';
import { readDecorators, type Decorator } from './decorators.js';
import type { Middleware } from '../javascript/router.js';
import { standingGuards } from './guards.js';
import { codeOfGuards } from './middleware.js';
import type { GuardUse } from './module-graph.js';
import { fullPaths } from './paths.js';
import { nestFramework, type NestApplication } from './program.js';

/** What a controller is served under. */
export interface ServedUnder {
  readonly application: NestApplication | undefined;
  readonly guards: readonly GuardUse[];
  readonly middleware: readonly Middleware[];
  readonly modulePaths: readonly string[];
  /** No application was seen to reach it. */
  readonly isUnreached?: boolean;
}

const verbs = new Map<string, HttpMethod>([
  ...[...httpMethods.values()].map((method): [string, HttpMethod] => [titled(method), method]),
  ['All', 'ANY'],
  ['Sse', 'GET'],
]);

function titled(method: string): string {
  return method.charAt(0) + method.slice(1).toLowerCase();
}

const hierarchyLimit = 12;

/** Registers the routes of a controller; nothing when the class is none. */
export async function registerController(
  value: ClassValue,
  under: ServedUnder,
  routes: ProgramRoutes,
  evaluator: Evaluator,
): Promise<void> {
  const own = await readDecorators(value.node.decorators, value.scope, evaluator);
  const controller = own.find(({ name, package: from }) => name === 'Controller' && from !== undefined);
  if (!controller) return;
  const [given] = controller.given;
  const options = given?.kind === 'object' ? given : undefined;
  const written = options ? options.members.get('path') : given;
  const paths = pathsOf(written, controller, routes);
  const self: InstanceValue = { kind: 'instance', class: value, properties: new Map() };
  const named = new Set<string>();
  let current: Value | undefined = value;
  for (let depth = 0; current?.kind === 'class' && depth < hierarchyLimit; depth += 1) {
    for (const member of current.node.members) {
      const isNew = typeof member.key !== 'string' || !named.has(member.key);
      if (typeof member.key === 'string') named.add(member.key);
      if (isNew && member.kind === 'method' && member.function && member.decorators.length > 0)
        await registerMethod(member, member.function, {
          ...under,
          paths,
          own,
          self,
          home: current,
          version: options?.members.get('version'),
          routes,
          evaluator,
        });
    }
    current = current.superclass;
  }
}

interface Controller extends ServedUnder {
  readonly paths: readonly RoutePath[];
  readonly own: readonly Decorator[];
  readonly self: InstanceValue;
  readonly home: ClassValue;
  readonly version: Value | undefined;
  readonly routes: ProgramRoutes;
  readonly evaluator: Evaluator;
}

async function registerMethod(
  member: ClassMember,
  node: FunctionNode,
  controller: Controller,
): Promise<void> {
  const { evaluator, home, own, paths, routes, self } = controller;
  const decorators = await readDecorators(member.decorators, home.scope, evaluator);
  const verb = decorators.find(({ name, package: from }) => from === '@nestjs/common' && verbs.has(name));
  const method = verb && verbs.get(verb.name);
  if (!verb || method === undefined) return;
  const version = decorators.find(({ name }) => name === 'Version')?.given[0] ?? controller.version;
  const handler: FunctionValue = {
    kind: 'function',
    node,
    scope: home.scope,
    ...(typeof member.key === 'string' && { name: `${self.class.name ?? ''}.${member.key}` }),
    self,
    home,
    properties: new Map(),
  };
  const calling = await callingOf(node, home, evaluator);
  const guards = standingGuards(controller.guards, [...own, ...decorators]);
  const middleware = [...controller.middleware, ...codeOfGuards(controller.guards)];
  for (const path of paths)
    for (const below of pathsOf(verb.given[0], verb, routes))
      for (const full of fullPaths({ ...controller, method, version }, path, below))
        routes.standalone.push({
          framework: nestFramework,
          pathComplete: full.complete && controller.isUnreached !== true,
          registration: {
            method,
            path: full,
            span: verb.span,
            conditions: [],
            servedBy: 'code',
            handlers: [handler],
            certainty: full.isCertain ? 'certain' : 'likely',
            calling,
            guards,
            middleware,
          },
        });
}

function pathsOf(
  written: Value | undefined,
  { span }: Decorator,
  routes: ProgramRoutes,
): readonly RoutePath[] {
  if (written === undefined || optionsOf(written).every(({ kind }) => kind === 'literal')) return [anyPath];
  const { paths, unread } = readPaths(written);
  for (const reason of unread) routes.gap(nestFramework, span, `the path of this decorator is ${reason}`);
  return paths.length > 0 ? paths : [{ text: '', complete: false, isCertain: false, origins: [] }];
}

/** How a method is called: by what its parameters are decorated with. `@Res()` is answered on unless it only passes through. */
async function callingOf(node: FunctionNode, home: ClassValue, evaluator: Evaluator): Promise<Calling> {
  const roles: HandlerRole[] = [];
  let hasResponse = false;
  for (const { decorators } of node.parameters) {
    const [decorator] = await readDecorators(decorators, home.scope, evaluator);
    const role = roleOf(decorator?.name);
    const [options] = decorator?.given ?? [];
    const passes = options?.kind === 'object' && options.members.has('passthrough');
    hasResponse ||= role === 'response' && !passes;
    roles.push(role);
  }
  return { roles, returnsAnswer: !hasResponse };
}

function roleOf(name: string | undefined): HandlerRole {
  if (name === 'Res' || name === 'Response') return 'response';
  if (name === 'Next') return 'next';
  return name === 'Req' || name === 'Request' ? 'request' : 'other';
}
