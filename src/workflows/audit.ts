import { judge } from '../audit/gate.js';
import type { FailOn } from '../model/finding.js';
import type { QuestionReport, Report } from '../model/report.js';
import type { Progress } from './gather-facts.js';
import { openScanned } from './open-scanned.js';
import { packOf } from './packs.js';
import { AnswersStore } from './review/answers-store.js';
import { assessService } from './review/question-reports.js';
import { reviewedServices } from './review/reviewed-services.js';
import { scan } from './scan.js';

export interface AuditOptions {
  readonly path: string;
  /** Judge only what came since this revision. */
  readonly base?: string;
  readonly service?: string;
  /** The lowest severity that fails; that of the configuration when absent. */
  readonly failOn?: FailOn;
  /** ISO date on which due dates are judged; without it none is overdue, so that a commit always gives the same result. */
  readonly asOf?: string;
  readonly progress?: Progress;
  readonly notice?: (text: string) => void;
}

/**
 * The gate: the scan, the kept answers held against it, and a verdict.
 * @throws InputError when the path, a revision, the service, the configuration or an answers file is wrong.
 */
export async function audit(options: AuditOptions): Promise<Report> {
  const report = await scan(options);
  const scanned = await openScanned(options.path);
  try {
    const { configuration, view, root } = scanned;
    const pack = packOf(configuration.pack);
    const questions: QuestionReport[] = [];
    const reviewed = new Set<string>();
    for (const service of reviewedServices(report)) {
      const store = await AnswersStore.open(root, view, configuration.reviews.path, service.name, pack);
      if (store.exists) reviewed.add(service.name);
      const assessed = await assessService(report, view, pack, service, store.answers, options.asOf);
      questions.push(...assessed.questions);
    }
    const verdict = judge({
      findings: report.findings,
      questions,
      reviewedServices: reviewed,
      failOn: options.failOn ?? configuration.gate.failOn,
    });
    return { ...report, questions, verdict };
  } finally {
    await scanned.close();
  }
}
