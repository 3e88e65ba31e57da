import type { Handler, Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { foldString } from '../../../syntax/java/constants.js';
import type { JavaFile, JavaType } from '../../../syntax/java/file.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { ParseTimeout, withTree } from '../../../syntax/tree-sitter.js';
import type { ControllerReading } from './controllers.js';
import { functionalCalls } from './functional-calls.js';
import type { FunctionalCall, FunctionalReading } from './functional-calls.js';
import { handlerOf } from '../jvm/handlers.js';
import { methodNamed } from './mapping.js';
import { join, normalise } from '../jvm/paths.js';
import type { ServingContext } from './serving-context.js';
import { filled } from '../jvm/settings.js';

/** The routes of a file's functional routers. */
export async function readFunctionalRoutes(
  file: JavaFile,
  program: JavaProgram,
  context: ServingContext,
  view: RepositoryView,
): Promise<ControllerReading> {
  const { calls, openNests } = await lowered(file, view);
  const routes: Route[] = [];
  const gaps: RouteGap[] = openNests.map((span) => ({
    framework: 'spring',
    span,
    reason: 'routes that stand elsewhere are nested here',
  }));
  for (const call of calls) {
    const type =
      file.types.find(
        ({ methods, fields }) =>
          fields.has(call.handler?.[0] ?? '') ||
          methods.some(({ parameters }) => parameters.has(call.handler?.[0] ?? '')),
      ) ?? file.types[0];
    const segments: string[] = [];
    for (const expression of [...call.around, call.path]) {
      const text = await foldString(expression, { file, ...(type && { type }) }, program);
      const segment = text === undefined ? undefined : filled(text, context.settings);
      if (segment !== undefined) segments.push(segment);
    }
    if (segments.length <= call.around.length) {
      gaps.push({ framework: 'spring', span: call.span, reason: 'the path is made at run time' });
      continue;
    }
    const handler = type && (await handlerOfCall(call, type, program));
    routes.push({
      framework: 'spring',
      method: methodNamed(call.method) ?? 'ANY',
      path: normalise(join(context.prefix, ...segments)),
      pathComplete: openNests.length === 0 && context.isPrefixKnown,
      span: call.span,
      servedBy: 'code',
      ...(handler && { handler }),
      confidence: 'high',
    });
  }
  return { routes, gaps };
}

async function lowered(file: JavaFile, view: RepositoryView): Promise<FunctionalReading> {
  const source = await view.read(file.path);
  if (!source) return { calls: [], openNests: [] };
  try {
    return await withTree('java', source, (root) => functionalCalls(source, root));
  } catch (error) {
    if (!(error instanceof ParseTimeout)) throw error;
    return { calls: [], openNests: [] };
  }
}

/** `handler::check`, where `handler` is a field or parameter of a type of the project, or `this`. */
async function handlerOfCall(
  call: FunctionalCall,
  type: JavaType,
  program: JavaProgram,
): Promise<Handler | undefined> {
  if (!call.handler) return undefined;
  const [object, name] = call.handler;
  const written =
    type.fields.get(object) ??
    type.methods.map(({ parameters }) => parameters.get(object)).find((one) => one !== undefined);
  const owner = object === 'this' ? type : await program.typeNamed(written ?? object, type.file);
  const method = owner?.methods.find((one) => one.name === name);
  return owner && method ? handlerOf(owner, method, program) : undefined;
}
