import { itemsToAsk, withinBudget } from '../../checklist/order.js';
import {
  advance,
  collectedAnswers,
  currentStep,
  reviewProgress,
  reviewStep,
  startReview,
} from '../../checklist/review-session.js';
import type {
  ReviewEvent,
  ReviewProgress,
  ReviewSession,
  ReviewStep,
} from '../../checklist/review-session.js';
import { wordingDigest } from '../../checklist/digests.js';
import type { Answer } from '../../model/answer.js';
import type { Pack } from '../../model/checklist.js';
import { InputError } from '../../model/input-error.js';
import type { QuestionReport, Report } from '../../model/report.js';
import { authorIdentity } from '../../repository/revisions.js';
import type { Progress } from '../gather-facts.js';
import { openScanned } from '../open-scanned.js';
import type { Scanned } from '../open-scanned.js';
import { packOf } from '../packs.js';
import { reportOf } from '../scan.js';
import { AnswersStore } from './answers-store.js';
import { citeEvidence } from './cite.js';
import { assessService } from './question-reports.js';
import { evidenceFor, reviewedServices } from './reviewed-services.js';
import type { ReviewedService } from './reviewed-services.js';

export type { ReviewEvent, ReviewProgress, ReviewStep } from '../../checklist/review-session.js';

export interface ReviewOptions {
  readonly path: string;
  /** Id of the checklist; that of the configuration when absent. */
  readonly pack?: string;
  readonly service?: string;
  /** Ask only what fits into this many minutes. */
  readonly budgetMinutes?: number;
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
 * @throws InputError when the path, the pack, the service or an answers file is wrong.
 */
export async function openReview(options: ReviewOptions): Promise<Review> {
  const scanned = await openScanned(options.path);
  try {
    const pack = packOf(options.pack ?? scanned.configuration.pack);
    const report = await reportOf(
      scanned.view,
      scanned.name,
      options.progress ? { progress: options.progress } : {},
    );
    const by = options.by ?? (await authorIdentity(scanned.root));
    const walks: Walk[] = [];
    for (const service of chosen(reviewedServices(report), options.service)) {
      walks.push(
        await Walk.open(scanned, report, pack, service, { ...options, ...(by !== undefined && { by }) }),
      );
    }
    return { report, pack, walks, close: () => scanned.close() };
  } catch (error) {
    await scanned.close();
    throw error;
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

/** The walk of one service. What is answered is in its file before the next question is asked. */
export class Walk {
  readonly service: string;
  /** The file of the answers, relative to the root. */
  readonly path: string;
  readonly #scanned: Scanned;
  readonly #report: Report;
  readonly #pack: Pack;
  readonly #reviewed: ReviewedService;
  readonly #store: AnswersStore;
  readonly #by: string | undefined;
  readonly #today: string;
  /** The answers before the walk: what is restored when an answer is taken back. */
  readonly #before: ReadonlyMap<string, Answer>;
  #session: ReviewSession;

  private constructor(
    scanned: Scanned,
    report: Report,
    pack: Pack,
    reviewed: ReviewedService,
    store: AnswersStore,
    options: Pick<ReviewOptions, 'by' | 'today'>,
    session: ReviewSession,
  ) {
    this.service = reviewed.name;
    this.path = store.path;
    this.#scanned = scanned;
    this.#report = report;
    this.#pack = pack;
    this.#reviewed = reviewed;
    this.#store = store;
    this.#by = options.by;
    this.#today = options.today;
    this.#before = new Map(store.answers.map((answer) => [answer.question, answer]));
    this.#session = session;
  }

  static async open(
    scanned: Scanned,
    report: Report,
    pack: Pack,
    reviewed: ReviewedService,
    options: ReviewOptions,
  ): Promise<Walk> {
    const store = await AnswersStore.open(
      scanned.root,
      scanned.view,
      scanned.configuration.reviews.path,
      reviewed.name,
      pack,
    );
    const { answers } = store;
    const { items } = await assessService(report, scanned.view, pack, reviewed, answers, options.today);
    const asked = itemsToAsk(items);
    const fitting = options.budgetMinutes === undefined ? asked : withinBudget(asked, options.budgetMinutes);
    const evidence = evidenceFor(report, reviewed);
    const steps = fitting.map((item) =>
      reviewStep(
        item,
        evidence,
        answers.find((answer) => answer.question === item.subQuestion.id),
      ),
    );
    return new Walk(scanned, report, pack, reviewed, store, options, startReview(steps));
  }

  /** The question that is asked now; undefined when all were, or the walk was left. */
  get step(): ReviewStep | undefined {
    return currentStep(this.#session);
  }

  get progress(): ReviewProgress {
    return reviewProgress(this.#session);
  }

  /** Number of the question that is asked now, from 1. */
  get position(): number {
    return Math.min(this.#session.cursor + 1, this.#session.steps.length);
  }

  /** Whether the step is the first of its question in this walk: what holds for the whole question is told once. */
  get opensQuestion(): boolean {
    const { steps, cursor } = this.#session;
    return steps[cursor]?.question.id !== steps[cursor - 1]?.question.id;
  }

  get isFinished(): boolean {
    return this.#session.status === 'finished';
  }

  get hasQuit(): boolean {
    return this.#session.status === 'quit';
  }

  /** Why the last event was refused. */
  get problem(): string | undefined {
    return this.#session.problem;
  }

  /** What was given at the present step before, when somebody went back to it. */
  get given(): { readonly choice?: string; readonly note?: string } {
    const outcome = this.#session.outcomes[this.#session.cursor];
    return {
      ...(outcome?.kind === 'answered' && { choice: outcome.choice }),
      ...(outcome?.note !== undefined && { note: outcome.note }),
    };
  }

  /** Steps that are still open, in order. */
  get open(): readonly ReviewStep[] {
    return this.#session.steps.filter((_step, index) => this.#session.outcomes[index]?.kind !== 'answered');
  }

  /** Applies what a person did; an answer is in the file when this returns. */
  async apply(event: ReviewEvent): Promise<void> {
    const step = currentStep(this.#session);
    this.#session = advance(this.#session, event);
    if (
      step === undefined ||
      this.#session.problem !== undefined ||
      event.kind === 'back' ||
      event.kind === 'quit'
    )
      return;
    const id = step.subQuestion.id;
    const answered = collectedAnswers(this.#session).find((answer) => answer.step === step);
    if (answered !== undefined) {
      await this.#store.set(await this.#answerOf(step, answered.choice, answered.note));
      return;
    }
    // An answer of this walk that was taken back: what stood there before stands again.
    const before = this.#before.get(id);
    if (before !== undefined) await this.#store.set(before);
    else if (this.#store.answers.some((answer) => answer.question === id)) await this.#store.remove(id);
  }

  /**
   * Answers a question by its id, whether the walk asks it or not.
   * @param write false only looks: nothing is written.
   * @throws InputError when the question or the choice does not exist.
   */
  async answer(question: string, choice: string, note: string | undefined, write: boolean): Promise<Answer> {
    const known = this.#pack.questions.flatMap((candidate) => candidate.subQuestions);
    const subQuestion = known.find((candidate) => candidate.id === question);
    if (subQuestion === undefined) {
      throw new InputError(
        `there is no question "${question}" in the checklist`,
        'See `lintel checklist show` for the ids.',
      );
    }
    const choices = [...subQuestion.choices.map(({ id }) => id), 'n/a'];
    if (!choices.includes(choice)) {
      throw new InputError(`"${choice}" is no choice of ${question}`, `Choices are: ${choices.join(', ')}.`);
    }
    if (choice === 'n/a' && (note ?? '').trim() === '') {
      throw new InputError(
        `${question}: "n/a" wants a reason`,
        'Add a note that says why it does not apply.',
      );
    }
    const answer = await this.#answerOf({ subQuestion }, choice, note);
    if (write) await this.#store.set(answer);
    return answer;
  }

  /** The questions with their states, as they stand now. */
  async questions(): Promise<readonly QuestionReport[]> {
    const { view } = this.#scanned;
    const { questions } = await assessService(
      this.#report,
      view,
      this.#pack,
      this.#reviewed,
      this.#store.answers,
      this.#today,
    );
    return questions;
  }

  async #answerOf(
    step: Pick<ReviewStep, 'subQuestion'>,
    choice: string,
    note: string | undefined,
  ): Promise<Answer> {
    const { view } = this.#scanned;
    return {
      question: step.subQuestion.id,
      choice,
      ...(note !== undefined && note.trim() !== '' && { note: note.trim() }),
      ...(this.#by !== undefined && { by: this.#by }),
      at: this.#today,
      ...(view.commit !== undefined && { commit: view.commit }),
      wording: wordingDigest(step.subQuestion),
      evidence: await citeEvidence(step.subQuestion, evidenceFor(this.#report, this.#reviewed), view),
    };
  }
}
