import { riskOfChoice } from '../../checklist/risk.js';
import { advance, collectedAnswers, currentStep, reviewProgress } from '../../checklist/review-session.js';
import type {
  ReviewEvent,
  ReviewProgress,
  ReviewSession,
  ReviewStep,
} from '../../checklist/review-session.js';
import { wordingDigest } from '../../checklist/digests.js';
import type { Answer } from '../../model/answer.js';
import type { Pack, SubQuestion } from '../../model/checklist.js';
import { InputError } from '../../model/input-error.js';
import type { QuestionReport, Report } from '../../model/report.js';
import type { Waiver } from '../../model/waiver.js';
import { lastDay } from '../audit/last-day.js';
import type { WaiverStore } from '../audit/waiver-store.js';
import type { Scanned } from '../open-scanned.js';
import type { AnswersStore } from './answers-store.js';
import { citeEvidence } from './cite.js';
import { assessService } from './question-reports.js';
import { evidenceFor } from './reviewed-services.js';
import type { ReviewedService } from './reviewed-services.js';

export type { ReviewEvent, ReviewProgress, ReviewStep } from '../../checklist/review-session.js';

/** What a walk stands on. */
export interface WalkGround {
  readonly scanned: Scanned;
  readonly report: Report;
  readonly pack: Pack;
  readonly reviewed: ReviewedService;
  readonly store: AnswersStore;
  readonly waivers: WaiverStore;
  /** Who answers. */
  readonly by?: string;
  /** ISO date of the answers. */
  readonly today: string;
}

/** An answer as somebody gives it: from a flag, a file or a form. */
export interface GivenAnswer {
  readonly question: string;
  readonly choice: string;
  readonly note?: string;
  readonly owner?: string;
  readonly due?: string;
  /** Where it was given, for messages: `form.md:12`. */
  readonly place?: string;
}

/** What giving answers does to a file. */
export interface GivenResult {
  /** Answers that are new or other than before. */
  readonly changed: readonly Answer[];
  /** Answers that stand there already, and still hold. */
  readonly kept: readonly string[];
  /** Ids of answers that the repository contradicts, and no note defends. */
  readonly challenged: readonly string[];
  readonly before: string;
  readonly after: string;
}

/** The walk of one service. What is answered or noted is in its file before the next question is asked. */
export class Walk {
  readonly service: string;
  /** The file of the answers, relative to the root. */
  readonly path: string;
  readonly by: string | undefined;
  readonly #ground: WalkGround;
  /** The answers before the walk: what is restored when an answer is taken back. */
  readonly #before: ReadonlyMap<string, Answer>;
  /** Questions that this walk waived. */
  readonly #waived = new Set<string>();
  #session: ReviewSession;

  constructor(ground: WalkGround, session: ReviewSession) {
    this.service = ground.reviewed.name;
    this.path = ground.store.path;
    this.by = ground.by;
    this.#ground = ground;
    this.#before = new Map(ground.store.answers.map((answer) => [answer.question, answer]));
    this.#session = session;
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
    return this.#session.steps.filter((_step, index) => {
      const kind = this.#session.outcomes[index]?.kind;
      return kind !== 'answered' && kind !== 'waived';
    });
  }

  /** Applies what a person did; an answer or a note is in the file when this returns. */
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
    const { store, waivers } = this.#ground;
    const id = step.subQuestion.id;
    if (event.kind !== 'note' && event.kind !== 'waive' && this.#waived.delete(id))
      await waivers.remove({ question: id, service: this.service });
    const answered = collectedAnswers(this.#session).find((answer) => answer.step === step);
    if (answered !== undefined) {
      await store.set(await this.#answerOf(step.subQuestion, answered));
      return;
    }
    if (event.kind === 'note') {
      await store.setDraft(id, event.text.trim());
      return;
    }
    // An answer of this walk that was taken back: what stood there before stands again.
    const before = this.#before.get(id);
    if (before !== undefined) await store.set(before);
    else if (store.answers.some((answer) => answer.question === id)) await store.remove(id);
  }

  /**
   * Accepts the risk of the present question for a time: it is written among the waivers, and the walk goes on.
   * @param acceptance `until`: the last day, or a number of days.
   * @throws InputError when the day is over, or farther away than the configuration allows.
   */
  async waive(acceptance: {
    readonly owner: string;
    readonly until: string;
    readonly reason: string;
  }): Promise<void> {
    const { scanned, waivers, today } = this.#ground;
    const step = currentStep(this.#session);
    if (step === undefined) return;
    const until = /^\d{1,4}$/.test(acceptance.until) ? Number(acceptance.until) : acceptance.until;
    const expires = lastDay({ until, today }, scanned.configuration.gate.waiverDays);
    const waiver: Waiver = {
      question: step.subQuestion.id,
      service: this.service,
      owner: acceptance.owner,
      reason: acceptance.reason,
      expires,
      at: today,
      ...(this.by !== undefined && { by: this.by }),
    };
    await waivers.set(waiver);
    this.#waived.add(step.subQuestion.id);
    await this.apply({ kind: 'waive' });
  }

  /** The note of a kept answer. */
  noteOf(question: string): { readonly note?: string } {
    const note = this.#ground.store.answers.find((answer) => answer.question === question)?.note;
    return note === undefined ? {} : { note };
  }

  /** Binds the decision record that accepts the risk to a kept answer. */
  async linkRecord(question: string, adr: string): Promise<void> {
    const answer = this.#ground.store.answers.find((candidate) => candidate.question === question);
    if (answer !== undefined) await this.#ground.store.set({ ...answer, adr });
  }

  /**
   * Gives answers by their ids, whether the walk asks for them or not. All are looked at before any is written, so that a wrong one leaves
   * the file as it was; what stands there already and still holds is not touched, so that the same answers give the same bytes.
   * @param write false only looks: nothing is written.
   * @throws InputError when a question or a choice does not exist, or `n/a` has no reason.
   */
  async give(given: readonly GivenAnswer[], write: boolean): Promise<GivenResult> {
    const { store } = this.#ground;
    const fresh = new Map((await this.questions()).map((question) => [question.id, question.state]));
    const changed: Answer[] = [];
    const kept: string[] = [];
    const challenged: string[] = [];
    for (const one of given) {
      const subQuestion = this.#known(one);
      const present = store.answers.find((answer) => answer.question === one.question);
      const state = fresh.get(one.question);
      if (present !== undefined && state !== 'stale' && saysTheSame(present, one)) {
        kept.push(one.question);
        if (state === 'challenged') challenged.push(one.question);
        continue;
      }
      const answer = await this.#answerOf(subQuestion, one);
      changed.push(answer);
      if (this.#isChallenged(subQuestion, answer)) challenged.push(one.question);
    }
    const before = store.text;
    const after = store.preview(changed);
    if (write && changed.length > 0) await store.setAll(changed);
    return { changed, kept, challenged, before, after };
  }

  /** The questions with their states, as they stand now. */
  async questions(): Promise<readonly QuestionReport[]> {
    const { report, scanned, pack, reviewed, store, today } = this.#ground;
    return (await assessService(report, scanned, pack, reviewed, store.answers, today)).questions;
  }

  #known({ question, choice, note, place }: GivenAnswer): SubQuestion {
    const at = place === undefined ? '' : `${place}: `;
    const known = this.#ground.pack.questions.flatMap((candidate) => candidate.subQuestions);
    const subQuestion = known.find((candidate) => candidate.id === question);
    if (subQuestion === undefined)
      throw new InputError(
        `${at}there is no question "${question}" in the checklist`,
        'See `lintel checklist show` for the ids.',
      );
    const choices = [...subQuestion.choices.map(({ id }) => id), 'n/a'];
    if (!choices.includes(choice))
      throw new InputError(
        `${at}"${choice}" is no choice of ${question}`,
        `Choices are: ${choices.join(', ')}.`,
      );
    if (choice === 'n/a' && (note ?? '').trim() === '')
      throw new InputError(
        `${at}${question}: "n/a" wants a reason`,
        'Add a note that says why it does not apply.',
      );
    return subQuestion;
  }

  #isChallenged(subQuestion: SubQuestion, { choice, note }: Answer): boolean {
    const risk = riskOfChoice(subQuestion, choice);
    const { report, reviewed } = this.#ground;
    const against = new Set(
      subQuestion.signals.filter(({ stance }) => stance === 'contradicts').map(({ id }) => id),
    );
    return (
      (risk === 'none' || risk === 'low') &&
      (note ?? '').trim() === '' &&
      evidenceFor(report, reviewed).some(
        ({ signal, confidence }) => confidence === 'high' && against.has(signal),
      )
    );
  }

  async #answerOf(
    subQuestion: SubQuestion,
    { choice, note, owner, due }: Pick<GivenAnswer, 'choice' | 'note' | 'owner' | 'due'>,
  ): Promise<Answer> {
    const { scanned, report, reviewed, store, today } = this.#ground;
    const { view } = scanned;
    // The same answer given again confirms what was said with it.
    const before = store.answers.find((answer) => answer.question === subQuestion.id);
    const confirmed = before?.choice === choice ? before : undefined;
    const said = (note ?? confirmed?.note ?? '').trim();
    const sees = owner ?? confirmed?.owner;
    const until = due ?? (confirmed?.due !== undefined && confirmed.due >= today ? confirmed.due : undefined);
    return {
      question: subQuestion.id,
      choice,
      ...(said !== '' && { note: said }),
      ...(this.by !== undefined && { by: this.by }),
      at: today,
      ...(view.commit !== undefined && { commit: view.commit }),
      wording: wordingDigest(subQuestion),
      evidence: await citeEvidence(subQuestion, choice, evidenceFor(report, reviewed), view),
      ...(sees !== undefined && { owner: sees }),
      ...(until !== undefined && { due: until }),
      ...(confirmed?.adr !== undefined && { adr: confirmed.adr }),
    };
  }
}

/** Whether a kept answer says what is given again; what is not given again stays. */
function saysTheSame(present: Answer, given: GivenAnswer): boolean {
  return (
    present.choice === given.choice &&
    (given.note === undefined || (present.note ?? '').trim() === given.note.trim()) &&
    (given.owner === undefined || present.owner === given.owner) &&
    (given.due === undefined || present.due === given.due)
  );
}
