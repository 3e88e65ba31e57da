import { itemsToAsk, withinBudget } from '../../checklist/order.js';
import { reviewStep, startReview } from '../../checklist/review-session.js';
import type { Pack } from '../../model/checklist.js';
import { InputError } from '../../model/input-error.js';
import type { Report } from '../../model/report.js';
import { changedFiles } from '../../repository/changed-files.js';
import { authorIdentity } from '../../repository/revisions.js';
import { touchedQuestions } from '../audit/touched.js';
import { WaiverStore } from '../audit/waiver-store.js';
import type { Progress } from '../gather-facts.js';
import { openScanned } from '../open-scanned.js';
import type { Scanned } from '../open-scanned.js';
import { configuredPack } from '../packs.js';
import { reportOf } from '../scan.js';
import { AnswersStore } from './answers-store.js';
import { assessService } from './question-reports.js';
import { evidenceFor, reviewedServices } from './reviewed-services.js';
import type { ReviewedService } from './reviewed-services.js';
import { Walk } from './walk.js';
import type { WalkGround } from './walk.js';

export interface ReviewOptions {
  readonly path: string;
  /** Id of the checklist; that of the configuration when absent. */
  readonly pack?: string;
  readonly service?: string;
  /** Ask only what fits into this many minutes. */
  readonly budgetMinutes?: number;
  /** Ask only what the changes since this revision speak to. */
  readonly since?: string;
  /** Who answers; git's user when absent. */
  readonly by?: string;
  /** ISO date of the answers. */
  readonly today: string;
  readonly progress?: Progress;
}

/** An open review of a repository: scanned once, then walked service by service. */
export interface Review {
  readonly report: Report;
  readonly pack: Pack;
  readonly walks: readonly Walk[];
  close(): Promise<void>;
}

/**
 * Opens a review: scans the repository and holds the kept answers against it.
 * @throws InputError when the path, the pack, the service, a revision, an answers file or the file of waivers is wrong.
 */
export async function openReview(options: ReviewOptions): Promise<Review> {
  const scanned = await openScanned(options.path);
  try {
    const pack = await configuredPack(scanned, options.pack);
    const report = await reportOf(scanned.view, scanned.name, {
      root: scanned.root,
      ...(options.progress && { progress: options.progress }),
    });
    const by = options.by ?? (await authorIdentity(scanned.root));
    const services = chosen(reviewedServices(report), options.service);
    const touched =
      options.since === undefined
        ? undefined
        : await touchedSince(options.since, options, scanned, report, pack);
    const waivers = await WaiverStore.open(scanned.root, scanned.view);
    const walks: Walk[] = [];
    for (const reviewed of services) {
      const store = await AnswersStore.open(
        scanned.root,
        scanned.view,
        scanned.configuration.reviews.path,
        reviewed.name,
        pack,
      );
      const ground: WalkGround = {
        scanned,
        report,
        pack,
        reviewed,
        store,
        waivers,
        today: options.today,
        ...(by !== undefined && { by }),
      };
      walks.push(await openWalk(ground, options.budgetMinutes, touched));
    }
    return { report, pack, walks, close: () => scanned.close() };
  } catch (error) {
    await scanned.close();
    throw error;
  }
}

/** A walk over what is open: unanswered, stale, challenged or reworded, and accepted by nobody. */
async function openWalk(
  ground: WalkGround,
  budgetMinutes: number | undefined,
  touched: ReadonlySet<string> | undefined,
): Promise<Walk> {
  const { report, scanned, pack, reviewed, store, waivers, today } = ground;
  const { answers } = store;
  const { items } = await assessService(report, scanned, pack, reviewed, answers, today);
  const asked = itemsToAsk(items).filter(
    ({ subQuestion: { id } }) =>
      !waivers.accepts(id, reviewed.name, today) && touched?.has(keyOf(id, reviewed.name)) !== false,
  );
  const fitting = budgetMinutes === undefined ? asked : withinBudget(asked, budgetMinutes);
  const evidence = evidenceFor(report, reviewed);
  const steps = fitting.map((item) => {
    const { id } = item.subQuestion;
    const draft = store.draftOf(id);
    const step = reviewStep(
      item,
      evidence,
      answers.find((answer) => answer.question === id),
    );
    return draft === undefined ? step : { ...step, draft };
  });
  return new Walk(ground, startReview(steps));
}

function keyOf(question: string, service: string): string {
  return `${service}\u0000${question}`;
}

async function touchedSince(
  since: string,
  { path, progress }: ReviewOptions,
  scanned: Scanned,
  report: Report,
  pack: Pack,
): Promise<ReadonlySet<string>> {
  const old = await openScanned(path, since);
  try {
    const told = progress && { progress: (part: string): void => progress(`${part} at ${since}`) };
    const before = await reportOf(old.view, old.name, told ?? {});
    const renamed = new Map(
      (await changedFiles(scanned.root, since)).flatMap((file) =>
        file.oldPath === undefined ? [] : [[file.path, file.oldPath] as const],
      ),
    );
    const touched = await touchedQuestions(
      pack,
      { report, view: scanned.view },
      { report: before, view: old.view },
      renamed,
    );
    return new Set(touched.map(({ id, service }) => keyOf(id, service)));
  } finally {
    await old.close();
  }
}

function chosen(services: readonly ReviewedService[], name: string | undefined): readonly ReviewedService[] {
  if (name === undefined) return services;
  const found = services.filter((service) => service.name === name);
  if (found.length > 0) return found;
  throw new InputError(
    `there is no service "${name}" here`,
    `Name one of: ${services.map((service) => service.name).join(', ')}.`,
  );
}
