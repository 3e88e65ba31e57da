import { settled } from '../../../syntax/code/arguments.js';
import type { CodeArgument, CodeValue } from '../../../syntax/code/code-file.js';
import { portNumber } from '../http-address.js';

/** Calls that only say of what type their argument is: `pulumi.String("/")`, `pulumi.Int(80)`, `Duration.seconds(10)`, `IntOrString.fromNumber(80)`. */
const typing = /^(?:String|Int|StringPtr|IntPtr|ToOutput|output|of|seconds|from_?number|from_?string)$/i;

/** The value itself, out of names, types and arrays of one. */
export function plainValue(value: CodeValue | undefined, depth = 0): CodeValue | undefined {
  if (value === undefined || depth > 6) return undefined;
  const known = settled(value);
  if (known.kind !== 'call' || !typing.test(known.name) || known.arguments.length !== 1) return known;
  return plainValue(known.arguments[0]?.value, depth + 1);
}

/** The named parts of a map, of a struct literal or of a call with named arguments: what all of them write an object with. */
export function partsOf(value: CodeValue | undefined): readonly CodeArgument[] {
  const known = plainValue(value);
  if (known?.kind === 'map') return known.entries;
  if (known?.kind !== 'call') return [];
  const named = known.arguments.filter(({ name }) => name !== undefined);
  const maps = known.arguments.flatMap(({ name, value: argument }) => {
    const inner = plainValue(argument);
    return name === undefined && inner?.kind === 'map' ? inner.entries : [];
  });
  return [...named, ...maps];
}

/** A part by its name, however the language spells it: `httpGet`, `http_get`, `HttpGet`. */
export function part(value: CodeValue | undefined, name: string): CodeValue | undefined {
  return partsOf(value).find((one) => one.name !== undefined && spelled(one.name) === name)?.value;
}

/** A name without what languages spell differently. */
export function spelled(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** A text that is known whole. */
export function textOf(value: CodeValue | undefined): string | undefined {
  const known = plainValue(value);
  return known?.kind === 'text' && known.exact ? known.text : undefined;
}

/** A number, also one that is written as a text. */
export function numberIn(value: CodeValue | undefined): number | undefined {
  const known = plainValue(value);
  return known?.kind === 'number' ? known.value : undefined;
}

/** The items of a list, an array type or a call with nothing but items. */
export function itemsOf(value: CodeValue | undefined): readonly CodeValue[] {
  const known = plainValue(value);
  if (known?.kind === 'list') return known.items;
  if (known?.kind !== 'call') return [];
  return known.arguments.flatMap(({ name, value: item }) => (name === undefined ? [item] : []));
}

/** A port as a number, or as the name that a container gives it. */
export function portIn(
  value: CodeValue | undefined,
  ports: CodeValue | undefined,
): number | string | undefined {
  const written = numberIn(value) ?? textOf(value);
  if (written === undefined) return undefined;
  const named = itemsOf(ports).find((port) => textOf(part(port, 'name')) === written);
  return (
    numberIn(part(named, 'containerport') ?? part(named, 'number')) ?? portNumber(String(written)) ?? written
  );
}
