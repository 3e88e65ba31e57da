import type { Handler, HttpMethod } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { lookUp } from '../../../syntax/python/attributes.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import { plainText } from '../../../syntax/python/texts.js';
import type { PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { describeHandler } from '../python/handlers.js';
import { answeredPaths } from '../python/answering-middleware.js';
import { answeringMiddleware } from './library-urls.js';
import type { DjangoSettings } from './settings.js';

/** A route that a middleware answers before any URL is looked at. */
export interface MiddlewareRoute {
  readonly path: string;
  readonly methods: readonly HttpMethod[];
  readonly span: SourceSpan;
  readonly servedBy: 'code' | 'dependency';
  readonly handler?: Handler;
  readonly condition?: string;
  /** Its place in `MIDDLEWARE`: only what stands before it sees the request. */
  readonly at: number;
}

/** The middleware of a project in its order; of alternatives all. */
export async function middlewareOf(settings: DjangoSettings): Promise<readonly string[]> {
  const found = await settings.texts('MIDDLEWARE');
  return found.length > 0 ? found : settings.texts('MIDDLEWARE_CLASSES');
}

/** The paths that middleware answers by itself. */
export async function middlewareRoutes(settings: DjangoSettings): Promise<readonly MiddlewareRoute[]> {
  const routes: MiddlewareRoute[] = [];
  for (const [at, name] of (await middlewareOf(settings)).entries()) {
    const library = answeringMiddleware.find(({ module }) => module.test(name));
    const value = library ? undefined : await valueOfName(settings, name);
    if (library) {
      const span = (await settings.always(name))?.span ?? (await settings.sure('MIDDLEWARE'))?.span;
      const moved = library.setting === undefined ? undefined : await settings.value(library.setting);
      const text = moved && plainText(moved);
      for (const path of text === undefined ? library.paths : [text])
        if (span) routes.push({ path, methods: ['ANY'], span, servedBy: 'dependency', at });
    } else if (value) routes.push(...(await routesOf(settings.machine, value, at)));
  }
  return routes;
}

/** The class or function that a dotted name of the settings stands for. */
export async function valueOfName(settings: DjangoSettings, dotted: string): Promise<PyValue | undefined> {
  const { machine, file } = settings;
  const dot = dotted.lastIndexOf('.');
  const module = dot > 0 ? machine.program.modules.resolveNamed(file, dotted.slice(0, dot))?.file : undefined;
  const scope = module === undefined ? undefined : await machine.operations.moduleScope(machine, module);
  const found = scope && (await lookUp(machine, scope, dotted.slice(dot + 1)));
  return found && optionsOf(found)[0];
}

async function routesOf(
  machine: PythonMachine,
  value: PyValue,
  at: number,
): Promise<readonly MiddlewareRoute[]> {
  const routes: MiddlewareRoute[] = [];
  const methods = ['__call__', '__acall__', 'process_request', 'process_view'];
  for (const compared of await answeredPaths(machine, value, methods)) {
    const source = (await machine.program.file(compared.place.file))?.source;
    if (!source) continue;
    const described = await describeHandler(machine, compared.code, []);
    const name =
      value.kind === 'class' ? value.of.cls.name : value.kind === 'function' ? value.fn.name : undefined;
    const handler = described && { ...described, ...(name !== undefined && { name }) };
    const path = compared.isPrefix
      ? [compared.path, `${compared.path.replace(/\/$/, '')}/{*path}`]
      : [compared.path];
    for (const one of path)
      routes.push({
        path: one,
        methods: compared.methods,
        span: source.span(compared.place.start, compared.place.end),
        servedBy: 'code',
        ...(handler && { handler }),
        ...(compared.condition !== undefined && { condition: compared.condition }),
        at,
      });
  }
  return routes;
}
