import type { FlywayNaming } from './flyway-settings.js';

/** A file name as Flyway reads it. */
export interface FlywayName {
  readonly kind: 'versioned' | 'undo' | 'repeatable' | 'baseline';
  /** As written, `_` taken for `.` as Flyway does; empty for repeatable ones. */
  readonly version: string;
  /** With its underscores. */
  readonly name: string;
  /** A class: `.java`, `.kt`, `.groovy`, `.scala`. */
  readonly isProgram: boolean;
  /** Whether prefix, version and separator are all there (`V1.sql` is valid too, but says little by itself). */
  readonly hasSeparator: boolean;
}

/** Reads a file name by flyway-core's ResourceNameParser: longest prefix first, split at the first separator. */
export function parseFlywayName(fileName: string, naming: FlywayNaming): FlywayName | undefined {
  const program = /\.(java|kt|groovy|scala)$/.exec(fileName)?.[0];
  const suffix = program ?? naming.suffixes.find((end) => fileName.toUpperCase().endsWith(end.toUpperCase()));
  if (suffix === undefined) return undefined;
  const stem = fileName.slice(0, fileName.length - suffix.length);
  const prefixes = [
    ['versioned', naming.versioned],
    ['undo', naming.undo],
    ['repeatable', naming.repeatable],
    ['baseline', naming.baseline],
  ] as const;
  const longestFirst = prefixes.toSorted(([, one], [, other]) => other.length - one.length);
  const [kind, prefix] = longestFirst.find(([, start]) => stem.startsWith(start)) ?? [];
  if (kind === undefined || prefix === undefined) return undefined;
  const rest = stem.slice(prefix.length);
  const at = rest.indexOf(naming.separator);
  const version = at === -1 ? rest : rest.slice(0, at);
  const name = at === -1 ? '' : rest.slice(at + naming.separator.length);
  const common = { kind, name, isProgram: program !== undefined, hasSeparator: at !== -1 };
  if (kind === 'repeatable') return version === '' && at !== -1 ? { ...common, version: '' } : undefined;
  return /^\d+([._]\d+)*$/.test(version) ? { ...common, version: version.replaceAll('_', '.') } : undefined;
}

/** Orders versions by their numbers, part by part: 1.9 before 1.10. */
export function compareVersions(one: string, other: string): number {
  const left = one.split('.');
  const right = other.split('.');
  for (let part = 0; part < Math.max(left.length, right.length); part += 1) {
    const difference = BigInt(left[part] ?? '0') - BigInt(right[part] ?? '0');
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return 0;
}
