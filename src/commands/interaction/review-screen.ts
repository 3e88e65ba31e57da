import type { Report } from '../../model/report.js';
import { printableLine } from '../../reporters/printable.js';
import { codeFrame } from '../../reporters/text/code-frame.js';
import { plural } from '../../reporters/text/plural.js';
import { pad, wrap } from '../../reporters/text/style.js';
import type { Style } from '../../reporters/text/style.js';
import type { ReviewProgress, ReviewStep } from '../../workflows/review/review.js';

/** What a question's screen shows beside the question. */
export interface ReviewScreen {
  readonly step: ReviewStep;
  readonly service: string;
  /** Number of the question in the walk, from 1. */
  readonly position: number;
  readonly progress: ReviewProgress;
  /** Whether the question is new in the walk, so that its incident is told. */
  readonly opensQuestion: boolean;
  /** What was given before, when somebody went back. */
  readonly given: { readonly choice?: string; readonly note?: string };
  /** Why the last key was refused. */
  readonly problem?: string;
}

/** Pieces of evidence whose lines are shown; the others are named. */
const framed = 2;

/** The part of the screen above the choices: where we are, the question, why, what happened elsewhere, what the repository shows. */
export function questionLines(
  screen: ReviewScreen,
  report: Pick<Report, 'excerpts'>,
  style: Style,
  width: number,
): readonly string[] {
  const { step, progress } = screen;
  const where = `${screen.position}/${progress.total}  ${printableLine(screen.service)}  ${step.question.text}`;
  const left = progress.left === 0 ? '' : `~${plural(progress.minutesLeft, 'minute')} left`;
  return [
    style.dim(`${pad(where, width - left.length - 1)} ${left}`),
    '',
    ...wrap(step.subQuestion.text, width).map(style.bold),
    ...labelled('why', step.subQuestion.why, style, width),
    ...(screen.opensQuestion ? incidentLines(step, style, width) : []),
    ...evidenceLines(step, report, style, width),
    ...suggestionLines(step, style, width),
    ...previousLines(screen, style, width),
    '',
  ];
}

/** The keys that work at a question, broken between keys where they do not fit one line. */
export function keyHelp(choices: number, style: Style, width: number): readonly string[] {
  const keys = [
    [`1–${choices}`, 'answer'],
    ['↑↓ enter', 'choose and take'],
    ['n', 'note'],
    ['x', 'does not apply'],
    ['s', 'later'],
    ['b', 'back'],
    ['q', 'save and quit'],
  ] as const;
  const lines: string[][] = [[]];
  let used = 0;
  for (const [key, does] of keys) {
    const wide = key.length + does.length + 4;
    if (used + wide > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(`${style.accent(key)} ${style.dim(does)}`);
    used += wide;
  }
  return lines.map((line) => line.join(style.dim(' · ')));
}

function incidentLines(step: ReviewStep, style: Style, width: number): readonly string[] {
  const { text, source } = step.question.incident;
  return labelled('it happened', `${text} (${source.title})`, style, width);
}

function labelled(label: string, text: string, style: Style, width: number): readonly string[] {
  const indent = 13;
  return wrap(printableLine(text), width - indent).map(
    (line, index) => style.dim(pad(index === 0 ? label : '', indent)) + line,
  );
}

function evidenceLines(
  step: ReviewStep,
  report: Pick<Report, 'excerpts'>,
  style: Style,
  width: number,
): readonly string[] {
  if (step.evidence.length === 0)
    return labelled('evidence', 'none found: this is for you to know', style, width);
  const lines = step.evidence.flatMap((item, index) => {
    const mark = item.stance === 'supports' ? style.good('✓') : style.warn('!');
    const place = style.dim(`${printableLine(item.span.file)}:${item.span.line}`);
    const text = wrap(printableLine(item.text), width - 15);
    return [
      ...text.map((line, part) =>
        part === 0
          ? `${style.dim(pad(index === 0 ? 'evidence' : '', 13))}${mark} ${line}`
          : `${' '.repeat(15)}${line}`,
      ),
      `${' '.repeat(15)}${place}`,
      ...(index < framed
        ? codeFrame(report, item.span, style, width - 15).map((line) => `${' '.repeat(15)}${line}`)
        : []),
    ];
  });
  return step.moreEvidence > 0
    ? [...lines, `${' '.repeat(15)}${style.dim(`and ${step.moreEvidence} more`)}`]
    : lines;
}

function suggestionLines(step: ReviewStep, style: Style, width: number): readonly string[] {
  if (step.suggestion === undefined) return [];
  const { choice, confidence, because } = step.suggestion;
  return labelled('suggested', `${choice} (${confidence} confidence): ${because}`, style, width);
}

function previousLines({ step, given }: ReviewScreen, style: Style, width: number): readonly string[] {
  const previous = step.previous;
  const last =
    previous === undefined
      ? []
      : labelled(
          'last answer',
          `${previous.choice}${previous.by === undefined ? '' : ` by ${previous.by}`} on ${previous.at}. ${step.askedBecause.join(' ')}`,
          style,
          width,
        );
  const note = given.note ?? previous?.note;
  return [...last, ...(note === undefined ? [] : labelled('note', note, style, width))];
}
