import { option, positional, settled } from '../../../syntax/code/arguments.js';
import type {
  CodeCall,
  CodeFile,
  CodeLanguage,
  CodeMark,
  CodeValue,
} from '../../../syntax/code/code-file.js';

/** Where a call is told a number: under one of these names, or at a place among the arguments without a name, from 0. */
export interface Place {
  readonly options?: readonly string[];
  readonly position?: number;
  /** Only where the value is written so, since it may stand for something else there. */
  readonly written?: RegExp;
  /** The call itself says it: `expireAfterWrite(…)`. */
  readonly always?: true;
}

/** A call of a library for caches. */
export interface CacheCall {
  readonly languages: readonly CodeLanguage[];
  /** The whole target. */
  readonly target: RegExp;
  readonly library: string;
  /** Where it is told when entries expire. */
  readonly ttl?: Place;
  /** Where it is told how many entries, or how much memory, it may hold. */
  readonly size?: Place;
}

/** What a call or a mark of a library for caches is told. */
export interface CacheSetting {
  readonly node: CodeCall | CodeMark;
  readonly library: string;
  readonly value: CodeValue | undefined;
}

/**
 * Calls and marks that are told a lifetime or a size that ends something: not `null`, `false`, zero, a negative number or infinity.
 * @param table what is known of libraries.
 */
export function* cacheSettings(
  code: CodeFile,
  table: readonly CacheCall[],
  kind: 'size' | 'ttl',
): Iterable<CacheSetting> {
  const known = table.filter((item) => item[kind] && item.languages.includes(code.language));
  for (const node of [...code.calls, ...code.marks])
    for (const { target, library, [kind]: place } of known) {
      if (!place || !target.test(node.target)) continue;
      const value = told(node, place);
      if (!place.always && (!value || endsNothing(value))) continue;
      if (place.written && value && !place.written.test(code.source.text.slice(value.start, value.end)))
        continue;
      yield { node, library, value };
      break;
    }
}

function told(node: CodeCall | CodeMark, { options = [], position }: Place): CodeValue | undefined {
  return option(node, ...options) ?? (position === undefined ? undefined : positional(node, position));
}

/** Whether a value stands for "never" or "without a bound" in the libraries of the table. */
export function endsNothing(value: CodeValue): boolean {
  const known = settled(value);
  if (known.kind === 'number') return known.value <= 0;
  if (known.kind === 'boolean') return !known.value;
  if (known.kind === 'path')
    return /^(?:Infinity|NoExpiration|DefaultExpiration|MAX_VALUE|None|nil|NoTTL|infinity)$/.test(known.name);
  return known.kind === 'null' || known.kind === 'function' || known.kind === 'map';
}
