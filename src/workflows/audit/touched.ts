import { textDigest } from '../../checklist/digests.js';
import { evidenceOf } from '../../checklist/evidence-of.js';
import type { TouchedQuestion } from '../../model/change.js';
import type { Pack } from '../../model/checklist.js';
import type { Evidence } from '../../model/evidence.js';
import type { Report } from '../../model/report.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { compareText } from '../../model/source-span.js';
import { evidenceFor, reviewedServices } from '../review/reviewed-services.js';

/** What a revision, or the files of now, show. */
export interface Showing {
  readonly report: Report;
  readonly view: RepositoryView;
}

/**
 * The sub-questions that a change speaks to: those for which evidence came, went, or changed its text. Evidence that only moved, within
 * its file or with it, is the same.
 * @param renamed new path → old path, of files that were renamed since.
 */
export async function touchedQuestions(
  pack: Pack,
  now: Showing,
  before: Showing,
  renamed: ReadonlyMap<string, string>,
): Promise<readonly TouchedQuestion[]> {
  const present = await identified(now, (path) => renamed.get(path) ?? path);
  const past = await identified(before, (path) => path);
  const earlier = new Map(reviewedServices(before.report).map((service) => [service.name, service]));
  const touched: TouchedQuestion[] = [];
  for (const service of reviewedServices(now.report)) {
    const mine = evidenceFor(now.report, service);
    const old = earlier.get(service.name);
    const theirs = old === undefined ? [] : evidenceFor(before.report, old);
    for (const subQuestion of pack.questions.flatMap(({ subQuestions }) => subQuestions)) {
      const files = difference(
        keysOf(evidenceOf(subQuestion, mine), present),
        keysOf(evidenceOf(subQuestion, theirs), past),
      );
      if (files.length > 0) touched.push({ id: subQuestion.id, service: service.name, files });
    }
  }
  return touched;
}

type Identities = ReadonlyMap<string, string>;

function placeOf({ signal, span }: Evidence): string {
  return `${signal}\u0000${span.file}\u0000${span.line}\u0000${span.column}`;
}

/** What a piece of evidence is, whatever its line: its signal, its file and the text of its lines. */
async function identified({ report, view }: Showing, name: (path: string) => string): Promise<Identities> {
  const identities = new Map<string, string>();
  for (const item of report.evidence) {
    const source = await view.read(item.span.file);
    const end = Math.min(item.span.endLine, source?.lineStarts.length ?? 0);
    const lines = Array.from({ length: Math.max(0, end - item.span.line + 1) }, (_, index) =>
      source === undefined ? '' : source.line(item.span.line + index),
    );
    identities.set(placeOf(item), `${item.signal}\u0000${name(item.span.file)}\u0000${textDigest(lines)}`);
  }
  return identities;
}

/** Identity → file. */
function keysOf(evidence: readonly Evidence[], identities: Identities): ReadonlyMap<string, string> {
  return new Map(evidence.map((item) => [identities.get(placeOf(item)) ?? '', item.span.file]));
}

function difference(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] {
  const files = [
    ...[...one].filter(([key]) => !other.has(key)),
    ...[...other].filter(([key]) => !one.has(key)),
  ].map(([, file]) => file);
  return [...new Set(files)].toSorted(compareText);
}
