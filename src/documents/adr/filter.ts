import { posix } from 'node:path';
import { findRecord } from './find-record.js';
import type { AdrLog, AdrRecord } from './record.js';
import { normaliseStatus } from './status-words.js';

/** Which records are wanted; what is absent lets all through, of several values one suffices. */
export interface RecordFilter {
  /** States, in any spelling that a record may use. */
  readonly status?: readonly string[];
  readonly tags?: readonly string[];
  /** Part of a decider's name. */
  readonly deciders?: readonly string[];
  /** ISO dates, both included; records without a date are left out. */
  readonly since?: string;
  readonly until?: string;
  /** Only records that supersede the one with this id, number or path; in either record's words. */
  readonly supersedes?: string;
  /** Paths of logs, or the last part of one. */
  readonly logs?: readonly string[];
}

/** The logs with the records that pass; a log stays when it was asked for or has any left, or there was nothing to filter by. */
export function filterLogs<Log extends AdrLog>(logs: readonly Log[], filter: RecordFilter): readonly Log[] {
  const { logs: wanted, ...conditions } = filter;
  const chosen = logs.filter(({ path }) => isWantedLog(path, wanted));
  const isFiltered = Object.values(conditions).some((value) => value !== undefined);
  if (!isFiltered) return chosen;
  const replaced = filter.supersedes === undefined ? undefined : supersederPaths(chosen, filter.supersedes);
  return chosen
    .map((log) => ({
      ...log,
      records: log.records.filter(
        (record) => passes(record, filter) && (replaced === undefined || replaced.has(record.path)),
      ),
    }))
    .filter((log) => log.records.length > 0 || chosen.length === 1);
}

function isWantedLog(path: string, wanted: readonly string[] | undefined): boolean {
  if (wanted === undefined || wanted.length === 0) return true;
  return wanted.some((name) => {
    const plain = posix.normalize(name.replaceAll('\\', '/')).replace(/(?<=.)\/$/, '');
    return path === plain || path.endsWith(`/${plain}`) || path.startsWith(`${plain}/`);
  });
}

function passes(record: AdrRecord, filter: RecordFilter): boolean {
  const { date } = record;
  return (
    isOneOf(filter.status, (status) => record.status === (normaliseStatus(status) ?? status.toLowerCase())) &&
    isOneOf(filter.tags, (tag) => record.tags.some((own) => fold(own) === fold(tag))) &&
    isOneOf(filter.deciders, (name) => record.deciders.some((own) => fold(own).includes(fold(name)))) &&
    (filter.since === undefined || (date !== null && date >= filter.since)) &&
    (filter.until === undefined || (date !== null && date <= filter.until))
  );
}

/** Paths of the records that say that they supersede a record, or of which it says that they do. */
function supersederPaths(logs: readonly AdrLog[], reference: string): ReadonlySet<string> {
  const found = findRecord(logs, reference);
  const paths = new Set<string>();
  for (const { records } of logs) {
    for (const { path, links } of records) {
      for (const { kind, target } of links) {
        if (kind === 'supersedes' && found.some(({ record }) => record.path === target)) paths.add(path);
        if (kind === 'superseded by' && found.some(({ record }) => record.path === path)) paths.add(target);
      }
    }
  }
  return paths;
}

const isOneOf = (wanted: readonly string[] | undefined, is: (value: string) => boolean): boolean =>
  wanted === undefined || wanted.length === 0 || wanted.some(is);

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim();
