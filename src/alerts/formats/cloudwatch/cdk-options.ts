import { settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeValue } from '../../../syntax/code/code-file.js';

/** Steps of a builder that are gone through. */
const longestChain = 40;

/**
 * What a construct of the CDK is given, by name in lower case without underscores, so that all languages are alike: `threshold=1` of Python,
 * `{ threshold: 1 }` of TypeScript, `new AlarmProps { Threshold = 1 }` of C#, `&AlarmProps{Threshold: …}` of Go and
 * `AlarmProps.builder().threshold(1).build()` of Java.
 */
export function optionsOf(call: CodeCall): ReadonlyMap<string, CodeValue> {
  const found = new Map<string, CodeValue>();
  const add = (name: string, value: CodeValue): void => {
    const key = name.replaceAll('_', '').toLowerCase();
    if (!found.has(key)) found.set(key, value);
  };
  for (const { name, value } of call.arguments) {
    const known = settled(value);
    if (name !== undefined) add(name, value);
    else if (known.kind === 'map')
      for (const entry of known.entries) {
        if (entry.name !== undefined) add(entry.name, entry.value);
      }
    else if (known.kind === 'call') for (const [key, inner] of propertiesOf(known)) add(key, inner);
  }
  if (call.name === 'build') for (const [key, inner] of builtOf(call)) add(key, inner);
  return found;
}

/** What an object that holds properties was made with. */
function propertiesOf(call: CodeCall): readonly (readonly [string, CodeValue])[] {
  if (call.name === 'build') return builtOf(call);
  return /(?:Props|Options)$/.test(call.name)
    ? call.arguments.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value] as const]))
    : [];
}

/** The steps of a builder. */
function builtOf(call: CodeCall): readonly (readonly [string, CodeValue])[] {
  return chainOf(call).flatMap(({ name, arguments: [first] }) =>
    first ? [[name, first.value] as const] : [],
  );
}

/** The calls of a chain, the last first. */
export function chainOf(call: CodeCall): readonly CodeCall[] {
  const chain: CodeCall[] = [call];
  for (let at = call.callee.object; at?.kind === 'call' && chain.length < longestChain; at = at.callee.object)
    chain.push(at);
  return chain;
}

/** A text as it is written; Go wraps it (`jsii.String("x")`). Undefined when parts of it are put in at run time. */
export function textOf(value: CodeValue | undefined): string | undefined {
  const known = value && unwrapped(value);
  return known?.kind === 'text' && known.exact ? known.text : undefined;
}

/** A text with a placeholder for each part that is put in at run time; the lines of a list that is joined. */
export function looseTextOf(value: CodeValue | undefined): string | undefined {
  const known = value && unwrapped(value);
  if (known?.kind === 'text') return known.text.replaceAll('{}', 'TPL');
  const list = known?.kind === 'call' && known.name === 'join' ? known.callee.object : undefined;
  const lines = list && settled(list);
  return lines?.kind === 'list'
    ? lines.items.map((line) => looseTextOf(line) ?? 'TPL').join('\n')
    : undefined;
}

export function numberOf(value: CodeValue | undefined): number | undefined {
  const known = value && unwrapped(value);
  return known?.kind === 'number' ? known.value : undefined;
}

/** What a name stands for, and what `jsii` of Go is given. */
export function unwrapped(value: CodeValue): CodeValue {
  const known = settled(value);
  const [first] = known.kind === 'call' ? known.arguments : [];
  return known.kind === 'call' && first && known.target.includes('jsii-runtime-go.')
    ? settled(first.value)
    : known;
}
