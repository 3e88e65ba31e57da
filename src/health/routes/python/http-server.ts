import type { Handler, Route } from '../../../model/endpoint.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyClass, PyStatement } from '../../../syntax/python/tree.js';
import type { FunctionValue } from '../../../syntax/python/values.js';
import { httpMethods } from '../../http-methods.js';
import { describeHandler } from './handlers.js';
import { comparedPaths } from './path-comparisons.js';

/** Cheap test of a text: may it hold a handler of `http.server`? */
export function mayServeHttp(text: string): boolean {
  return /\b(?:Base|Simple|CGI)HTTPRequestHandler\b/.test(text);
}

const framework = 'python-http-server';

/**
 * The routes of `http.server` (Python's own library): a class with `do_GET` and the like, which compares `self.path`. What it answers
 * beyond that is a wildcard, unless it says 404.
 */
export async function httpServerRoutes(
  machine: PythonMachine,
  paths: readonly string[],
): Promise<readonly Route[]> {
  const routes: Route[] = [];
  for (const path of paths) {
    const file = await machine.program.file(path);
    const scope = await machine.operations.moduleScope(machine, path);
    if (!file || !scope) continue;
    for (const cls of classesIn(file.body)) {
      const base = cls.bases
        .map(({ value }) => (value.kind === 'name' || value.kind === 'attribute' ? value.name : ''))
        .find((name) => mayServeHttp(name));
      if (base === undefined) continue;
      for (const statement of cls.body) {
        const method =
          statement.kind === 'function'
            ? httpMethods.get(statement.name.replace(/^do_/, '').toLowerCase())
            : undefined;
        if (statement.kind !== 'function' || !statement.name.startsWith('do_') || !method) continue;
        const value: FunctionValue = { kind: 'function', fn: statement, file: path, scope };
        const text = file.source.text.slice(statement.start, statement.end);
        const compared = await comparedPaths(machine, value);
        const add = (
          one: string,
          start: number,
          end: number,
          handler: Handler | undefined,
          condition?: string,
        ): void => {
          routes.push({
            framework,
            method,
            path: one,
            pathComplete: true,
            span: file.source.span(start, end),
            servedBy: 'code',
            ...(handler && { handler }),
            ...(condition !== undefined && { condition }),
            confidence: 'medium',
          });
        };
        for (const { path: one, isPrefix, place, code, condition } of compared) {
          const described = await describeHandler(machine, code, []);
          const answers = described && { ...described, name: `${cls.name}.${statement.name}` };
          add(
            one,
            place.start,
            place.end,
            statusOf(answers, file.source.text.slice(code.fn.start, code.fn.end)),
            condition,
          );
          if (isPrefix)
            add(`${one.replace(/\/$/, '')}/{*path}`, place.start, place.end, undefined, condition);
        }
        if (compared.length === 0 || !/\b404\b|NOT_FOUND/.test(text) || base.startsWith('Simple'))
          add('/{*path}', statement.start, statement.end, undefined);
      }
    }
  }
  return routes;
}

/** `self.send_response(503)` says what the answer is. */
function statusOf(handler: Handler | undefined, text: string): Handler | undefined {
  if (!handler) return undefined;
  const statuses = [...text.matchAll(/\bsend_(?:response|error)\(\s*(?:HTTPStatus\.(\w+)|(\d{3}))?/g)];
  const fails = statuses.some(([, name, code]) =>
    code !== undefined
      ? Number(code) >= 400
      : name === undefined || /UNAVAILABLE|ERROR|NOT_|FORBIDDEN|UNAUTH|BAD/.test(name),
  );
  if (fails) return { ...handler, canFail: true, constant: false };
  /** One status, written down, and nothing that is asked on the way. */
  const branches = /\b(?:if|try|for|while|await)\b/.test(text);
  if (statuses.length === 1 && !branches && handler.touches.length === 0)
    return { ...handler, canFail: false, constant: true };
  return handler;
}

function* classesIn(body: readonly PyStatement[], depth = 0): Generator<PyClass> {
  if (depth > 12) return;
  for (const statement of body) {
    if (statement.kind === 'class') yield statement;
    if (statement.kind === 'if')
      for (const branch of statement.branches) yield* classesIn(branch.body, depth + 1);
    else if ('body' in statement) yield* classesIn(statement.body, depth + 1);
  }
}
