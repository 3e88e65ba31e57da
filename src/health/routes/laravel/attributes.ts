import type { Call, Unit, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf } from '../../../syntax/imperative/values.js';
import { qualified } from '../php/project.js';
import { joinedUri } from './groups.js';
import type { MiddlewareName, RouteGroup } from './groups.js';
import type { Registry } from './registry.js';

/** What can be said of a route or a group by a call that is chained on it. */
export const attributes =
  /^(prefix|middleware|withoutMiddleware|name|as|domain|namespace|controller|where\w*|scopeBindings|withoutScopedBindings|can|missing|withTrashed|block|defaults|setBindings|excludedMiddleware)$/;

/** A group with one more attribute. */
export function attributed(group: RouteGroup, call: Call, registry: Registry): RouteGroup {
  const value = argumentOf(call, 0);
  const unit = registry.unitOf(call.span.file);
  switch (call.name) {
    case 'prefix': {
      const prefix = writtenUri(value);
      return {
        ...group,
        prefix: joinedUri(group.prefix, prefix?.text ?? ''),
        complete: group.complete && (prefix?.complete ?? false),
      };
    }
    case 'middleware':
      return { ...group, middleware: [...group.middleware, ...namesIn(call.positional, call, unit)] };
    case 'can':
      return { ...group, middleware: [...group.middleware, { name: 'can', span: call.span, text: 'can' }] };
    case 'withoutMiddleware':
    case 'excluded_middleware':
      return {
        ...group,
        without: [...group.without, ...namesIn(call.positional, call, unit).map(({ name }) => name)],
      };
    case 'namespace': {
      const namespace = textOf(value);
      return namespace === undefined
        ? group
        : { ...group, namespace: [group.namespace, namespace].filter((part) => part !== '').join('\\') };
    }
    case 'controller':
      return value ? { ...group, controller: value } : group;
    case 'domain': {
      const condition = `only for the host ${textOf(value) ?? 'of a setting'}`;
      return {
        ...group,
        condition: group.condition === undefined ? condition : `${group.condition}; ${condition}`,
      };
    }
    case 'where': {
      const wheres = new Map(group.wheres);
      const name = textOf(value);
      const pattern = textOf(argumentOf(call, 1));
      if (name !== undefined && pattern !== undefined) wheres.set(name, pattern);
      if (value?.kind === 'list')
        for (const { key, value: written } of value.entries) {
          const text = textOf(written);
          if (key !== undefined && text !== undefined) wheres.set(key, text);
        }
      return { ...group, wheres };
    }
    default:
      return group;
  }
}

/** One group inside of another. */
export function within(outer: RouteGroup, inner: RouteGroup): RouteGroup {
  const conditions = [outer.condition, inner.condition].filter((one) => one !== undefined);
  const controller = inner.controller ?? outer.controller;
  return {
    prefix: joinedUri(outer.prefix, inner.prefix),
    complete: outer.complete && inner.complete,
    middleware: [...outer.middleware, ...inner.middleware],
    without: [...outer.without, ...inner.without],
    // A namespace with a leading backslash begins anew.
    namespace: inner.namespace.startsWith('\\')
      ? inner.namespace.slice(1)
      : [outer.namespace, inner.namespace].filter((part) => part !== '').join('\\'),
    ...(controller && { controller }),
    ...(conditions.length > 0 && { condition: conditions.join('; ') }),
    wheres: new Map([...outer.wheres, ...inner.wheres]),
  };
}

/** The names of middleware in values: texts, classes, lists of these. */
export function namesIn(
  values: readonly Value[],
  { span }: Pick<Call, 'span'>,
  unit: Unit | undefined,
): readonly MiddlewareName[] {
  return values.flatMap((value): readonly MiddlewareName[] => {
    if (value.kind === 'list')
      return namesIn(
        value.entries.map((entry) => entry.value),
        { span },
        unit,
      );
    if (value.kind === 'text') return [{ name: value.text, span, text: `middleware ${value.text}` }];
    if (value.kind !== 'class') return [];
    const name = unit ? qualified(value.name, unit) : value.name;
    return [{ name, span, text: `middleware ${value.name}` }];
  });
}

/** A URI as far as it is known. */
export function writtenUri(
  value: Value | undefined,
): { readonly text: string; readonly complete: boolean } | undefined {
  if (value?.kind === 'null') return { text: '', complete: true };
  if (value?.kind !== 'text') return undefined;
  if (value.whole) return { text: value.text, complete: true };
  const behind = /^\/?\$\{[^{}]*\}(.*)$/s.exec(value.text)?.[1];
  return {
    text: (behind ?? value.text).replaceAll(/\$\{[^{}]*\}/g, '{value}'),
    complete: behind === undefined,
  };
}
