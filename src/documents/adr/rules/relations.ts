import type { AdrFacts, LintedRecord } from './facts.js';
import type { WrittenLink } from '../links.js';

/** One record says how it stands to another. */
export interface Relation {
  readonly from: LintedRecord;
  readonly to: LintedRecord;
  readonly link: WrittenLink;
}

/** The kinds that have another side: what the other record has to say. */
const inverses: Readonly<Record<string, string>> = {
  supersedes: 'superseded by',
  replaces: 'superseded by',
  obsoletes: 'superseded by',
  'superseded by': 'supersedes',
  'replaced by': 'supersedes',
  'obsoleted by': 'supersedes',
  'partly supersedes': 'partly superseded by',
  'partially supersedes': 'partly superseded by',
  'partly superseded by': 'partly supersedes',
  'partially superseded by': 'partly supersedes',
  amends: 'amended by',
  'amended by': 'amends',
  clarifies: 'clarified by',
  'clarified by': 'clarifies',
  extends: 'extended by',
  'extended by': 'extends',
  refines: 'refined by',
  'refined by': 'refines',
  deprecates: 'deprecated by',
  'deprecated by': 'deprecates',
};

/** What the other record says of a kind of link; undefined where it need not say anything. */
export function inverseOf(kind: string): string | undefined {
  return inverses[kind];
}

/** Whether one record takes the whole place of the other: in which direction, or undefined. */
export function supersession(kind: string): 'forward' | 'backward' | undefined {
  if (kind === 'supersedes' || kind === 'replaces' || kind === 'obsoletes') return 'forward';
  return kind === 'superseded by' || kind === 'replaced by' || kind === 'obsoleted by'
    ? 'backward'
    : undefined;
}

/** Every record by its path. */
export function recordsByPath({ logs }: Pick<AdrFacts, 'logs'>): ReadonlyMap<string, LintedRecord> {
  return new Map(logs.flatMap((log) => log.records.map((record) => [record.record.path, record] as const)));
}

/** All links between records of the repository, in the order of the files. */
export function relationsOf(facts: Pick<AdrFacts, 'logs'>): readonly Relation[] {
  const records = recordsByPath(facts);
  return [...records.values()].flatMap((from) =>
    from.links.flatMap((link) => {
      const to = records.get(link.target);
      return to === undefined || to === from ? [] : [{ from, to, link }];
    }),
  );
}

/** Whether a record replaces others for now: a proposal does not yet, a rejected one never did. */
export function isInForce({ record }: LintedRecord): boolean {
  return record.status === null || !['proposed', 'draft', 'rejected', 'deprecated'].includes(record.status);
}

/** Whether the words around a link say that it holds for a part only. */
export function isPartial(link: WrittenLink, record: LintedRecord): boolean {
  if (link.kind.startsWith('part')) return true;
  const { line } = record.source.position(link.start);
  return /\b(part(ly|ial(ly)?|s of)?|section|in part)\b/i.test(record.source.line(line));
}

/** Whether the other record says its side of a relation, in whatever words. */
export function answeredBy({ from, to, link }: Relation, relations: readonly Relation[]): boolean {
  const wanted = inverseOf(link.kind);
  const direction = supersession(link.kind);
  return relations.some(
    (other) =>
      other.from === to &&
      other.to === from &&
      (other.link.kind === wanted ||
        inverseOf(other.link.kind) === link.kind ||
        // Words for the same: "replaces" answers "superseded by", "partly" is as good as whole.
        (direction !== undefined &&
          supersession(other.link.kind) !== undefined &&
          supersession(other.link.kind) !== direction) ||
        (/super/.test(other.link.kind) &&
          /super/.test(link.kind) &&
          other.link.kind.endsWith(' by') !== link.kind.endsWith(' by'))),
  );
}
