import type { QuestionState } from '../../model/answer.js';
import { InputError } from '../../model/input-error.js';
import type { QuestionReport, Report, Trend, TrendPoint } from '../../model/report.js';
import { firstParentLine } from '../../repository/first-parent-line.js';
import type { FirstParentLine, LineCommit } from '../../repository/first-parent-line.js';
import { audit } from '../audit.js';
import type { Progress } from '../gather-facts.js';
import { openScanned } from '../open-scanned.js';

export interface TrendOptions {
  readonly path: string;
  /** How many commits are judged, at most. */
  readonly points: number;
  /** Only what came behind this revision. */
  readonly since?: string;
  readonly service?: string;
  readonly progress?: Progress;
  /** Told of commits that could not be judged. */
  readonly notice?: (text: string) => void;
}

/**
 * How answers and findings became what they are: commits of the first-parent line, each read from git's objects and judged with the rules
 * of today and its own answers, checklist, waivers and configuration, dates on its own day. The work tree is neither read nor written.
 * @throws InputError when the path is in no git repository, or a revision is wrong.
 */
export async function trend(
  options: TrendOptions,
): Promise<Trend & Pick<Report, 'tool' | 'root' | 'commit'>> {
  const { path, progress, service } = options;
  const scanned = await openScanned(path);
  let line: FirstParentLine;
  try {
    line = await firstParentLine(
      scanned.root,
      [scanned.configuration.reviews.path, '.lintel'],
      options.since,
    );
  } finally {
    await scanned.close();
  }
  const chosen = sample(line.commits, line.touching, options.points).toReversed();
  if (chosen.length === 0)
    throw new InputError(
      'there are no commits to judge',
      'Commit something first, or give an earlier --since.',
    );
  const points: TrendPoint[] = [];
  let last: Report | undefined;
  for (const [index, commit] of chosen.entries()) {
    progress?.(`commit ${index + 1} of ${chosen.length}`);
    try {
      last = await audit({
        path,
        revision: commit.id,
        asOf: commit.day,
        ...(service !== undefined && { service }),
      });
      points.push(pointOf(commit, last));
    } catch (error) {
      // A commit from before the service, or with a damaged answers file: the trend goes on without it.
      if (!(error instanceof InputError)) throw error;
      options.notice?.(`${commit.id.slice(0, 10)} is left out: ${error.message.split('\n', 1)[0] ?? ''}`);
    }
  }
  if (last === undefined)
    throw new InputError('none of the commits could be judged', 'See why with: lintel audit.');
  return {
    tool: last.tool,
    root: scanned.name,
    commit: line.commits[0]?.id ?? null,
    points,
    commits: line.commits.length,
    shallow: line.shallow,
  };
}

/**
 * So many commits of a line: the newest and the oldest always, half of the rest from those that changed the kept answers or waivers, the
 * others spread evenly. The order of the line is kept.
 */
export function sample(
  commits: readonly LineCommit[],
  touching: ReadonlySet<string>,
  most: number,
): readonly LineCommit[] {
  if (commits.length <= most) return commits;
  const chosen = new Set<number>([0]);
  if (most > 1) chosen.add(commits.length - 1);
  const touched = commits.flatMap(({ id }, index) => (touching.has(id) && !chosen.has(index) ? [index] : []));
  for (const index of spread(touched, Math.floor((most - chosen.size) / 2))) chosen.add(index);
  const others = commits.map((_commit, index) => index).filter((index) => !chosen.has(index));
  for (const index of spread(others, most - chosen.size)) chosen.add(index);
  return commits.filter((_commit, index) => chosen.has(index));
}

/** So many of a list, evenly. */
function spread(list: readonly number[], count: number): readonly number[] {
  if (count <= 0) return [];
  if (list.length <= count) return list;
  return Array.from({ length: count }, (_, at) => list[Math.floor(((at + 0.5) * list.length) / count)] ?? 0);
}

const noStates: Readonly<Record<QuestionState, number>> = {
  satisfied: 0,
  'at-risk': 0,
  unknown: 0,
  'not-applicable': 0,
  stale: 0,
  challenged: 0,
  waived: 0,
};

function pointOf({ id, day, subject }: LineCommit, report: Report): TrendPoint {
  const counted = report.findings.filter(({ status }) => status === 'new');
  const count = (severity: string): number =>
    counted.filter((finding) => finding.severity === severity).length;
  return {
    commit: id,
    date: day,
    subject,
    passed: report.verdict?.passed === true,
    failedOn: report.verdict?.failedOn ?? [],
    findings: { error: count('error'), warning: count('warning'), note: count('note') },
    questions: statesOf((report.questions ?? []).filter(({ details }) => details !== undefined)),
  };
}

function statesOf(parts: readonly QuestionReport[]): TrendPoint['questions'] {
  const counts = { ...noStates };
  for (const { state } of parts) counts[state] += 1;
  return counts;
}
