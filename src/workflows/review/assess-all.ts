import type { Answer } from '../../model/answer.js';
import type { Pack } from '../../model/checklist.js';
import type { QuestionReport, Report } from '../../model/report.js';
import type { Scanned } from '../open-scanned.js';
import { AnswersStore } from './answers-store.js';
import { assessService } from './question-reports.js';
import { reviewedServices } from './reviewed-services.js';

/** All services of a repository with their answers held against what it shows. */
export interface Assessment {
  /** Each question of each service, followed by its sub-questions. */
  readonly questions: readonly QuestionReport[];
  /** Services that have kept answers. */
  readonly reviewed: ReadonlySet<string>;
  /** The kept answers, by service. */
  readonly answers: ReadonlyMap<string, readonly Answer[]>;
}

/**
 * Holds the kept answers of every service against a report.
 * @param asOf ISO date on which due dates are judged; without it none is overdue.
 * @param isOfNow whether the files are those of now, not of a revision: then git is asked under which name a cited file lives on.
 * @throws InputError when an answers file is damaged.
 */
export async function assessAll(
  report: Report,
  { root, view, configuration }: Pick<Scanned, 'root' | 'view' | 'configuration'>,
  pack: Pack,
  asOf: string | undefined,
  isOfNow = true,
): Promise<Assessment> {
  const questions: QuestionReport[] = [];
  const reviewed = new Set<string>();
  const answers = new Map<string, readonly Answer[]>();
  for (const service of reviewedServices(report)) {
    const store = await AnswersStore.open(root, view, configuration.reviews.path, service.name, pack);
    if (store.exists) reviewed.add(service.name);
    answers.set(service.name, store.answers);
    const assessed = await assessService(
      report,
      { view, ...(isOfNow && { root }) },
      pack,
      service,
      store.answers,
      asOf,
    );
    questions.push(
      ...assessed.questions.map((question) => {
        const line = store.lineOf(question.id);
        return line === undefined ? question : { ...question, place: { file: store.path, line } };
      }),
    );
  }
  return { questions, reviewed, answers };
}
