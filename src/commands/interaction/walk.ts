import { InputError } from '../../model/input-error.js';
import type { Report } from '../../model/report.js';
import type { Style } from '../../reporters/text/style.js';
import { newAdr } from '../../workflows/adr/new.js';
import { addFailureMode } from '../../workflows/review/failure-mode.js';
import type { ReviewStep, Walk } from '../../workflows/review/walk.js';
import { editText, openAtLine } from './user-programs.js';
import { nowhere } from './painter.js';
import type { Painter } from './painter.js';
import { reviewPrompt } from './review-prompt.js';
import type { ReviewKey } from './review-prompt.js';

/** What a walk needs of its surroundings. */
export interface WalkSurroundings {
  readonly report: Pick<Report, 'excerpts'>;
  readonly style: Style;
  readonly painter: Painter;
  /** The repository, as the user named it. */
  readonly path: string;
  /** ISO date. */
  readonly today: string;
}

/** What can be made of the answer before. */
interface Offer {
  readonly step: ReviewStep;
  readonly choice: string;
  readonly text: string;
}

/**
 * Walks one service's questions in a terminal. Each answer, and each note, is in its file before the next question is drawn; leaving by
 * `q`, Ctrl-C or the end of input loses nothing.
 */
export async function walkInTerminal(walk: Walk, surroundings: WalkSurroundings): Promise<void> {
  const { painter } = surroundings;
  let offer: Offer | undefined;
  let problem: string | undefined;
  let opened = 0;
  for (let step = walk.step; step !== undefined; step = walk.step) {
    const { given } = walk;
    const contradiction = contradictionOf(step);
    const key = await reviewPrompt(
      {
        screen: {
          step,
          service: walk.service,
          position: walk.position,
          progress: walk.progress,
          opensQuestion: walk.opensQuestion,
          given,
          ...(offer && { offer: offer.text }),
        },
        report: surroundings.report,
        painter,
        style: surroundings.style,
        marked: given.choice ?? step.suggestion?.choice ?? step.previous?.choice,
        problem: problem ?? walk.problem,
        contradiction,
        by: walk.by,
      },
      { output: nowhere() },
    );
    problem = undefined;
    if (key.kind === 'open') problem = open(step, opened++, surroundings);
    else opened = 0;
    try {
      offer = (await act(walk, step, key, offer, surroundings)) ?? offer;
    } catch (error) {
      // What a person typed can be wrong (a day that is over, an editor that does not start): said where they are, nothing is lost.
      if (!(error instanceof InputError)) throw error;
      problem = error.message;
      continue;
    }
    if (key.kind === 'skip' || key.kind === 'back' || key.kind === 'not-applicable' || key.kind === 'waive')
      offer = undefined;
  }
}

/** Does what a key asks for; gives what is offered next, if that changes. */
async function act(
  walk: Walk,
  step: ReviewStep,
  key: ReviewKey,
  offer: Offer | undefined,
  surroundings: WalkSurroundings,
): Promise<Offer | undefined> {
  switch (key.kind) {
    case 'choice': {
      if (key.rebuttal !== undefined) await walk.apply({ kind: 'note', text: key.rebuttal });
      await walk.apply({ kind: 'answer', choice: key.choice });
      return offerOf(step, key.choice);
    }
    case 'note':
      await walk.apply({ kind: 'note', text: key.text });
      return undefined;
    case 'not-applicable':
      await walk.apply({ kind: 'not-applicable', reason: key.reason });
      return undefined;
    case 'waive':
      await walk.waive({ owner: key.owner, until: key.until, reason: key.reason });
      return undefined;
    case 'edit': {
      const present = walk.given.note ?? step.draft ?? step.previous?.note ?? '';
      const text = outside(surroundings.painter, () =>
        editText(present, `${step.subQuestion.id}: ${step.subQuestion.text}`),
      );
      if (text !== present) await walk.apply({ kind: 'note', text });
      return undefined;
    }
    case 'record':
    case 'runbook':
      return offer === undefined
        ? undefined
        : { ...offer, text: await drafted(walk, offer, key.kind, surroundings) };
    case 'skip':
    case 'back':
    case 'quit':
      await walk.apply({ kind: key.kind });
      return undefined;
    default:
      return undefined;
  }
}

/** What speaks, beyond doubt, against an answer of no risk. */
function contradictionOf(step: ReviewStep): string | undefined {
  const against = step.evidence.filter(
    ({ stance, confidence }) => stance === 'contradicts' && confidence === 'high',
  );
  const [first] = against;
  if (first === undefined) return undefined;
  const more = against.length > 1 ? `, and ${against.length - 1} more` : '';
  return `The repository says otherwise: ${first.text} (${first.span.file}:${first.span.line}${more}).`;
}

/** Nothing is offered for an answer without risk: the offer before goes. */
function offerOf(step: ReviewStep, choice: string): Offer {
  const risk = step.subQuestion.choices.find(({ id }) => id === choice)?.risk ?? 'none';
  const atRisk = risk === 'medium' || risk === 'high';
  const ways = [
    ...(atRisk ? ['a drafts a decision record'] : []),
    ...(step.question.id === 'partial-failure' ? ['r adds it to the runbook'] : []),
  ];
  if (ways.length === 0 || (!atRisk && step.question.id !== 'partial-failure'))
    return { step, choice, text: '' };
  return {
    step,
    choice,
    text: `${atRisk ? `${step.subQuestion.id} is a ${risk} risk now` : step.subQuestion.id}: ${ways.join(' · ')}`,
  };
}

async function drafted(
  walk: Walk,
  { step, choice }: Offer,
  kind: 'record' | 'runbook',
  { path, today, painter, style }: WalkSurroundings,
): Promise<string> {
  const { id } = step.subQuestion;
  painter.paint({
    lines: [style.dim(kind === 'record' ? 'Drafting a decision record …' : 'Writing to the runbook …')],
  });
  if (kind === 'record') {
    const written = await newAdr({
      path,
      title: `Accept the risk of ${id}`,
      question: id,
      service: walk.service,
      draft: true,
      date: today,
    });
    await walk.linkRecord(id, written.path);
    return `drafted ${written.path}`;
  }
  const { file, written } = await addFailureMode({
    path,
    service: walk.service,
    step,
    choice,
    ...walk.noteOf(id),
  });
  return written ? `added to ${file}` : `${file} has it already`;
}

/** Opens the evidence in turn; gives what went wrong. */
function open(step: ReviewStep, turn: number, { painter }: WalkSurroundings): string | undefined {
  const item = step.evidence[turn % Math.max(step.evidence.length, 1)];
  if (item === undefined) return 'There is no evidence to open.';
  return outside(painter, () => openAtLine(item.span.file, item.span.line));
}

/** Runs a program of the user's on the terminal's own screen. */
function outside<Result>(painter: Painter, run: () => Result): Result {
  painter.leave();
  try {
    return run();
  } finally {
    painter.enter();
  }
}
