import { attributeOf, isProperty, lookUp } from './attributes.js';
import type { PythonMachine } from './machine.js';
import type { PyArgument, PyCall, PyExpression } from './tree.js';
import type { PyArguments, PyValue, Scope } from './values.js';
import { containerMethod, someOf, subscript } from './containers.js';
import { interpolated, joined, plainText } from './texts.js';
import { eitherOf, optionsOf, truthOf, unknown } from './values.js';

const none: PyArguments = { positional: [], named: new Map(), complete: true };

/** The value of an expression. */
export async function evaluate(
  machine: PythonMachine,
  expression: PyExpression,
  scope: Scope,
): Promise<PyValue> {
  if (!machine.step()) return unknown;
  const inner = async (one: PyExpression): Promise<PyValue> => evaluate(machine, one, scope);
  switch (expression.kind) {
    case 'text':
      return textValue(machine, expression.parts, scope);
    case 'number':
      return { kind: 'number', value: expression.value };
    case 'boolean':
      return { kind: 'boolean', value: expression.value };
    case 'none':
      return { kind: 'none' };
    case 'name':
      return (await lookUp(machine, scope, expression.name)) ?? builtin(expression.name);
    case 'attribute':
      return read(
        machine,
        await attributeOf(machine, await inner(expression.object), expression.name),
        expression,
        scope,
      );
    case 'subscript': {
      const [first] = expression.index;
      const object = await inner(expression.object);
      if (object.kind === 'host') {
        const isSlice = first?.kind === 'other' && first.type === 'slice';
        return machine.host.partOf?.(object.object, isSlice ? 'slice' : 'item') ?? unknown;
      }
      const index = first ? await inner(first) : unknown;
      /** `Annotated[Session, Depends(get_db)]`: the type itself is what counts. */
      if (object.kind === 'external' && /(?:^|\.)Annotated$/.test(object.name))
        return index.kind === 'list' ? (index.items[0] ?? unknown) : index;
      return expression.index.length === 1 ? subscript(object, index) : unknown;
    }
    case 'call':
      return evaluateCall(machine, expression, scope);
    case 'list':
      return {
        ...(await listValue(machine, expression.items, scope)),
        place: { file: scope.file, start: expression.start, end: expression.end },
      };
    case 'dict': {
      const entries = new Map<string, PyValue>();
      let complete = true;
      for (const [key, value] of expression.entries) {
        const name = key ? plainText(await inner(key)) : undefined;
        const held = await inner(value);
        if (name !== undefined) entries.set(name, held);
        else if (!key && held.kind === 'dict')
          for (const [one, other] of held.entries) entries.set(one, other);
        else {
          complete = false;
          entries.set(`\0${entries.size}`, held);
        }
      }
      return { kind: 'dict', entries, complete };
    }
    case 'binary':
      return binary(machine, expression, scope);
    case 'conditional': {
      const truth = truthOf(await inner(expression.test));
      if (truth !== undefined) return inner(truth ? expression.chosen : expression.otherwise);
      return eitherOf([await inner(expression.chosen), await inner(expression.otherwise)]);
    }
    case 'await':
    case 'spread':
      return inner(expression.value);
    case 'assigned': {
      const value = await inner(expression.value);
      scope.cells.set(expression.name, { value });
      return value;
    }
    case 'lambda':
      return { kind: 'function', fn: expression.fn, file: scope.file, scope };
    case 'other':
      if (expression.type === 'generic_type') return genericType(machine, expression.children, scope);
      return comprehension(machine, expression.children, scope);
    default:
      return unknown;
  }
}

/** A type with arguments in an annotation; of `Annotated[Session, Depends(get_db)]` the type itself is what counts. */
async function genericType(
  machine: PythonMachine,
  [type, parameters]: readonly PyExpression[],
  scope: Scope,
): Promise<PyValue> {
  const value = type ? await evaluate(machine, type, scope) : unknown;
  const [first] = parameters?.kind === 'other' ? parameters.children : [];
  const isAnnotated = value.kind === 'external' && /(?:^|\.)Annotated$/.test(value.name);
  return isAnnotated ? (first ? evaluate(machine, first, scope) : unknown) : unknown;
}

/** `[f(x) for x in items]` over a list that is known; of all else inside brackets nothing is. */
async function comprehension(
  machine: PythonMachine,
  [element, clause, ...more]: readonly PyExpression[],
  scope: Scope,
): Promise<PyValue> {
  if (!element || clause?.kind !== 'other' || clause.type !== 'for_in_clause' || more.length > 0)
    return unknown;
  const [target, iterable] = clause.children;
  if (target?.kind !== 'name' || !iterable) return unknown;
  const list = await evaluate(machine, iterable, scope);
  if (list.kind !== 'list') return unknown;
  const items: PyValue[] = [];
  for (const value of list.items.slice(0, 300)) {
    const cells = new Map([[target.name, { value }]]);
    items.push(await evaluate(machine, element, { file: scope.file, cells, parent: scope, stars: [] }));
  }
  return { kind: 'list', items, complete: list.complete && list.items.length <= 300 };
}

const builtins = new Set([
  'str',
  'list',
  'tuple',
  'sorted',
  'reversed',
  'getattr',
  'isinstance',
  'super',
  'set',
  'print',
  'zip',
  'enumerate',
  'property',
]);

function builtin(name: string): PyValue {
  return name === '__name__'
    ? { kind: 'text', text: [null], adjustable: false }
    : builtins.has(name)
      ? { kind: 'external', name: `builtins.${name}` }
      : unknown;
}

async function read(
  machine: PythonMachine,
  value: PyValue,
  expression: PyExpression,
  scope: Scope,
): Promise<PyValue> {
  if (!isProperty(value)) return value;
  const result = await machine.operations.apply(machine, value, none, {
    file: scope.file,
    start: expression.start,
    end: expression.end,
  });
  return result.kind === 'text' ? { ...result, adjustable: true } : result;
}

async function textValue(
  machine: PythonMachine,
  parts: readonly (string | PyExpression)[],
  scope: Scope,
): Promise<PyValue> {
  let value: PyValue = { kind: 'text', text: [], adjustable: false };
  for (const part of parts)
    value = joined(
      value,
      typeof part === 'string'
        ? { kind: 'text', text: [part], adjustable: false }
        : await evaluate(machine, part, scope),
    );
  return value;
}

async function listValue(
  machine: PythonMachine,
  items: readonly PyExpression[],
  scope: Scope,
): Promise<Extract<PyValue, { kind: 'list' }>> {
  const values: PyValue[] = [];
  let complete = items.length <= 2_000;
  for (const item of items.slice(0, 2_000)) {
    const value = await evaluate(machine, item, scope);
    if (item.kind !== 'spread') values.push(value);
    else if (value.kind === 'list') {
      values.push(...value.items.slice(0, 2_000));
      complete &&= value.complete;
    } else complete = false;
  }
  return { kind: 'list', items: values, complete };
}

async function binary(
  machine: PythonMachine,
  expression: Extract<PyExpression, { kind: 'binary' }>,
  scope: Scope,
): Promise<PyValue> {
  const left = await evaluate(machine, expression.left, scope);
  const { operator } = expression;
  if (left.kind === 'text') machine.steps += left.text.join('').length >> 6;
  const truth = truthOf(left);
  if (operator === 'or' && truth === true) return left;
  if (operator === 'and' && truth === false) return left;
  const right = await evaluate(machine, expression.right, scope);
  switch (operator) {
    case '+':
      if (left.kind === 'list' && right.kind === 'list')
        return {
          kind: 'list',
          items: [...left.items, ...right.items].slice(0, 2_000),
          complete: left.complete && right.complete,
        };
      if (machine.host.keepsPartialLists && (left.kind === 'list' || right.kind === 'list'))
        return someOf(left, right);
      return optionsOf(left).some((one) => one.kind === 'text') ||
        optionsOf(right).some((one) => one.kind === 'text')
        ? joined(left, right)
        : unknown;
    case '%': {
      const template = plainText(left);
      return template === undefined ? unknown : interpolated(template, right);
    }
    case 'or':
    case 'and':
      return truth === undefined ? eitherOf([left, right]) : right;
    case 'is':
    case 'is not':
    case '==':
    case '!=': {
      const same = areSame(left, right);
      return same === undefined ? unknown : { kind: 'boolean', value: same === /^(?:is|==)$/.test(operator) };
    }
    default:
      return unknown;
  }
}

function areSame(left: PyValue, right: PyValue): boolean | undefined {
  if (right.kind === 'none')
    return left.kind === 'none' ? true : truthOf(left) === true || left.kind === 'text' ? false : undefined;
  const [one, two] = [plainText(left), plainText(right)];
  if (one === undefined || two === undefined || (left.kind === 'text' && left.adjustable)) return undefined;
  return one === two;
}

async function evaluateCall(machine: PythonMachine, call: PyCall, scope: Scope): Promise<PyValue> {
  const { callee } = call;
  const site = { file: scope.file, start: call.start, end: call.end };
  if (callee.kind !== 'attribute') {
    const target = await evaluate(machine, callee, scope);
    return machine.operations.apply(
      machine,
      target,
      await evaluateArguments(machine, call.args, scope),
      site,
    );
  }
  const object = await evaluate(machine, callee.object, scope);
  const args = await evaluateArguments(machine, call.args, scope);
  const own = containerMethod(object, callee.name, args);
  if (own) return own;
  if (object.kind === 'either' && machine.host.keepsPartialLists)
    for (const option of object.options)
      if (option.kind === 'list') containerMethod(option, callee.name, args);
  if (object.kind === 'unknown') await machine.host.callUnknown(callee.object, callee.name, args, site);
  return machine.operations.apply(machine, await attributeOf(machine, object, callee.name), args, site);
}

export async function evaluateArguments(
  machine: PythonMachine,
  args: readonly PyArgument[],
  scope: Scope,
): Promise<PyArguments> {
  const positional: PyValue[] = [];
  const named = new Map<string, PyValue>();
  let complete = true;
  for (const one of args) {
    const value = await evaluate(machine, one.value, scope);
    if (one.name !== undefined) named.set(one.name, value);
    else if (one.spread === undefined) positional.push(value);
    else if (one.spread === 1 && value.kind === 'list') positional.push(...value.items);
    else if (one.spread === 2 && value.kind === 'dict') {
      for (const [key, held] of value.entries) named.set(key, held);
      complete &&= value.complete;
    } else complete = false;
  }
  return { positional, named, complete };
}
