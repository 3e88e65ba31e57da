import { posix } from 'node:path';
import type { AdrLink, AdrRecord } from './record.js';

/**
 * The path that a link means: the record that it names by path, by file name, by address on a forge, by id or by number. Within the same
 * log first; what names none or several stays as it is written.
 */
export function targetIn(link: AdrLink, own: readonly AdrRecord[], all: readonly AdrRecord[]): string {
  const { target } = link;
  if (all.some((record) => record.path === target)) return target;
  if (/^[a-z][a-z+.-]*:/i.test(target)) {
    const path = target.replace(/[#?].*$/, '');
    const found = /\/(?:blob|tree|src|raw)\//.test(path)
      ? all.filter((record) => path.endsWith(`/${record.path}`))
      : [];
    return found.length === 1 ? (found[0]?.path ?? target) : target;
  }
  return (
    recordNamed(posix.basename(target), own)?.path ?? recordNamed(posix.basename(target), all)?.path ?? target
  );
}

/** The one record that a reference names: file name with or without ending, id, number, `ADR-7`; undefined when none or several do. */
function recordNamed(reference: string, records: readonly AdrRecord[]): AdrRecord | undefined {
  const wanted = reference.trim().replace(/^#/, '');
  const lower = wanted.toLowerCase();
  const stem = (record: AdrRecord): string =>
    posix
      .basename(record.path)
      .replace(/\.\w+$/, '')
      .toLowerCase();
  const tests: readonly ((record: AdrRecord) => boolean)[] = [
    (record) => record.path === wanted,
    (record) => posix.basename(record.path).toLowerCase() === lower || stem(record) === lower,
    (record) => record.id.toLowerCase() === lower,
    (record) =>
      record.number !== null && numberIn(wanted) === record.number && suffix(record.id) === suffix(wanted),
  ];
  for (const test of tests) {
    const found = records.filter(test);
    if (found.length === 1) return found[0];
    if (found.length > 1) return undefined;
  }
  return undefined;
}

/** `7`, `0007`, `ADR-7`, `ADR 0007`: a number and nothing else but letters before it. */
function numberIn(reference: string): number | undefined {
  const found = /^(?:[A-Za-z]+[-_ #]*)*#?0*(\d{1,5})[a-z]?$/.exec(reference.replace(/\.\w+$/, ''));
  return found ? Number(found[1]) : undefined;
}

const suffix = (id: string): string => /\d([a-z])$/.exec(id)?.[1] ?? '';
