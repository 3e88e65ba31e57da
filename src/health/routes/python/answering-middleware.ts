import type { Route } from '../../../model/endpoint.js';
import { attributeOf } from '../../../syntax/python/attributes.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { FunctionValue, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { describeHandler } from './handlers.js';
import { answersItself, comparedPaths } from './path-comparisons.js';
import type { ComparedPath } from './path-comparisons.js';
import type { PythonRouterFramework } from './router.js';

/** Code that sees every request of an application before its routes do. */
export interface Middleware {
  readonly framework: PythonRouterFramework;
  readonly value: PyValue;
  readonly condition?: string;
}

/** What a middleware runs for a request: a function itself, `__call__` and the like of a class or an object. */
export async function codeOfMiddleware(
  machine: PythonMachine,
  value: PyValue,
  methods: readonly string[],
): Promise<readonly FunctionValue[]> {
  if (value.kind === 'function') return [value];
  if (value.kind !== 'class' && value.kind !== 'instance') return [];
  const self: PyValue =
    value.kind === 'instance' ? value : { kind: 'instance', of: value.of, attributes: new Map() };
  const found: FunctionValue[] = [];
  for (const name of methods) {
    const method = await attributeOf(machine, { kind: 'class', of: value.of }, name);
    if (method.kind === 'function') found.push({ ...method, self });
  }
  return found;
}

/** The paths that a middleware compares and answers, each with the code that does. */
export async function answeredPaths(
  machine: PythonMachine,
  value: PyValue,
  methods: readonly string[],
): Promise<readonly ComparedPath[]> {
  const found: ComparedPath[] = [];
  for (const code of await codeOfMiddleware(machine, value, methods))
    for (const compared of await comparedPaths(machine, code)) {
      const answering = await answeringCode(machine, compared.code);
      if (answering) found.push({ ...compared, code: answering });
    }
  return found;
}

/** The code behind a comparison when it answers: itself, or the method of the middleware whose result it returns. */
async function answeringCode(
  machine: PythonMachine,
  code: FunctionValue,
): Promise<FunctionValue | undefined> {
  const { body } = code.fn;
  const [only] = body;
  const returned = only?.kind === 'return' && only.value?.kind === 'await' ? only.value.value : undefined;
  const value = returned ?? (only?.kind === 'return' ? only.value : undefined);
  if (body.length === 1 && value?.kind === 'call') {
    const { callee } = value;
    if (
      callee.kind === 'attribute' &&
      callee.object.kind === 'name' &&
      callee.object.name === 'self' &&
      code.self
    ) {
      const method = await attributeOf(machine, code.self, callee.name);
      if (method.kind === 'function') return method;
    }
  }
  return answersItself(body) ? code : undefined;
}

/** The routes that middleware of FastAPI, Starlette and Flask answers by itself. */
export async function middlewareRoutes(
  machine: PythonMachine,
  middleware: readonly Middleware[],
): Promise<readonly Route[]> {
  const routes: Route[] = [];
  for (const { framework, value, condition } of middleware)
    for (const option of optionsOf(value))
      for (const compared of await answeredPaths(machine, option, ['dispatch', '__call__'])) {
        const source = (await machine.program.file(compared.place.file))?.source;
        if (!source) continue;
        const handler = await describeHandler(machine, compared.code, []);
        const conditions = [condition, compared.condition].filter((one) => one !== undefined);
        const paths = compared.isPrefix
          ? [compared.path, `${compared.path.replace(/\/$/, '')}/{*path}`]
          : [compared.path];
        for (const path of paths)
          for (const method of compared.methods)
            routes.push({
              framework,
              method,
              path,
              pathComplete: true,
              span: source.span(compared.place.start, compared.place.end),
              servedBy: 'code',
              ...(handler && { handler }),
              ...(conditions.length > 0 && { condition: conditions.join(' and ') }),
              confidence: 'medium',
            });
      }
  return routes;
}
