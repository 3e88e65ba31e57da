import type { Pattern } from '../tree.js';
import type { BindingMode, Evaluator } from './evaluator.js';
import { named } from './expressions.js';
import type { Scope } from './scope.js';
import { certainText } from './text.js';
import {
  isNullish,
  joinValues,
  listValue,
  objectValue,
  undefinedValue,
  unknown,
  type Value,
} from './value.js';

/** Gives a value to a name, the names of a destructuring, or a member of an object. */
export async function bindPattern(
  target: Pattern,
  value: Value,
  scope: Scope,
  mode: BindingMode,
  evaluator: Evaluator,
): Promise<void> {
  switch (target.kind) {
    case 'name':
      bindName(target.name, value, scope, mode, evaluator);
      return;
    case 'place':
      await assignPlace(target.expression, value, scope, evaluator);
      return;
    case 'defaulted': {
      const isOpen = isNullish(value) || value.kind === 'unknown';
      const fallback = isOpen ? await evaluator.evaluate(target.value, scope) : undefined;
      const bound = fallback === undefined ? value : joinValues(value, fallback);
      await bindPattern(target.target, bound, scope, mode, evaluator);
      return;
    }
    case 'objectPattern':
      for (const { key, target: inner } of target.properties)
        await bindPattern(inner, await evaluator.member(value, key), scope, mode, evaluator);
      if (target.rest) await bindPattern(target.rest, restOf(value, target), scope, mode, evaluator);
      return;
    case 'arrayPattern':
      for (const [index, inner] of target.elements.entries())
        if (inner)
          await bindPattern(inner, await evaluator.member(value, String(index)), scope, mode, evaluator);
      if (target.rest) {
        const rest =
          value.kind === 'list' ? listValue(value.items.slice(target.elements.length), value.open) : unknown;
        await bindPattern(target.rest, rest, scope, mode, evaluator);
      }
  }
}

function restOf(value: Value, target: Extract<Pattern, { kind: 'objectPattern' }>): Value {
  if (value.kind !== 'object') return unknown;
  const taken = new Set(target.properties.map(({ key }) => key));
  const rest = objectValue([...value.members].filter(([key]) => !taken.has(key)));
  rest.open = value.open;
  return rest;
}

function bindName(name: string, value: Value, scope: Scope, mode: BindingMode, evaluator: Evaluator): void {
  if (mode === 'declare') {
    scope.bindings.set(name, value);
    return;
  }
  const holder = scope.holderOf(name);
  if (holder === undefined) return;
  const before = holder.bindings.get(name);
  const isUndecided = evaluator.state.branches > holder.branches;
  if (before === undefined || before.kind === 'imported' || !isUndecided) holder.bindings.set(name, value);
  else holder.bindings.set(name, joinValues(before, value));
}

async function assignPlace(
  place: Extract<Pattern, { kind: 'place' }>['expression'],
  value: Value,
  scope: Scope,
  evaluator: Evaluator,
): Promise<void> {
  if (place.kind !== 'member') return;
  const object = await evaluator.evaluate(place.object, scope);
  const name =
    typeof place.property === 'string'
      ? place.property
      : certainText(await evaluator.evaluate(place.property, scope));
  if (name === undefined) {
    if (object.kind === 'object' || object.kind === 'list') object.open = true;
    return;
  }
  const assigned = named(value, { kind: 'name', name });
  if (object.kind === 'host') evaluator.host.assign?.(object, name, assigned);
  const members =
    object.kind === 'object'
      ? object.members
      : object.kind === 'instance' || object.kind === 'function'
        ? object.properties
        : object.kind === 'class'
          ? object.statics
          : undefined;
  if (members === undefined) return;
  const before = members.get(name) ?? undefinedValue;
  // `module.exports = …` in a branch replaces the empty object that was there.
  const isFresh = before.kind === 'object' && before.members.size === 0;
  members.set(name, evaluator.state.branches > 0 && !isFresh ? joinValues(before, assigned) : assigned);
}
