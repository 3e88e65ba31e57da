import { callOutside } from './outside.js';
import { callMethod } from './methods.js';
import { assign, conditionWords, lookUp, siteOf } from './machine.js';
import type { Machine, Operations } from './machine.js';
import { macroValue } from './macros.js';
import type { RustExpression, RustFunction, RustParameter } from './tree.js';
import { frameworkOfType } from './recognition.js';
import type { Frame, Value } from './values.js';
import { oneOf, optionsOf, unknown } from './values.js';

/** Calls that only wrap a value. */
const wrappers =
  /^(?:Ok|Some|Box::(?:new|pin)|Arc::new|Rc::new|Cow::(?:Borrowed|from)|String::from|Path::new|Shared::new)$/;

/** What an expression is. What it registers on the way is noted in the machine. */
async function evaluate(machine: Machine, node: RustExpression, frame: Frame): Promise<Value> {
  if (!machine.step()) return unknown;
  switch (node.kind) {
    case 'text':
      return { kind: 'text', text: [node.text] };
    case 'path':
      return pathValue(machine, node.segments, frame);
    case 'call':
      return call(machine, node, frame);
    case 'method':
      return callMethod(machine, node, frame);
    case 'macro':
      return macroValue(machine, node, frame);
    case 'closure':
      return { kind: 'closure', node, frame };
    case 'block':
      return block(machine, node, frame);
    case 'let': {
      const value = node.value ? await evaluate(machine, node.value, frame) : unknown;
      bind(node.pattern, value, frame);
      return unknown;
    }
    case 'if':
      return branches(machine, node, frame);
    case 'match': {
      if (node.test) await evaluate(machine, node.test, frame);
      const values: Value[] = [];
      for (const { pattern, value } of node.arms)
        values.push(
          await machine.under(pattern === '_' ? undefined : `if ${node.subject} is ${pattern}`, async () =>
            evaluate(machine, value, inner(frame)),
          ),
        );
      return oneOf(values);
    }
    case 'list': {
      const items: Value[] = [];
      for (const item of node.items) items.push(await evaluate(machine, item, frame));
      return { kind: 'list', items };
    }
    case 'field': {
      const object = await evaluate(machine, node.object, frame);
      if (object.kind === 'object') return object.fields.get(node.name) ?? unknown;
      return object.kind === 'list' ? (object.items[Number(node.name)] ?? unknown) : unknown;
    }
    case 'assign': {
      const value = await evaluate(machine, node.value, frame);
      if (node.target.kind === 'path' && node.target.segments.length === 1)
        assign(frame, node.target.segments[0] ?? '', value);
      return unknown;
    }
    case 'return': {
      const value = node.value ? await evaluate(machine, node.value, frame) : unknown;
      frame.returned.push(value);
      return unknown;
    }
    case 'loop':
      return loop(machine, node, frame);
    case 'struct': {
      const fields = new Map<string, Value>();
      for (const { name, value } of node.fields) fields.set(name, await evaluate(machine, value, frame));
      return { kind: 'object', type: node.name === 'Self' ? (frame.self ?? '') : node.name, fields };
    }
    case 'binary': {
      const left = await evaluate(machine, node.left, frame);
      const right = await evaluate(machine, node.right, frame);
      return node.operator === '+' && left.kind === 'text'
        ? { kind: 'text', text: [...left.text, ...(right.kind === 'text' ? right.text : [null])] }
        : unknown;
    }
    default: {
      for (const part of node.parts) await evaluate(machine, part, frame);
      return unknown;
    }
  }
}

function inner(frame: Frame): Frame {
  return { ...frame, scope: new Map(), outer: frame };
}

async function block(
  machine: Machine,
  node: Extract<RustExpression, { kind: 'block' }>,
  frame: Frame,
): Promise<Value> {
  const scoped = inner(frame);
  for (const statement of node.statements) await evaluate(machine, statement, scoped);
  return node.tail ? evaluate(machine, node.tail, scoped) : unknown;
}

async function branches(
  machine: Machine,
  node: Extract<RustExpression, { kind: 'if' }>,
  frame: Frame,
): Promise<Value> {
  if (node.test) await evaluate(machine, node.test, frame);
  const first = await machine.under(conditionWords(node.condition, false), async () =>
    evaluate(machine, node.consequence, inner(frame)),
  );
  const { alternative } = node;
  const second = alternative
    ? await machine.under(conditionWords(node.condition, true), async () =>
        evaluate(machine, alternative, inner(frame)),
      )
    : unknown;
  return oneOf([first, second]);
}

async function loop(
  machine: Machine,
  node: Extract<RustExpression, { kind: 'loop' }>,
  frame: Frame,
): Promise<Value> {
  const over = node.over ? await evaluate(machine, node.over, frame) : unknown;
  const items = over.kind === 'list' ? over.items.slice(0, 60) : [unknown];
  for (const item of items) {
    const scoped = inner(frame);
    bind(node.pattern, item, scoped);
    await evaluate(machine, node.body, scoped);
  }
  return unknown;
}

/** Binds a name, or the names of a tuple. */
function bind(pattern: string, value: Value, frame: Frame): void {
  const tuple = /^\(([\s\S]*)\)$/.exec(pattern.trim())?.[1];
  if (tuple !== undefined) {
    for (const [index, part] of tuple.split(',').entries())
      bind(
        part.trim().replace(/^(?:&|mut\s+)*/, ''),
        value.kind === 'list' ? (value.items[index] ?? unknown) : unknown,
        frame,
      );
    return;
  }
  const name = /^(?:(?:Ok|Some|State|Data)\()?(?:&|mut\s+|ref\s+)*(\w+)\)?$/.exec(pattern.trim())?.[1];
  if (name !== undefined && name !== '_') frame.scope.set(name, value);
}

/** What a path means: a variable, a constant, a function, or something of another package. */
async function pathValue(machine: Machine, segments: readonly string[], frame: Frame): Promise<Value> {
  const [first = '', second] = segments;
  if (second === undefined) {
    const variable = lookUp(frame, first);
    if (variable) return variable;
    if (first === 'self') return { kind: 'object', type: frame.self ?? '', fields: new Map() };
  }
  if (first === 'Self' && second !== undefined && frame.self !== undefined) {
    const own = machine.program.ownConst(frame.self, second);
    if (own) return evaluate(machine, own.value, frame);
    const [method] = machine.program.methods(frame.self, second);
    return method ? { kind: 'function', function: method, self: frame.self } : unknown;
  }
  const meaning = await machine.program.meaning(segments, frame.place);
  if (meaning.kind === 'outside') return { kind: 'outside', path: meaning.path };
  const found = await machine.program.functionAt(meaning);
  if (found) {
    const owner = meaning.path.at(-2) ?? '';
    return { kind: 'function', function: found, ...(found.owner !== undefined && { self: owner }) };
  }
  const constant = await machine.program.constAt(meaning);
  if (constant)
    return evaluate(machine, constant.value.value, { ...frame, place: constant.place, scope: new Map() });
  const own = machine.program.ownConst(meaning.path.at(-2) ?? '', meaning.path.at(-1) ?? '');
  return own ? evaluate(machine, own.value, frame) : unknown;
}

async function call(
  machine: Machine,
  node: Extract<RustExpression, { kind: 'call' }>,
  frame: Frame,
): Promise<Value> {
  const args: Value[] = [];
  for (const arg of node.args) args.push(await evaluate(machine, arg, frame));
  const written = node.callee.kind === 'path' ? node.callee.segments.slice(-2).join('::') : '';
  if (wrappers.test(written)) return args[0] ?? unknown;
  const callee = await evaluate(machine, node.callee, frame);
  for (const option of optionsOf(callee)) {
    if (option.kind === 'function' || option.kind === 'closure') return callValue(machine, option, args);
    if (option.kind === 'outside') return callOutside(machine, option.path, args, node, frame);
  }
  await handOver(machine, args);
  return args.find(({ kind }) => kind === 'router') ?? unknown;
}

/** Gives values to code that is not seen: routers may be served there, closures called. */
async function handOver(machine: Machine, args: readonly Value[]): Promise<void> {
  for (const arg of args.flatMap(optionsOf))
    if (arg.kind === 'closure') machine.serve([await callValue(machine, arg, [])]);
  machine.serve(args);
}

/** Calls a function or closure of the program. */
async function callValue(
  machine: Machine,
  callee: Extract<Value, { kind: 'function' | 'closure' }>,
  args: readonly Value[],
): Promise<Value> {
  if (callee.kind === 'function') return callFunction(machine, callee.function, args, callee.self);
  if (machine.stack.length > 40) return unknown;
  const frame = { ...inner(callee.frame), returned: [] as Value[] };
  bindParameters(machine, callee.node.parameters, args, frame);
  const value = await evaluate(machine, callee.node.body, frame);
  return oneOf([value, ...frame.returned]);
}

/** Words without which a function has nothing to do with routes or paths. */
const relevant =
  /\b(?:\w*Router|routes?|Routes?|Scope|Resource|ServiceConfig|service|mount|serve|App|HttpServer|Filter|Reply|path|nest|rocket|Rocket|scope|configure)\b|-> *(?:&|String|Cow|impl Into<String>)/;

/** Calls a function of the program with what is known of its arguments. */
export async function callFunction(
  machine: Machine,
  callee: RustFunction,
  args: readonly Value[],
  self?: string,
): Promise<Value> {
  const { body } = callee;
  const source = machine.program.sources.get(callee.file);
  const file = await machine.program.file(callee.file);
  const place = file && machine.program.placeOf(file, callee.inner);
  if (!body || !source || !place || machine.stack.includes(callee) || machine.stack.length > 40)
    return unknown;
  machine.entered.add(callee);
  if (machine.stack.length > 0) machine.called.add(callee);
  if (!relevant.test(source.text.slice(callee.start, callee.end))) {
    machine.serve(args);
    return args.find(({ kind }) => kind === 'router') ?? unknown;
  }
  const owner = self ?? callee.owner;
  const frame: Frame = { place, scope: new Map(), returned: [], ...(owner !== undefined && { self: owner }) };
  const hasSelf = callee.parameters[0]?.name === 'self';
  const given = hasSelf && args.length < callee.parameters.length ? [unknown, ...args] : args;
  bindParameters(machine, callee.parameters, given, frame);
  if (hasSelf && given[0]?.kind !== 'object' && given[0]?.kind !== 'router') frame.scope.delete('self');
  machine.stack.push(callee);
  try {
    const value = await evaluate(machine, body, frame);
    return oneOf([value, ...frame.returned]);
  } finally {
    machine.stack.pop();
  }
}

/** A parameter that nobody gave a value is a router of its own when its type says so: what stands before its paths is not known. */
function bindParameters(
  machine: Machine,
  parameters: readonly RustParameter[],
  args: readonly Value[],
  frame: Frame,
): void {
  for (const [index, parameter] of parameters.entries()) {
    const given = args[index];
    const framework = frameworkOfType(parameter.type, frame.place);
    if (
      (given === undefined || given.kind === 'unknown') &&
      framework !== undefined &&
      !/\bimpl\b|\bFn/.test(parameter.type)
    ) {
      const router = machine.router(framework, 'part', siteOf(frame, { start: 0, end: 0 }));
      frame.scope.set(parameter.name, { kind: 'router', router });
    } else bind(parameter.name, given ?? unknown, frame);
  }
}

/** The evaluation as its other parts call it. */
export const operations: Operations = { evaluate, pathValue, callValue, callFunction, handOver };
