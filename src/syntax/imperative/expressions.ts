import type { Evaluation } from './evaluation.js';
import { binary, elementOf, joined, sameValue, truthOf, unary } from './fold.js';
import type { Argument, Expression, Item, Located } from './tree.js';
import type { Call, Entry, Frame, Value } from './values.js';
import { entryOf, numberOf, wordOf } from './values.js';

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

const unknown: Value = { kind: 'code', text: '' };

/** Folds an expression to a value and hands its calls to the host. */
export function evaluateExpression(expression: Expression, frame: Frame, machine: Evaluation): Value {
  const of = (inner: Expression): Value => machine.evaluate(inner, frame);
  switch (expression.kind) {
    case 'text':
      return {
        kind: 'text',
        text: expression.text,
        whole: true,
        ...(machine.isHome && { place: { source: machine.unit.source, offset: expression.at } }),
      };
    case 'number':
      return { kind: 'number', text: expression.text };
    case 'boolean':
      return { kind: 'boolean', value: expression.value };
    case 'null':
      return { kind: 'null' };
    case 'concatenation':
      return joined(expression.parts.map(of), machine.library.implicitSelf);
    case 'list':
      return { kind: 'list', entries: entriesOf(expression.items, of) };
    case 'variable':
      return variable(expression, frame, machine);
    case 'name':
      return named(expression, frame, machine);
    case 'member':
      return member(expression, of, machine);
    case 'element': {
      const object = of(expression.object);
      const index = expression.index ? of(expression.index) : undefined;
      return elementOf(object, index) ?? sourceCode(expression, machine);
    }
    case 'call':
      return call(expression, frame, machine);
    case 'invoke': {
      const callee = of(expression.callee);
      const given = argumentsOf(expression.arguments, of);
      if (callee.kind === 'function') return machine.invoke(callee, given.positional);
      return (
        (callee.kind === 'object'
          ? callee.object.call(callOf('__invoke', [], given, expression, machine))
          : undefined) ?? unknown
      );
    }
    case 'new':
      return create(expression, of, machine);
    case 'function':
      return {
        kind: 'function',
        function: expression.function,
        frame,
        unit: machine.unit,
        level: machine.level,
      };
    case 'binary':
      return operation(expression, frame, machine);
    case 'unary':
      return step(expression, frame, machine);
    case 'conditional':
      return conditional(expression, frame, machine);
    case 'choice':
      return choice(expression, frame, machine);
    case 'assignment':
      return assign(expression, frame, machine);
    case 'throw':
      machine.raise();
      return unknown;
    default:
      for (const part of expression.parts) of(part);
      return { kind: 'code', text: expression.text };
  }
}

/** The text of an expression whose value is not known. */
function sourceCode(node: Located, machine: Evaluation): Value {
  return {
    kind: 'code',
    text: machine.unit.source.text.slice(node.start, Math.min(node.end, node.start + 200)),
  };
}

function entriesOf(items: readonly Item[], of: (inner: Expression) => Value): readonly Entry[] {
  return items.flatMap((item): readonly Entry[] => {
    const value = of(item.value);
    if (item.spread === true) return value.kind === 'list' ? value.entries : [{ value: unknown }];
    const key = item.key ? keyOf(of(item.key)) : undefined;
    if (item.key && key === undefined) return [{ key: '?', value }];
    return [{ ...(key !== undefined && { key }), value }];
  });
}

function keyOf(value: Value): string | undefined {
  return value.kind === 'class' ? value.name : wordOf(value);
}

function variable({ name, start, end }: Of<'variable'>, frame: Frame, machine: Evaluation): Value {
  if (name === 'this') return { kind: 'self', level: 0 };
  if (name === 'base') return { kind: 'self', level: machine.level + 1 };
  return frame.get(name) ?? machine.host.name?.(name) ?? sourceCode({ start, end }, machine);
}

function named({ name }: Of<'name'>, frame: Frame, machine: Evaluation): Value {
  if (name === '__DIR__') {
    const { path } = machine.unit.source;
    return {
      kind: 'text',
      text: path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.',
      whole: true,
    };
  }
  const own = machine.library.implicitSelf ? (frame.get(name) ?? machine.field(name)) : undefined;
  const constant = machine.unit.program.constants.find((candidate) => candidate.name === name)?.value;
  return (
    own ??
    (constant ? machine.evaluate(constant, frame) : undefined) ??
    machine.host.name?.(name) ??
    (machine.library.implicitSelf ? machine.methodValue(name) : undefined) ?? { kind: 'class', name }
  );
}

function member(expression: Of<'member'>, of: (inner: Expression) => Value, machine: Evaluation): Value {
  const { name } = expression;
  const object = of(expression.object);
  const known = (): Value | undefined => {
    switch (object.kind) {
      case 'object':
        return object.object.member?.(name);
      case 'self':
        return machine.field(name);
      case 'class':
        return name === 'class' ? object : machine.constantOf(object.name, name);
      case 'list':
        return entryOf(object, name);
      default:
        return undefined;
    }
  };
  return (
    known() ??
    machine.host.member?.(object, name, machine.spanOf(expression)) ??
    machine.library.property?.(object, name) ??
    sourceCode(expression, machine)
  );
}

/** The values of arguments. A spread list that is not known is one unknown argument. */
function argumentsOf(
  given: readonly Argument[],
  of: (inner: Expression) => Value,
): { readonly positional: readonly Value[]; readonly named: ReadonlyMap<string, Value> } {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  for (const { name, value, spread } of given) {
    const known = of(value);
    if (spread === true && known.kind === 'list')
      for (const entry of known.entries)
        if (entry.key === undefined) positional.push(entry.value);
        else named.set(entry.key, entry.value);
    else if (name === undefined) positional.push(known);
    else named.set(name, known);
  }
  return { positional, named };
}

function call(expression: Of<'call'>, frame: Frame, machine: Evaluation): Value {
  const of = (inner: Expression): Value => machine.evaluate(inner, frame);
  const { name } = expression;
  if (name === 'nameof' && !expression.object && machine.library.implicitSelf) {
    const written = lastName(expression.arguments[0]?.value);
    if (written !== undefined) return { kind: 'text', text: written, whole: true };
  }
  const receiver = expression.object ? of(expression.object) : undefined;
  const given = argumentsOf(expression.arguments, of);
  const self = receiver ?? (machine.library.implicitSelf ? ({ kind: 'self', level: 0 } as const) : undefined);
  if (!receiver) {
    const local = frame.get(name);
    if (local?.kind === 'function') return machine.invoke(local, given.positional);
    const own = machine.unit.program.functions.get(name);
    if (own) return machine.callForeign(machine.unit, own, given.positional, given.named, expression);
  }
  if (self?.kind === 'self') {
    const result = machine.callMethod(name, self.level, given.positional, given.named, expression);
    if (result) return result;
  }
  if (receiver?.kind === 'class') {
    const result = machine.callStatic(receiver.name, name, given.positional, given.named, expression);
    // What a helper gives may be known to the host by its name, where its code says nothing.
    if (result && result.kind !== 'code') return result;
  }
  const evaluated = callOf(name, expression.typeArguments, given, expression, machine, expression.object);
  const answered = receiver?.kind === 'object' ? receiver.object.call(evaluated) : undefined;
  return (
    answered ??
    extended(receiver, evaluated, expression, machine) ??
    machine.host.call(receiver, evaluated) ??
    machine.library.builtin(receiver, evaluated) ??
    sourceCode(expression, machine)
  );
}

function callOf(
  name: string,
  typeArguments: readonly string[],
  given: Pick<Call, 'positional' | 'named'>,
  node: Located,
  machine: Evaluation,
  behind?: Located,
): Call {
  return {
    name,
    typeArguments,
    ...given,
    node,
    discarded: machine.statement === node,
    span: machine.spanOf(node),
    get link() {
      return machine.spanOf({ start: linkStart(node, behind, machine), end: node.end });
    },
    circumstances: machine.circumstances,
    invoke: (callee, values) => machine.invoke(callee, values),
    under: (change, read) => machine.under(change, read),
    end: (how) => {
      machine.end(how);
    },
    guardRest: () => {
      machine.guardRest();
    },
  };
}

/** What C#'s `nameof` gives: the last name of an expression, whatever its value. */
function lastName(expression: Expression | undefined): string | undefined {
  switch (expression?.kind) {
    case 'member':
    case 'name':
    case 'variable':
      return expression.name;
    default:
      return undefined;
  }
}

/** Where a call begins behind the object that it is called on; at its own beginning when there is none. */
function linkStart(node: Located, behind: Located | undefined, { unit }: Evaluation): number {
  if (!behind || behind.start !== node.start || behind.end >= node.end) return node.start;
  const gap = /^\s*/.exec(unit.source.text.slice(behind.end, Math.min(node.end, behind.end + 400)));
  return behind.end + (gap?.[0].length ?? 0);
}

/** A call of a method that a class of the repository adds to other types (C#). */
function extended(
  receiver: Value | undefined,
  given: Call,
  node: Located,
  machine: Evaluation,
): Value | undefined {
  const found = receiver ? machine.library.extension?.(given.name) : undefined;
  return found && receiver
    ? machine.callForeign(found.unit, found.function, [receiver, ...given.positional], given.named, node)
    : undefined;
}

function create(expression: Of<'new'>, of: (inner: Expression) => Value, machine: Evaluation): Value {
  const given = argumentsOf(expression.arguments, of);
  const made = machine.host.create?.(callOf(expression.type, [], given, expression, machine));
  if (made) return made;
  if (expression.items) {
    const entries = entriesOf(expression.items, of);
    // `new Dictionary<…> { { key, value } }`
    const pairs = /Dictionary|^SortedList$/.test(expression.type)
      ? entries.map((entry): Entry => {
          const [key, value] = entry.value.kind === 'list' ? entry.value.entries : [];
          const word = key && keyOf(key.value);
          return entry.key === undefined && word !== undefined && value
            ? { key: word, value: value.value }
            : entry;
        })
      : entries;
    return { kind: 'list', entries: pairs };
  }
  return /^(List|Dictionary|HashSet)$/.test(expression.type) && given.positional.length === 0
    ? { kind: 'list', entries: [] }
    : sourceCode(expression, machine);
}

function operation(expression: Of<'binary'>, frame: Frame, machine: Evaluation): Value {
  const left = machine.evaluate(expression.left, frame);
  if (expression.operator === 'instanceof') {
    const { right } = expression;
    const type = right.kind === 'name' ? right.name : undefined;
    const answer = left.kind === 'object' && type !== undefined ? left.object.is?.(type) : undefined;
    return answer === undefined ? sourceCode(expression, machine) : { kind: 'boolean', value: answer };
  }
  const truth = truthOf(left);
  // What is not reached is not read: `$a && $b->drop()`, `$a ?? drop()`.
  if (/^(&&|and)$/.test(expression.operator) && truth === false) return { kind: 'boolean', value: false };
  if (/^(\|\||or)$/.test(expression.operator) && truth === true) return { kind: 'boolean', value: true };
  const decided = truth !== undefined || !/^(&&|and|\|\||or)$/.test(expression.operator);
  const read = (): Value => machine.evaluate(expression.right, frame);
  const right = decided
    ? read()
    : machine.under(left.kind === 'guard' ? { guarded: true } : { unsure: true }, read);
  const result = binary(expression.operator, left, right);
  return result.kind === 'code' && result.text === '' ? sourceCode(expression, machine) : result;
}

/** `!x`, `-x`, `i++`. */
function step(expression: Of<'unary'>, frame: Frame, machine: Evaluation): Value {
  const value = machine.evaluate(expression.operand, frame);
  const change = expression.operator === '++' ? 1 : expression.operator === '--' ? -1 : undefined;
  if (change === undefined) return unary(expression.operator, value);
  const { operand } = expression;
  const number = numberOf(value);
  if (operand.kind === 'variable' || operand.kind === 'name')
    frame.assign(
      operand.name,
      number === undefined
        ? { kind: 'code', text: operand.name }
        : { kind: 'number', text: String(number + change) },
    );
  return value;
}

function conditional(expression: Of<'conditional'>, frame: Frame, machine: Evaluation): Value {
  const condition = machine.evaluate(expression.condition, frame);
  const truth = condition.kind === 'guard' ? undefined : truthOf(condition);
  const { consequence, otherwise } = expression;
  if (truth !== undefined)
    return truth
      ? consequence
        ? machine.evaluate(consequence, frame)
        : condition
      : machine.evaluate(otherwise, frame);
  return machine.under({ unsure: true }, () => {
    const yes = consequence ? machine.evaluate(consequence, frame) : condition;
    const no = machine.evaluate(otherwise, frame);
    return sameValue(yes, no) === true ? yes : sourceCode(expression, machine);
  });
}

function choice(expression: Of<'choice'>, frame: Frame, machine: Evaluation): Value {
  const subject = machine.evaluate(expression.subject, frame);
  let open = false;
  for (const { labels, value } of expression.arms) {
    const same = new Set(labels.map((label) => sameValue(subject, machine.evaluate(label, frame))));
    if (labels.length === 0 || same.has(true)) {
      if (!open) return machine.evaluate(value, frame);
      machine.under({ unsure: true }, () => machine.evaluate(value, frame));
    } else if (same.has(undefined)) {
      open = true;
      machine.under({ unsure: true }, () => machine.evaluate(value, frame));
    }
  }
  return sourceCode(expression, machine);
}

function assign(expression: Of<'assignment'>, frame: Frame, machine: Evaluation): Value {
  const { target, operator } = expression;
  const value = machine.evaluate(expression.value, frame);
  if (operator === '=') return store(target, value, frame, machine);
  const before = machine.evaluate(target, frame);
  switch (operator) {
    case '.=':
      return store(target, joined([before, value]), frame, machine);
    case '+=':
      return store(target, joined([before, value], true), frame, machine);
    case '??=':
      return before.kind === 'null' ? store(target, value, frame, machine) : before;
    default:
      return store(target, unknown, frame, machine);
  }
}

function store(target: Expression, value: Value, frame: Frame, machine: Evaluation): Value {
  switch (target.kind) {
    case 'variable':
      frame.assign(target.name, value);
      break;
    case 'name':
      if (frame.get(target.name) === undefined) machine.setField(target.name, value);
      else frame.assign(target.name, value);
      break;
    case 'member': {
      const object = machine.evaluate(target.object, frame);
      if (object.kind === 'self' || object.kind === 'class') machine.setField(target.name, value);
      else if (object.kind === 'object') object.object.assign?.(target.name, value);
      break;
    }
    case 'list':
      for (const [index, item] of target.items.entries()) {
        const entry = value.kind === 'list' ? value.entries[index] : undefined;
        store(item.value, entry?.value ?? unknown, frame, machine);
      }
      break;
    case 'element':
      storeElement(target, value, frame, machine);
      break;
    default:
  }
  return value;
}

/** `$list[] = $value`, `$list['key'] = $value`. */
function storeElement(target: Of<'element'>, value: Value, frame: Frame, machine: Evaluation): void {
  const list = machine.evaluate(target.object, frame);
  const key = target.index ? keyOf(machine.evaluate(target.index, frame)) : undefined;
  const open =
    machine.circumstances.unsure || machine.circumstances.looped || (target.index && key === undefined);
  if (list.kind !== 'list' || open === true) {
    if (target.object.kind !== 'variable' && target.object.kind !== 'name') return;
    if (list.kind !== 'object') store(target.object, unknown, frame, machine);
    return;
  }
  const kept = key === undefined ? list.entries : list.entries.filter((entry) => entry.key !== key);
  store(
    target.object,
    { kind: 'list', entries: [...kept, { ...(key !== undefined && { key }), value }] },
    frame,
    machine,
  );
}
