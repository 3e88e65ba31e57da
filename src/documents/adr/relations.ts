import type { AdrLog, AdrRecord } from './record.js';

/** How one record stands to another, said once however often and from whichever side the records say it. */
export interface Relation {
  readonly from: AdrRecord;
  readonly to: AdrRecord;
  /** In the active voice: `supersedes`, never `superseded by`. */
  readonly kind: string;
}

/** The passive voice of kinds → the active one, seen from the other record. */
const passive: Readonly<Record<string, string>> = {
  'superseded by': 'supersedes',
  'partly superseded by': 'partly supersedes',
  'partially superseded by': 'partly supersedes',
  'amended by': 'amends',
  'clarified by': 'clarifies',
  'replaced by': 'replaces',
  'deprecated by': 'deprecates',
  'obsoleted by': 'obsoletes',
  'extended by': 'extends',
  'refined by': 'refines',
  'implemented by': 'implements',
  'required by': 'requires',
  'enabled by': 'enables',
  'updated by': 'updates',
};

/** Kinds that mean the same from both sides. */
const mutual = new Set([
  '',
  'relates to',
  'related to',
  'relate to',
  'related',
  'see',
  'see also',
  'conflicts with',
  'link',
  'links',
]);

/** The relations between the records of some logs, in the order of the records. */
export function relationsOf(logs: readonly AdrLog[]): readonly Relation[] {
  const records = logs.flatMap((log) => log.records);
  const byPath = new Map(records.map((record) => [record.path, record]));
  const found = new Map<string, Relation>();
  for (const record of records) {
    for (const link of record.links) {
      const other = byPath.get(link.target);
      if (other === undefined || other === record) continue;
      const active = passive[link.kind];
      const [from, to] = active === undefined ? [record, other] : [other, record];
      const kind = active ?? (mutual.has(link.kind) ? 'relates to' : link.kind);
      const key = `${from.path}\0${to.path}\0${kind}`;
      const back = `${to.path}\0${from.path}\0${kind}`;
      if (kind === 'relates to' && found.has(back)) continue;
      if (!found.has(key)) found.set(key, { from, to, kind });
    }
  }
  // "Relates to" says nothing beside something more exact.
  const related = new Set(
    [...found.values()]
      .filter(({ kind }) => kind !== 'relates to')
      .flatMap(({ from, to }) => [`${from.path}\0${to.path}`, `${to.path}\0${from.path}`]),
  );
  return [...found.values()].filter(
    ({ kind, from, to }) => kind !== 'relates to' || !related.has(`${from.path}\0${to.path}`),
  );
}
