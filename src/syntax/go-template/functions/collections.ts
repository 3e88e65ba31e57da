import { TemplateError } from '../nodes.js';
import {
  deepCopy,
  intOf,
  isEqual,
  isTruthy,
  listOf,
  mapOf,
  formatGo,
  type GoFunction,
  type GoValue,
} from '../values.js';

/** Longer ranges of numbers are refused. */
const longest = 10_000;

function mergeInto(target: Map<string, GoValue>, source: Map<string, GoValue>, overwrites: boolean): void {
  for (const [key, value] of source) {
    const known = target.get(key);
    if (known instanceof Map && value instanceof Map) mergeInto(known, value, overwrites);
    else if (overwrites ? value !== null : !isTruthy(known)) target.set(key, deepCopy(value));
  }
}

function mergeAll(overwrites: boolean): GoFunction {
  return ([target, ...sources]) => {
    for (const source of sources) mergeInto(mapOf(target), mapOf(source), overwrites);
    return target;
  };
}

function numbers(from: number, to: number, step: number): GoValue {
  if (step === 0 || Math.abs((to - from) / step) > longest) throw new TemplateError('a range is too long');
  const found: number[] = [];
  for (let at = from; step > 0 ? at < to : at > to; at += step) found.push(at);
  return found;
}

function chosen(map: Map<string, GoValue>, isWanted: (key: string) => boolean): Map<string, GoValue> {
  return new Map([...map].filter(([key]) => isWanted(key)));
}

/** Functions on lists and maps. Sources: https://masterminds.github.io/sprig/lists.html and https://masterminds.github.io/sprig/dicts.html */
export const collections: Readonly<Record<string, GoFunction>> = {
  list: (given) => [...given],
  tuple: (given) => [...given],
  dict: (given) => {
    const map = new Map<string, GoValue>();
    // A key without a value has an empty text; a value that is nothing stays nothing.
    for (let at = 0; at < given.length; at += 2)
      map.set(formatGo(given[at]), at + 1 < given.length ? given[at + 1] : '');
    return map;
  },
  get: ([map, key]) => mapOf(map).get(formatGo(key)) ?? '',
  set: ([map, key, value]) => mapOf(map).set(formatGo(key), value),
  unset: ([map, key]) => {
    mapOf(map).delete(formatGo(key));
    return map;
  },
  hasKey: ([map, key]) => mapOf(map).has(formatGo(key)),
  keys: (given) => given.flatMap((map) => [...mapOf(map).keys()]),
  values: ([map]) => [...mapOf(map).values()],
  pick: ([map, ...keys]) => chosen(mapOf(map), (key) => keys.includes(key)),
  omit: ([map, ...keys]) => chosen(mapOf(map), (key) => !keys.includes(key)),
  merge: mergeAll(false),
  mustMerge: mergeAll(false),
  mergeOverwrite: mergeAll(true),
  mustMergeOverwrite: mergeAll(true),
  pluck: ([key, ...maps]) =>
    maps.flatMap((map) => (mapOf(map).has(formatGo(key)) ? [mapOf(map).get(formatGo(key))] : [])),
  dig: (given) => {
    const keys = given.slice(0, -2).map(formatGo);
    const fallback = given.at(-2) ?? null;
    let found: GoValue = given.at(-1) ?? null;
    for (const key of keys) {
      if (!(found instanceof Map) || !found.has(key)) return fallback;
      found = found.get(key) ?? null;
    }
    return found;
  },
  first: ([list]) => listOf(list)[0] ?? null,
  last: ([list]) => listOf(list).at(-1) ?? null,
  rest: ([list]) => listOf(list).slice(1),
  initial: ([list]) => listOf(list).slice(0, -1),
  append: ([list, item]) => [...listOf(list), item],
  prepend: ([list, item]) => [item, ...listOf(list)],
  concat: (given) => given.flatMap((list) => [...listOf(list)]),
  reverse: ([list]) => listOf(list).toReversed(),
  uniq: ([list]) =>
    listOf(list).filter((item, index, all) => all.findIndex((one) => isEqual(one, item)) === index),
  without: ([list, ...items]) => listOf(list).filter((one) => !items.some((item) => isEqual(one, item))),
  has: ([item, list]) => {
    // `.Capabilities.APIVersions` is a list to Go.
    const own = list instanceof Map ? list.get('Has') : undefined;
    return typeof own === 'function' ? own(item) : listOf(list).some((one) => isEqual(one, item));
  },
  compact: ([list]) => listOf(list).filter(isTruthy),
  sortAlpha: ([list]) => listOf(list).map(formatGo).toSorted(),
  slice: ([list, from, to]) => listOf(list).slice(intOf(from), to === undefined ? undefined : intOf(to)),
  until: ([to]) => numbers(0, intOf(to), intOf(to) < 0 ? -1 : 1),
  untilStep: ([from, to, step]) => numbers(intOf(from), intOf(to), intOf(step)),
};
