import type { SourceSpan } from '../../model/source-span.js';
import type { ManifestValue } from './manifest-value.js';

type Shape =
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, PlacedValue> }
  | { readonly kind: 'list'; readonly items: readonly PlacedValue[] }
  /** Without a text it is null. */
  | { readonly kind: 'scalar'; readonly text: string | undefined };

/** An object has not more values; what has more is made by aliases that double each other. */
const mostValues = 50_000;

/** Files nest some ten levels; an alias may make a value contain itself. */
const deepest = 100;

/**
 * A value that patches can change: each of its parts knows where it is written, and where a patch touched it last. Never changed in
 * place: a patch makes a new one.
 */
export class PlacedValue implements ManifestValue {
  readonly #shape: Shape | undefined;
  readonly span: SourceSpan;
  /** The place in a patch that touched this value or something in it; undefined when none did. */
  readonly touched: SourceSpan | undefined;

  private constructor(shape: Shape | undefined, span: SourceSpan, touched?: SourceSpan) {
    this.#shape = shape;
    this.span = span;
    this.touched = touched;
  }

  /** The same value, ready to be patched; undefined when it is larger than any object that means well. */
  static from(value: ManifestValue): PlacedValue | undefined {
    const left = { values: mostValues };
    const placed = copyOf(value, left, 0);
    return left.values < 0 ? undefined : placed;
  }

  static map(entries: ReadonlyMap<string, PlacedValue>, span: SourceSpan, touched?: SourceSpan): PlacedValue {
    return new PlacedValue({ kind: 'map', entries }, span, touched);
  }

  static list(items: readonly PlacedValue[], span: SourceSpan, touched?: SourceSpan): PlacedValue {
    return new PlacedValue({ kind: 'list', items }, span, touched);
  }

  static scalar(text: string | undefined, span: SourceSpan, touched?: SourceSpan): PlacedValue {
    return new PlacedValue({ kind: 'scalar', text }, span, touched);
  }

  /** The same value with its key before it. */
  withSpan(span: SourceSpan): PlacedValue {
    return new PlacedValue(this.#shape, span, this.touched);
  }

  /** The same value as a patch at the place has touched it; the first patch that does keeps its claim. */
  touchedAt(place: SourceSpan): PlacedValue {
    return new PlacedValue(this.#shape, this.span, this.touched ?? place);
  }

  /** The same value with every touched part standing where it was touched: what later patches begin with. */
  get settled(): PlacedValue {
    const span = this.touched ?? this.span;
    if (this.#shape?.kind === 'map')
      return PlacedValue.map(
        new Map([...this.#shape.entries].map(([key, value]) => [key, value.settled])),
        span,
      );
    if (this.#shape?.kind === 'list')
      return PlacedValue.list(
        this.#shape.items.map((item) => item.settled),
        span,
      );
    return new PlacedValue(this.#shape, span);
  }

  get exists(): boolean {
    return this.#shape !== undefined;
  }

  get isMap(): boolean {
    return this.#shape?.kind === 'map';
  }

  get isSequence(): boolean {
    return this.#shape?.kind === 'list';
  }

  get isNull(): boolean {
    return this.#shape === undefined || (this.#shape.kind === 'scalar' && this.#shape.text === undefined);
  }

  get text(): string | undefined {
    return this.#shape?.kind === 'scalar' ? this.#shape.text : undefined;
  }

  get number(): number | undefined {
    const text = this.text?.trim();
    const value = Number(text);
    return text !== undefined && text !== '' && Number.isFinite(value) ? value : undefined;
  }

  get boolean(): boolean | undefined {
    const text = this.text?.toLowerCase();
    return text === 'true' ? true : text === 'false' ? false : undefined;
  }

  get items(): readonly PlacedValue[] {
    return this.#shape?.kind === 'list' ? this.#shape.items : [];
  }

  get entries(): readonly (readonly [string, PlacedValue])[] {
    return this.#shape?.kind === 'map' ? [...this.#shape.entries] : [];
  }

  get(key: string): PlacedValue {
    const found = this.#shape?.kind === 'map' ? this.#shape.entries.get(key) : undefined;
    return found ?? new PlacedValue(undefined, this.span);
  }

  at(...keys: readonly string[]): PlacedValue {
    return keys.reduce<PlacedValue>((value, key) => value.get(key), this);
  }
}

function copyOf(value: ManifestValue, left: { values: number }, depth: number): PlacedValue {
  left.values -= 1;
  const { span } = value;
  if (left.values < 0 || depth > deepest) return PlacedValue.scalar(undefined, span);
  if (value.isMap)
    return PlacedValue.map(
      new Map(value.entries.map(([key, item]) => [key, copyOf(item, left, depth + 1)] as const)),
      span,
    );
  if (value.isSequence)
    return PlacedValue.list(
      value.items.map((item) => copyOf(item, left, depth + 1)),
      span,
    );
  return PlacedValue.scalar(value.text, span);
}
