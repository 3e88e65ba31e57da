import type { HclScope } from '../../syntax/manifests/hcl/scope.js';
import type { HclAttribute, HclBody, HclValue } from '../../syntax/manifests/hcl/value.js';
import { placeholder } from '../../syntax/helm/neutral-text.js';

/** Maps and lists in a value are turned into text this deep. */
const deepest = 12;

/**
 * The text of an attribute with a placeholder (`${name}` for a reference) for every part that only a run knows; undefined when it is absent or nothing of it is written.
 */
export function looseText(attribute: HclAttribute | undefined, scope: HclScope): string | undefined {
  const value = scope.value(attribute);
  return value === undefined || attribute === undefined ? undefined : textOf(value, attribute, scope);
}

function textOf(value: HclValue, attribute: HclAttribute, scope: HclScope): string | undefined {
  if (value.kind === 'text') return value.text;
  if (value.kind !== 'template') return undefined;
  return value.parts
    .map((part) =>
      part.kind === 'text' ? part.text : (scope.text({ ...attribute, value: part }) ?? nameIn(part)),
    )
    .join('');
}

/** A reference that leads nowhere here keeps its name, so that other resources can be found by it. */
function nameIn(part: HclValue): string {
  return part.kind === 'reference' ? `\${${part.path.join('.')}}` : placeholder;
}

/** A number that is written or that a name of the directory stands for. */
export function numberIn(body: HclBody, name: string, scope: HclScope): number | undefined {
  const text = scope.text(body.attributes.get(name))?.trim();
  return text === undefined || text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
}

/** The texts of a map, with placeholders; entries that are no text are left out. */
export function textsIn(
  attribute: HclAttribute | undefined,
  scope: HclScope,
): Readonly<Record<string, string>> {
  const value = scope.value(attribute);
  if (value?.kind !== 'map') return {};
  return Object.fromEntries(
    [...value.entries].flatMap(([key, entry]) => {
      const text =
        looseText(entry, scope) ??
        (entry.value.kind === 'unknown' || entry.value.kind === 'reference' ? placeholder : undefined);
      return text === undefined ? [] : [[key, text] as const];
    }),
  );
}

/** The items of a list as texts; a reference gives the name that it leads to (`aws_sns_topic.pager.arn` → `aws_sns_topic.pager`). */
export function namesIn(attribute: HclAttribute | undefined, scope: HclScope): readonly string[] {
  const value = scope.value(attribute);
  if (value === undefined || attribute === undefined) return [];
  const items = value.kind === 'list' ? value.items : [value];
  return items.flatMap((item) => {
    const text = textOf(item, attribute, scope);
    if (text !== undefined) return [text];
    return item.kind === 'reference'
      ? [item.path.slice(0, item.path[0] === 'data' ? 3 : 2).join('.')]
      : [placeholder];
  });
}

/** A value as JSON text, with placeholders: what `jsonencode({…})` makes. */
export function jsonText(attribute: HclAttribute | undefined, scope: HclScope): string | undefined {
  if (!attribute) return undefined;
  const text = looseText(attribute, scope);
  return text ?? JSON.stringify(plain(attribute.value, attribute, scope, 0));
}

function plain(value: HclValue, attribute: HclAttribute, scope: HclScope, depth: number): unknown {
  const resolved = scope.value({ ...attribute, value }) ?? value;
  if (depth > deepest) return placeholder;
  if (resolved.kind === 'list') return resolved.items.map((item) => plain(item, attribute, scope, depth + 1));
  if (resolved.kind === 'map')
    return Object.fromEntries(
      [...resolved.entries].map(([key, entry]) => [key, plain(entry.value, entry, scope, depth + 1)]),
    );
  return textOf(resolved, attribute, scope) ?? placeholder;
}
