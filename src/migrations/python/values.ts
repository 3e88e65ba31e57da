import type { HostObject, PyArguments, PyPlace, PyValue } from '../../syntax/python/values.js';
import { unknown } from '../../syntax/python/values.js';

/** Something that a call of another package made, e.g. `sa.Column('x', sa.Integer())`: kept as it is written. */
export class CallValue implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  /** Dotted: `django.db.models.CharField`; of a method the last part is its own name. */
  readonly name: string;
  readonly args: PyArguments;
  readonly site: PyPlace;
  /** What the method was called on. */
  readonly receiver: CallValue | undefined;

  constructor(name: string, args: PyArguments, site: PyPlace, receiver?: CallValue) {
    this.name = name.slice(0, 300);
    this.args = args;
    this.site = site;
    this.receiver = receiver;
  }

  /** The last part of the name. */
  get called(): string {
    return this.name.slice(this.name.lastIndexOf('.') + 1);
  }

  /** An argument by its name or place. */
  argument(name: string, at?: number): PyValue | undefined {
    return this.args.named.get(name) ?? (at === undefined ? undefined : this.args.positional[at]);
  }
}

export const noArguments: PyArguments = { positional: [], named: new Map(), complete: true };

/** The call that a value stands for. */
export function callOf(value: PyValue | undefined): CallValue | undefined {
  return value?.kind === 'host' && value.object instanceof CallValue ? value.object : undefined;
}

/** A text that is known to its last letter. */
export function textIn(value: PyValue | undefined): string | undefined {
  return value?.kind === 'text' && !value.text.includes(null) ? value.text.join('') : undefined;
}

/** SQL or a name with `${value}` where only run time knows what stands there; undefined when nothing of it is known. */
export function templateIn(
  value: PyValue | undefined,
): { readonly text: string; readonly whole: boolean } | undefined {
  if (value?.kind !== 'text') return undefined;
  // Nothing but holes says nothing; no pieces at all is the empty text.
  if (value.text.length > 0 && value.text.every((piece) => piece === null)) return undefined;
  return {
    text: value.text.map((piece) => piece ?? '${value}').join(''),
    whole: !value.text.includes(null),
  };
}

export function booleanIn(value: PyValue | undefined): boolean | undefined {
  return value?.kind === 'boolean' ? value.value : undefined;
}

export function numberIn(value: PyValue | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined;
}

/** Items of a list, tuple or set; none for all else. */
export function itemsIn(value: PyValue | undefined): readonly PyValue[] {
  return value?.kind === 'list' ? value.items : [];
}

/** The texts in a list, or the text alone. */
export function textsIn(value: PyValue | undefined): readonly string[] {
  return (value?.kind === 'list' ? value.items : [value]).flatMap((item) => textIn(item) ?? []);
}

/** A dictionary with the values of an object that is known by its name. */
export function isAbsent(value: PyValue | undefined): boolean {
  return value === undefined || value.kind === 'none';
}

export function asHost(object: HostObject): PyValue {
  return { kind: 'host', object };
}

export { unknown };
