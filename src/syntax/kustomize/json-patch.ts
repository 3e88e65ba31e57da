import type { SourceSpan } from '../../model/source-span.js';
import { PlacedValue } from '../manifests/placed-value.js';

/**
 * An object with a JSON patch over it, operation by operation; undefined when one of them does not fit, as Kustomize refuses the whole
 * patch then. Source: https://www.rfc-editor.org/rfc/rfc6902
 */
export function jsonPatch(base: PlacedValue, operations: readonly PlacedValue[]): PlacedValue | undefined {
  let value: PlacedValue | undefined = base;
  for (const operation of operations) {
    if (value === undefined) return undefined;
    value = applied(value, operation);
  }
  return value;
}

function applied(root: PlacedValue, operation: PlacedValue): PlacedValue | undefined {
  const path = pointer(operation.get('path').text);
  const from = pointer(operation.get('from').text);
  const value = operation.get('value');
  const { span } = operation;
  if (path === undefined) return undefined;
  switch (operation.get('op').text) {
    case 'add':
      return edited(root, path, span, () => value.touchedAt(span), 'insert');
    case 'replace':
      return edited(root, path, span, (known) => (known ? value.touchedAt(span) : undefined), 'set');
    case 'remove':
      return edited(root, path, span, () => undefined, 'remove');
    case 'test':
      return sameText(valueAt(root, path), value) ? root : undefined;
    case 'copy':
    case 'move': {
      const moved = from && valueAt(root, from);
      if (!moved) return undefined;
      const rest =
        operation.get('op').text === 'copy' ? root : edited(root, from, span, () => undefined, 'remove');
      return rest && edited(rest, path, span, () => moved.touchedAt(span), 'insert');
    }
    default:
      return undefined;
  }
}

/** `/spec/containers/0/~1x` as its parts. */
function pointer(text: string | undefined): readonly string[] | undefined {
  if (text === undefined || !text.startsWith('/')) return undefined;
  return text
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(root: PlacedValue, path: readonly string[]): PlacedValue | undefined {
  let value: PlacedValue | undefined = root;
  for (const part of path) value = value && childOf(value, part);
  return value;
}

function childOf(value: PlacedValue, part: string): PlacedValue | undefined {
  if (value.isSequence) return /^\d{1,6}$/.test(part) ? value.items[Number(part)] : undefined;
  const found = value.get(part);
  return found.exists ? found : undefined;
}

/** Only texts and numbers are compared: of larger values it is taken for granted that they fit. */
function sameText(a: PlacedValue | undefined, b: PlacedValue): boolean {
  return a !== undefined && (a.text === b.text || a.isMap || a.isSequence);
}

type Manner = 'insert' | 'set' | 'remove';

/** The value with what lies at the path changed; undefined when there is no such place. */
function edited(
  value: PlacedValue,
  [part, ...rest]: readonly string[],
  place: SourceSpan,
  change: (known: PlacedValue | undefined) => PlacedValue | undefined,
  manner: Manner,
): PlacedValue | undefined {
  if (part === undefined) return change(value);
  const known = childOf(value, part);
  const isLast = rest.length === 0;
  if (!known && !(isLast && manner === 'insert')) return undefined;
  const inner = isLast ? change(known) : known && edited(known, rest, place, change, manner);
  if (!inner && !(isLast && manner === 'remove')) return undefined;
  const touched = value.touched ?? place;
  if (value.isSequence) {
    const at = part === '-' ? value.items.length : Number(part);
    if (!/^(-|\d{1,6})$/.test(part) || at > value.items.length) return undefined;
    const inserts = isLast && manner === 'insert';
    return PlacedValue.list(
      value.items.toSpliced(at, inserts ? 0 : 1, ...(inner ? [inner] : [])),
      value.span,
      touched,
    );
  }
  if (!value.isMap) return undefined;
  const entries = new Map(value.entries);
  if (inner) entries.set(part, inner);
  else entries.delete(part);
  return PlacedValue.map(entries, value.span, touched);
}
