import type { Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import type { ClassValue } from '../../../syntax/javascript/evaluate/value.js';
import type { ClassNode } from '../../../syntax/javascript/tree.js';
import type { ProgramRoutes } from '../javascript/program-routes.js';
import { registerController, type ServedUnder } from './controllers.js';
import { readDecorators } from './decorators.js';
import { registerForeign } from './foreign-modules.js';
import { codeOfMiddleware } from './middleware.js';
import { walkModules } from './module-graph.js';
import { nestFramework, programOf, type NestApplication, type NestProgram } from './program.js';

/** Registers the routes of all controllers, application by application; then those that no application reaches. */
export async function registerControllers(routes: ProgramRoutes, evaluator: Evaluator): Promise<void> {
  const program = programOf(routes);
  if (program.classes.size === 0) return;
  const reached = new Set<ClassNode>();
  let isOpen = program.applications.size === 0;
  for (const [router, application] of program.applications) {
    if (application.isClosed && !application.listens) continue;
    const graph = await walkModules(application.root, application.span, evaluator);
    for (const { reason, span } of graph.gaps) routes.gap(nestFramework, span, reason);
    isOpen ||= graph.gaps.length > 0;
    for (const foreign of graph.foreign) registerForeign(foreign, application, routes);
    const guards = [
      ...graph.guards,
      ...application.guards.map(({ guard, value }) => ({ value, place: guard })),
    ];
    const middleware = [
      ...router.middleware.filter(({ path }) => path.text === '' && path.complete),
      ...codeOfMiddleware(graph.middleware),
    ];
    for (const { modules, value } of graph.controllers.values()) {
      reached.add(value.node);
      const paths = [...modules].flatMap((module) => graph.modulePaths.get(module) ?? []);
      const under = { application, guards, middleware, modulePaths: paths.length > 0 ? paths : [''] };
      await registerController(value, under, routes, evaluator);
    }
  }
  await registerUnreached(program, reached, isOpen, routes, evaluator);
}

/**
 * Controllers of a library, or of an application whose modules could not be followed. One that no module lists is served by nobody, as far as
 * all modules are known.
 */
async function registerUnreached(
  { applications, classes }: NestProgram,
  reached: ReadonlySet<ClassNode>,
  isOpen: boolean,
  routes: ProgramRoutes,
  evaluator: Evaluator,
): Promise<void> {
  const listed = new Set<ClassNode>();
  for (const value of classes.values()) {
    const decorators = await readDecorators(value.node.decorators, value.scope, evaluator);
    const [metadata] = decorators.find(({ name }) => name === 'Module')?.given ?? [];
    const controllers = metadata?.kind === 'object' ? metadata.members.get('controllers') : undefined;
    if (controllers?.kind === 'list')
      for (const one of controllers.items) if (one.kind === 'class') listed.add(one.node);
  }
  const under: ServedUnder = {
    application: onlyOne(applications),
    guards: [],
    middleware: [],
    modulePaths: [''],
  };
  for (const value of classes.values())
    if (!reached.has(value.node) && (isOpen || listed.has(value.node)) && isLeaf(value, classes))
      await registerController(value, { ...under, isUnreached: true }, routes, evaluator);
}

/** The prefix of the only application is likely to be that of a controller which it could not be seen to reach. */
function onlyOne(applications: NestProgram['applications']): NestApplication | undefined {
  const all = [...applications.values()];
  return all.length === 1 ? all[0] : undefined;
}

/** Base classes are no controllers of their own. */
function isLeaf({ node }: ClassValue, classes: NestProgram['classes']): boolean {
  return ![...classes.values()].some(
    ({ superclass }) => superclass?.kind === 'class' && superclass.node === node,
  );
}
