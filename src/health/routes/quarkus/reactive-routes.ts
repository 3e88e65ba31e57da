import type { HttpMethod, Route, RouteGap } from '../../../model/endpoint.js';
import { foldString } from '../../../syntax/java/constants.js';
import type { JavaExpression } from '../../../syntax/java/expression.js';
import type { JavaFile } from '../../../syntax/java/file.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { httpMethods } from '../../http-methods.js';
import { join, normalise } from '../jvm/paths.js';
import { routeHandler } from '../jvm/route-handler.js';
import type { QuarkusPaths } from './settings.js';

/**
 * Reactive routes: `@Route(path = "/x", methods = GET)` and the `@RouteBase` of the class.
 * Source: https://quarkus.io/guides/reactive-routes
 */
export async function readReactiveRoutes(
  file: JavaFile,
  program: JavaProgram,
  { root, isKnown }: QuarkusPaths,
): Promise<{ readonly routes: readonly Route[]; readonly gaps: readonly RouteGap[] }> {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const type of file.types) {
    const scope = { file, type };
    const fold = async (value: JavaExpression | undefined): Promise<string | undefined> =>
      value ? foldString(value, scope, program) : '';
    const base = type.annotations.find(({ name }) => name === 'RouteBase')?.members;
    const prefix = await fold(base?.get('path') ?? base?.get('value'));
    for (const method of type.methods)
      for (const annotation of method.annotations) {
        if (annotation.name !== 'Route') continue;
        const written = annotation.members.get('path');
        const path = written
          ? await fold(written)
          : method.name.replaceAll(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);
        if (path === undefined || prefix === undefined || annotation.members.has('regex')) {
          gaps.push({ framework: 'quarkus', span: annotation.span, reason: 'the path is made at run time' });
          continue;
        }
        const full = normalise(join(root, prefix, path.replaceAll(/:(\w+)/g, '{$1}'))).replace(
          /\{any\}$/,
          '{*rest}',
        );
        for (const verb of methodsOf(annotation.members.get('methods')))
          routes.push({
            framework: 'quarkus',
            method: verb,
            path: full,
            pathComplete: isKnown,
            span: annotation.span,
            servedBy: 'code',
            handler: await routeHandler(full, type, method, program),
            confidence: 'high',
          });
      }
  }
  return { routes, gaps };
}

function methodsOf(written: JavaExpression | undefined): readonly HttpMethod[] {
  const items = written?.kind === 'list' ? written.items : written ? [written] : [];
  const found = items.flatMap((item) =>
    item.kind === 'name' ? (httpMethods.get((item.path.at(-1) ?? '').toLowerCase()) ?? []) : [],
  );
  return found.length > 0 ? found : ['ANY'];
}
