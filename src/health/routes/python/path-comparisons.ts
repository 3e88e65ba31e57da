import type { HttpMethod } from '../../../model/endpoint.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyExpression, PyFunction, PyStatement } from '../../../syntax/python/tree.js';
import { plainText } from '../../../syntax/python/texts.js';
import type { FunctionValue, PyPlace, Scope } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { httpMethods } from '../../http-methods.js';
import { partsOf } from './body-walk.js';

/** A piece of code that only requests for some paths reach: `if request.path == '/healthz': …`. */
export interface ComparedPath {
  readonly path: string;
  /** `startswith`: the path and everything that begins with it. */
  readonly isPrefix: boolean;
  readonly methods: readonly HttpMethod[];
  /** What else is asked, as written: `request.path == '/x' and settings.ENABLED`. */
  readonly condition?: string;
  readonly place: PyPlace;
  /** The code behind the comparison, as a function by itself. */
  readonly code: FunctionValue;
}

interface Comparison {
  readonly paths: readonly string[];
  readonly isPrefix: boolean;
  readonly methods: readonly HttpMethod[];
  readonly condition?: string;
}

const maxNodes = 4_000;

/** All comparisons of the request's path in a function and the functions inside it. */
export async function comparedPaths(
  machine: PythonMachine,
  value: FunctionValue,
): Promise<readonly ComparedPath[]> {
  const found: ComparedPath[] = [];
  const reader = new ComparisonReader(machine, value);
  const open: { readonly body: readonly PyStatement[]; readonly fn: PyFunction }[] = [
    { body: value.fn.body, fn: value.fn },
  ];
  let nodes = 0;
  for (let block = open.shift(); block !== undefined && nodes < maxNodes; block = open.shift()) {
    const { fn } = block;
    for (const statement of block.body) {
      nodes += 1;
      if (statement.kind === 'function') open.push({ body: statement.body, fn: statement });
      else if (statement.kind === 'assign' && statement.value) {
        reader.noteAssignment(statement.targets, statement.value);
        found.push(...(await reader.conditional(statement.value, fn)));
      } else if (statement.kind === 'return' && statement.value)
        found.push(...(await reader.conditional(statement.value, fn)));
      else if (statement.kind === 'if')
        for (const { test, body } of statement.branches) {
          const comparison = test && (await reader.comparison(test));
          if (comparison && test) found.push(...reader.found(comparison, test, body, fn));
          open.push({ body, fn });
        }
      else if ('body' in statement) {
        open.push({ body: statement.body, fn });
        if (statement.kind === 'try') {
          for (const handler of statement.handlers) open.push({ body: handler.body, fn });
          open.push({ body: statement.rest, fn });
        }
      }
    }
  }
  return found;
}

class ComparisonReader {
  readonly #machine: PythonMachine;
  readonly #value: FunctionValue;
  readonly #scope: Scope;
  /** Variables that hold the path. */
  readonly #names = new Set<string>();

  constructor(machine: PythonMachine, value: FunctionValue) {
    this.#machine = machine;
    this.#value = value;
    const cells = new Map(
      value.self && value.fn.parameters[0] ? [[value.fn.parameters[0].name, { value: value.self }]] : [],
    );
    this.#scope = { file: value.file, cells, parent: value.scope, stars: [] };
  }

  noteAssignment(targets: readonly PyExpression[], value: PyExpression): void {
    if (!this.#isPath(value)) return;
    for (const target of targets) if (target.kind === 'name') this.#names.add(target.name);
  }

  found(
    comparison: Comparison,
    test: PyExpression,
    body: readonly PyStatement[],
    fn: PyFunction,
  ): ComparedPath[] {
    const { file, scope, self } = this.#value;
    const last = body.at(-1);
    const code: FunctionValue = {
      kind: 'function',
      fn: { ...fn, body, decorators: [], start: body[0]?.start ?? test.start, end: last?.end ?? test.end },
      file,
      scope,
      ...(self && { self }),
    };
    const place = { file, start: test.start, end: test.end };
    return comparison.paths.map((path) => ({
      ...comparison,
      path,
      place,
      code,
    }));
  }

  /** `response = a if request.path == '/x' else b`. */
  async conditional(value: PyExpression, fn: PyFunction): Promise<ComparedPath[]> {
    if (value.kind !== 'conditional') return [];
    const comparison = await this.comparison(value.test);
    const { chosen } = value;
    return comparison
      ? this.found(
          comparison,
          value.test,
          [{ kind: 'return', value: chosen, start: chosen.start, end: chosen.end }],
          fn,
        )
      : [];
  }

  async comparison(test: PyExpression, depth = 0): Promise<Comparison | undefined> {
    if (depth > 6) return undefined;
    if (test.kind === 'binary') {
      const { operator, left, right } = test;
      if (operator === '==' && this.#isPath(left)) return this.#texts(right, false);
      if (operator === '==' && this.#isPath(right)) return this.#texts(left, false);
      if (operator === 'in' && this.#isPath(left)) return this.#texts(right, false);
      const one =
        operator === 'or' || operator === 'and' ? await this.comparison(left, depth + 1) : undefined;
      const other =
        operator === 'or' || operator === 'and' ? await this.comparison(right, depth + 1) : undefined;
      if (operator === 'or')
        return one && other
          ? {
              paths: [...one.paths, ...other.paths],
              isPrefix: one.isPrefix && other.isPrefix,
              methods: one.methods,
            }
          : undefined;
      if (operator !== 'and') return undefined;
      const compared = one ?? other;
      if (!compared || (one && other)) return undefined;
      const rest = one ? right : left;
      const methods = await this.#methods(rest);
      if (methods) return { ...compared, methods };
      const source = (await this.#machine.program.file(this.#value.file))?.source;
      const condition = source?.text.slice(rest.start, rest.end).replaceAll(/\s+/g, ' ').slice(0, 120);
      /** What depends on who asks is answered for some only. */
      return condition === undefined || /request|\b(?:user|session|cookies|headers)\b/i.test(condition)
        ? undefined
        : { ...compared, condition };
    }
    if (test.kind !== 'call' || test.callee.kind !== 'attribute' || test.callee.name !== 'startswith')
      return undefined;
    const [first] = test.args;
    return first && this.#isPath(test.callee.object) ? this.#texts(first.value, true) : undefined;
  }

  async #texts(value: PyExpression, isPrefix: boolean): Promise<Comparison | undefined> {
    const evaluated = await this.#machine.operations.evaluate(this.#machine, value, this.#scope);
    const texts = optionsOf(evaluated)
      .flatMap((option) => (option.kind === 'list' ? option.items : [option]))
      .flatMap((one) => plainText(one) ?? []);
    const paths = texts
      .filter((text) => text !== '')
      .map((text) => (text.startsWith('/') ? text : `/${text}`));
    return paths.length > 0 && paths.length === texts.length
      ? { paths, isPrefix, methods: ['ANY'] }
      : undefined;
  }

  /** `request.method == 'GET'`, `request.method in ('GET', 'HEAD')`. */
  async #methods(test: PyExpression): Promise<readonly HttpMethod[] | undefined> {
    if (
      test.kind !== 'binary' ||
      test.left.kind !== 'attribute' ||
      !/^(?:method|command)$/.test(test.left.name)
    )
      return undefined;
    const value = await this.#machine.operations.evaluate(this.#machine, test.right, this.#scope);
    const found = (value.kind === 'list' ? value.items : [value]).flatMap(
      (one) => httpMethods.get((plainText(one) ?? '').toLowerCase()) ?? [],
    );
    return found.length > 0 ? found : undefined;
  }

  /** `request.path`, `request.META['PATH_INFO']`, `scope['path']`, `urlparse(self.path).path` and variables with one of these. */
  #isPath(expression: PyExpression, depth = 0): boolean {
    if (depth > 6) return false;
    const inner = (one: PyExpression): boolean => this.#isPath(one, depth + 1);
    if (expression.kind === 'name') return this.#names.has(expression.name);
    if (expression.kind === 'attribute') {
      if (/^(?:path|path_info)$/.test(expression.name))
        return isRequest(expression.object) || inner(expression.object);
      return false;
    }
    if (expression.kind === 'subscript') {
      const [index] = expression.index;
      const [key] = index?.kind === 'text' ? index.parts : [];
      if (key === 'PATH_INFO' || (key === 'path' && /scope/.test(nameOf(expression.object)))) return true;
      return inner(expression.object);
    }
    if (expression.kind !== 'call') return false;
    const { callee, args } = expression;
    const name = nameOf(callee);
    if (/^(?:get_full_path|get_path)$/.test(name)) return true;
    if (/^(?:urlparse|urlsplit|unquote|str)$/.test(name))
      return args[0] !== undefined && inner(args[0].value);
    if (
      callee.kind === 'attribute' &&
      name === 'get' &&
      /^(?:META|environ|scope)$/.test(nameOf(callee.object))
    )
      return args.some(
        ({ value }) => value.kind === 'text' && (value.parts[0] === 'PATH_INFO' || value.parts[0] === 'path'),
      );
    return (
      callee.kind === 'attribute' &&
      /^(?:rstrip|strip|lower|lstrip|split|removesuffix|partition)$/.test(name) &&
      inner(callee.object)
    );
  }
}

function nameOf(expression: PyExpression): string {
  return expression.kind === 'name' || expression.kind === 'attribute' ? expression.name : '';
}

/** Names that requests bear; a path of a file is no path of a request. */
function isRequest(expression: PyExpression): boolean {
  return /^(?:request|req|self|url|_request|http_request|parsed\w*|environ)$/.test(nameOf(expression));
}

/** Whether code answers by itself: it returns something else than what the next one in line says. */
export function answersItself(body: readonly PyStatement[]): boolean {
  return body.some((statement) => {
    if (statement.kind === 'return')
      return statement.value !== undefined && statement.value.kind !== 'none' && !passesOn(statement.value);
    if (statement.kind === 'if') return statement.branches.some((branch) => answersItself(branch.body));
    return (
      'body' in statement &&
      statement.kind !== 'function' &&
      statement.kind !== 'class' &&
      answersItself(statement.body)
    );
  });
}

function passesOn(root: PyExpression): boolean {
  const stack: PyExpression[] = [root];
  for (let node = stack.pop(), count = 0; node !== undefined && count < 300; node = stack.pop(), count += 1) {
    if (
      node.kind === 'call' &&
      /^(?:_?get_response|app|handler)$|(?:^|_)next(?:_|$)/.test(nameOf(node.callee))
    )
      return true;
    stack.push(...partsOf(node));
  }
  return false;
}
