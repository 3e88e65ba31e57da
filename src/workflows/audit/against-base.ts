import type { ReportedChange } from '../../model/change.js';
import type { Pack } from '../../model/checklist.js';
import type { QuestionReport, Report } from '../../model/report.js';
import { changedFiles } from '../../repository/changed-files.js';
import { openScanned } from '../open-scanned.js';
import type { Scanned } from '../open-scanned.js';
import { assessAll } from '../review/assess-all.js';
import { touchedQuestions } from './touched.js';

/** What an audit against a base knows of the present. */
export interface Present {
  readonly path: string;
  readonly scanned: Scanned;
  readonly report: Report;
  readonly questions: readonly QuestionReport[];
  readonly pack: Pack;
  readonly asOf: string | undefined;
}

/** What came since a revision: the questions, each with whether it stood so before, and what the change touches. */
export interface Compared {
  readonly questions: readonly QuestionReport[];
  readonly change: Omit<ReportedChange, 'newFindings'>;
}

/**
 * Holds the answers of now and of a revision against each other, each against what the repository showed then. A question stood so before
 * when it had the same state at the base; what was answered anew since is this change's.
 * @throws InputError when the revision does not exist, or an answers file there is damaged.
 */
export async function againstBase(
  { path, scanned, report, questions, pack, asOf }: Present,
  base: string,
  baseReport: Report,
): Promise<Compared> {
  const old = await openScanned(path, base);
  try {
    const before = await assessAll(baseReport, old, pack, asOf, false);
    const states = new Map(before.questions.map((question) => [keyOf(question), question]));
    const compared = questions.map((question): QuestionReport => {
      const then = states.get(keyOf(question));
      const stood = then !== undefined && then.state === question.state && then.answer === question.answer;
      // A service whose review this change begins has to answer for what it leaves open.
      const isBegun = question.state !== 'unknown' || before.reviewed.has(question.service);
      return { ...question, before: stood && isBegun };
    });
    const renamed = new Map(
      (await changedFiles(scanned.root, base)).flatMap(({ path: name, oldPath }) =>
        oldPath === undefined ? [] : [[name, oldPath] as const],
      ),
    );
    return {
      questions: compared,
      change: {
        base,
        touched: await touchedQuestions(
          pack,
          { report, view: scanned.view },
          { report: baseReport, view: old.view },
          renamed,
        ),
        madeStale: compared
          .filter(({ id, state, before: stood }) => id.includes('.') && state === 'stale' && stood !== true)
          .map(({ id, service }) => ({ id, service })),
      },
    };
  } finally {
    await old.close();
  }
}

function keyOf({ id, service }: QuestionReport): string {
  return `${service}\u0000${id}`;
}
