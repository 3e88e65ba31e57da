import type { Call, Evaluator } from '../evaluator.js';
import { certainText, concatenate } from '../text.js';
import { joinValues, listValue, undefinedValue, unknown, type ListValue, type Value } from '../value.js';

const itemLimit = 1000;
const roundLimit = 200;

/** A method of an array. Callbacks run for each known item, and once more when there may be others. */
export async function callListMethod(
  list: ListValue,
  name: string,
  call: Call,
  evaluator: Evaluator,
): Promise<Value | undefined> {
  const [first, second] = call.arguments;
  switch (name) {
    case 'push':
    case 'unshift':
      if (list.items.length < itemLimit) list.items.push(...call.arguments);
      return unknown;
    case 'forEach':
      await mapItems(list, first, call, evaluator);
      return undefinedValue;
    case 'map':
      return listValue(await mapItems(list, first, call, evaluator), list.open);
    case 'flatMap':
      return flatten(listValue(await mapItems(list, first, call, evaluator), list.open));
    case 'flat':
      return flatten(list);
    case 'filter':
    case 'sort':
    case 'toSorted':
    case 'reverse':
    case 'toReversed':
    case 'values':
      return listValue(list.items, list.open);
    case 'find':
    case 'findLast':
    case 'at':
    case 'pop':
    case 'shift':
      return list.items.length === 0 || list.items.length > 12 ? unknown : list.items.reduce(joinValues);
    case 'concat':
      return flatten(listValue([list, ...call.arguments], list.open));
    case 'slice': {
      const isWhole = call.arguments.length === 0;
      const from = first?.kind === 'literal' && typeof first.value === 'number' ? first.value : undefined;
      const isTail = from !== undefined && from >= 0 && second === undefined;
      return isTail
        ? listValue(list.items.slice(from), list.open)
        : listValue(list.items, list.open || !isWhole);
    }
    case 'reduce':
      return reduceItems(list, call, evaluator);
    case 'join':
      return joinItems(list, first);
    case 'some':
    case 'every':
      await mapItems(list, first, call, evaluator);
      return unknown;
    default:
      return undefined;
  }
}

async function mapItems(
  list: ListValue,
  callback: Value | undefined,
  call: Call,
  evaluator: Evaluator,
): Promise<Value[]> {
  if (callback === undefined) return [];
  const invoke = (item: Value, index: Value): Promise<Value> =>
    evaluator.call({ ...call, callee: callback, arguments: [item, index, list] });
  const results: Value[] = [];
  const items = list.items.slice(0, roundLimit);
  for (const [index, item] of items.entries())
    results.push(await invoke(item, { kind: 'literal', value: index }));
  if (list.open) await evaluator.state.maybe(undefined, () => invoke(unknown, unknown));
  return results;
}

function flatten(list: ListValue): ListValue {
  const flat = listValue([], list.open);
  for (const item of list.items) {
    if (item.kind !== 'list') flat.items.push(item);
    else if (flat.items.length < itemLimit) {
      flat.items.push(...item.items);
      flat.open ||= item.open;
    }
  }
  return flat;
}

async function reduceItems(list: ListValue, call: Call, evaluator: Evaluator): Promise<Value> {
  const [callback, initial] = call.arguments;
  if (callback === undefined) return unknown;
  const items = initial === undefined ? list.items.slice(1) : list.items;
  let result = initial ?? list.items[0] ?? unknown;
  for (const item of items.slice(0, roundLimit))
    result = await evaluator.call({ ...call, callee: callback, arguments: [result, item] });
  return result;
}

function joinItems(list: ListValue, separator: Value | undefined): Value {
  const between = separator === undefined ? ',' : certainText(separator);
  if (between === undefined || list.open || list.items.length > 100) return unknown;
  const pieces = list.items.flatMap((value, index) => {
    const before: Value = { kind: 'text', parts: [index === 0 ? '' : between], origins: [] };
    return [
      { value: before, expression: '' },
      { value, expression: '' },
    ];
  });
  return concatenate(pieces) ?? unknown;
}
