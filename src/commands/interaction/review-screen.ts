import type { Report } from '../../model/report.js';
import { printableLine } from '../../reporters/printable.js';
import { codeFrame } from '../../reporters/text/code-frame.js';
import { plural } from '../../reporters/text/plural.js';
import { displayWidth, pad, wrap } from '../../reporters/text/style.js';
import type { Style } from '../../reporters/text/style.js';
import type { ReviewProgress, ReviewStep } from '../../workflows/review/walk.js';
import type { Frame } from './painter.js';

/** What a question's screen shows. */
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
  /** What came of the answer before: one line, e.g. that a decision record can be drafted. */
  readonly offer?: string;
}

/** What a person does on the screen just now. */
export interface ScreenState {
  /** Index of the marked choice; none before anything speaks for one. */
  readonly active: number | undefined;
  /** First line of the details that is shown. */
  readonly scroll: number;
  readonly help: boolean;
  /** Why the last key was refused. */
  readonly problem?: string;
  /** A line that is typed. */
  readonly typing?: { readonly label: string; readonly text: string; readonly column: number };
}

/** Columns of the label before each part. */
const indent = 13;

/**
 * The screen of one question: where we are, the question, why it is asked, what happened elsewhere, what the repository shows, then the
 * choices, what the repository suggests, and the keys. The question, the choices and the keys are always there; what does not fit of the
 * rest is scrolled.
 * @returns the frame, and how many lines of details can be shown at once and exist.
 */
export function reviewFrame(
  screen: ReviewScreen,
  state: ScreenState,
  report: Pick<Report, 'excerpts'>,
  style: Style,
  size: { readonly columns: number; readonly rows: number },
): { readonly frame: Frame; readonly shown: number; readonly details: number } {
  const width = Math.min(size.columns, 120);
  const top = [
    ...headerLines(screen, style, width),
    '',
    ...wrap(printableLine(screen.step.subQuestion.text), width).map(style.bold),
    '',
  ];
  const bottom = [
    '',
    ...choiceLines(screen, state, style, width),
    ...suggestionLines(screen.step, style, width),
    '',
    ...(state.problem === undefined ? [] : wrap(printableLine(state.problem), width).map(style.warn)),
    ...(screen.offer === undefined || state.typing !== undefined
      ? []
      : wrap(printableLine(screen.offer), width).map(style.note)),
  ];
  const foot =
    state.typing === undefined
      ? keyLines(screen.step.subQuestion.choices.length, state.help, style, width)
      : typingLines(state.typing, style, width);
  const details = state.help ? helpLines(style, width) : detailLines(screen, report, style, width);
  const room = Math.max(size.rows - top.length - bottom.length - foot.lines.length, 1);
  const all = details.length;
  const shown = all <= room ? all : Math.max(room - 1, 0);
  const from = Math.min(state.scroll, Math.max(all - shown, 0));
  const visible = details.slice(from, from + shown);
  const hidden = all - shown;
  const more = hidden > 0 ? [style.dim(pad('', indent) + scrollText(from, hidden))] : [];
  const lines = [...top, ...visible, ...more, ...bottom];
  const over = Math.max(lines.length + foot.lines.length - size.rows, 0);
  // In a very small terminal the choices and keys win.
  const fitting = over === 0 ? lines : lines.slice(over);
  const cursor =
    foot.cursor === undefined
      ? {}
      : { cursor: { row: fitting.length + foot.cursor.row, column: foot.cursor.column } };
  return { frame: { lines: [...fitting, ...foot.lines], ...cursor }, shown, details: all };
}

function scrollText(from: number, hidden: number): string {
  const below = hidden - from;
  return below > 0
    ? `↓ ${plural(below, 'more line')} (space)${from > 0 ? ` · ↑ ${from} above` : ''}`
    : `↑ ${plural(from, 'line')} above (space: from the top)`;
}

function headerLines(
  { step, service, position, progress }: ReviewScreen,
  style: Style,
  width: number,
): readonly string[] {
  const where = `${position}/${progress.total}  ${printableLine(service)}`;
  const left = [
    ...(progress.left === 0 ? [] : [`~${progress.minutesLeft} min left`]),
    ...(progress.highRiskOpen > 0 ? [`${progress.highRiskOpen} high risk open`] : []),
  ].join(' · ');
  const title = printableLine(step.question.text);
  const room = width - displayWidth(where) - displayWidth(left) - 4;
  const named = displayWidth(title) <= room ? title : room > 12 ? `${title.slice(0, room - 1)}…` : '';
  const done = Math.round((progress.answered / Math.max(progress.total, 1)) * width);
  return [
    `${style.accent(style.bold(where))}  ${style.dim(pad(named, Math.max(room, 0)))}  ${style.dim(left)}`,
    `${style.accent('━'.repeat(done))}${style.dim('─'.repeat(width - done))}`,
  ];
}

function labelled(label: string, text: string, style: Style, width: number): readonly string[] {
  return wrap(printableLine(text), width - indent).map(
    (line, index) => style.dim(pad(index === 0 ? label : '', indent)) + line,
  );
}

function detailLines(
  screen: ReviewScreen,
  report: Pick<Report, 'excerpts'>,
  style: Style,
  width: number,
): readonly string[] {
  const { step } = screen;
  const { incident } = step.question;
  return [
    ...againLines(screen, style, width),
    ...labelled('why', step.subQuestion.why, style, width),
    ...evidenceLines(step, report, style, width),
    ...(screen.opensQuestion && incident !== undefined
      ? labelled('it happened', `${incident.text} (${incident.source.title})`, style, width)
      : []),
  ];
}

/** Why it is asked again, and what was answered last. */
function againLines({ step, given }: ReviewScreen, style: Style, width: number): readonly string[] {
  const { previous } = step;
  const note = given.note ?? step.draft ?? previous?.note;
  return [
    ...(previous === undefined
      ? []
      : [
          ...labelled(
            'last answer',
            `${previous.choice}${previous.by === undefined ? '' : ` by ${previous.by}`}${previous.at === '' ? '' : ` on ${previous.at}`}${previous.commit === undefined ? '' : ` at ${previous.commit.slice(0, 10)}`}`,
            style,
            width,
          ),
          ...labelled('asked again', step.askedBecause.join(' '), style, width).map(style.warn),
        ]),
    ...(note === undefined ? [] : labelled('note', note, style, width)),
  ];
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
    const place = `${printableLine(item.span.file)}:${item.span.line}`;
    const text = wrap(printableLine(item.text), width - indent - 2);
    return [
      ...text.map((line, part) =>
        part === 0
          ? `${style.dim(pad(index === 0 ? 'evidence' : '', indent))}${mark} ${line}`
          : `${' '.repeat(indent + 2)}${line}`,
      ),
      `${' '.repeat(indent + 2)}${style.dim(place)}`,
      ...codeFrame(report, item.span, style, width - indent - 2).map(
        (line) => `${' '.repeat(indent + 2)}${line}`,
      ),
    ];
  });
  return step.moreEvidence > 0
    ? [...lines, `${' '.repeat(indent + 2)}${style.dim(`and ${step.moreEvidence} more`)}`]
    : lines;
}

function choiceLines(
  { step }: ReviewScreen,
  { active }: ScreenState,
  style: Style,
  width: number,
): readonly string[] {
  return step.subQuestion.choices.flatMap((choice, index) => {
    const marked = index === active;
    const risk = choice.risk === 'none' ? '' : ` (${choice.risk} risk)`;
    return wrap(`${choice.text}${risk}`, width - 5).map((line, part) =>
      part === 0
        ? `${marked ? style.accent('❯') : ' '} ${style.bold(String(index + 1))}  ${marked ? style.bold(line) : line}`
        : `     ${marked ? style.bold(line) : line}`,
    );
  });
}

function suggestionLines(step: ReviewStep, style: Style, width: number): readonly string[] {
  if (step.suggestion === undefined) return [];
  const { choice, confidence, because } = step.suggestion;
  const number = step.subQuestion.choices.findIndex(({ id }) => id === choice) + 1;
  const lines = labelled('suggested', `${number} (${confidence} confidence): ${because}`, style, width);
  return ['', ...(lines.length <= 2 ? lines : [lines[0] ?? '', `${lines[1] ?? ''} …`])].map((line) =>
    style.good(line),
  );
}

/** The keys of the screen: what most need, and all of them with `?`. */
const keys = [
  ['↵', 'take'],
  ['b', 'back'],
  ['s', 'later'],
  ['n', 'n/a'],
  ['w', 'waive'],
  ['t', 'note'],
  ['o', 'open'],
  ['?', 'help'],
  ['q', 'quit'],
] as const;

interface Foot {
  readonly lines: readonly string[];
  readonly cursor?: { readonly row: number; readonly column: number };
}

function keyLines(choices: number, help: boolean, style: Style, width: number): Foot {
  const all = help
    ? ([
        ['space', 'more'],
        ['any other key', 'back to the question'],
      ] as const)
    : ([[`1–${choices}`, 'answer'], ...keys] as const);
  const lines: string[][] = [[]];
  let used = 0;
  for (const [key, does] of all) {
    const wide = displayWidth(key) + does.length + 4;
    if (used + wide > width + 3) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(`${style.accent(key)} ${style.dim(does)}`);
    used += wide;
  }
  return { lines: lines.map((line) => line.join(style.dim(' · '))) };
}

const helpTexts = [
  ['1–9', 'give this answer'],
  [
    '↵',
    'take the marked answer: the suggested one, else the last one; nothing is marked where nothing speaks for one',
  ],
  ['↑ ↓', 'mark another answer'],
  ['space', 'the next lines of why and evidence; PgUp and PgDn work too'],
  ['b', 'back to the question before; what was answered can be answered again'],
  ['s', 'leave it for later'],
  ['n or x', 'it does not apply here; a reason is asked for'],
  ['w', 'accept it for a time: with an owner, an end and a reason, in .lintel/waivers.yaml'],
  ['t', 'type a note; it is kept even when you quit before you answer'],
  ['e', 'write the note in your editor (VISUAL or EDITOR)'],
  ['o', 'open the evidence in your editor, one place after the other'],
  ['a', 'after an answer at risk: draft a decision record with its evidence'],
  ['r', 'after an answer on failure: add a section to the runbook of the service'],
  ['q', 'quit; every answer is in its file already, and lintel review goes on where you were'],
] as const;

function helpLines(style: Style, width: number): readonly string[] {
  return helpTexts.flatMap(([key, does]) =>
    wrap(does, width - 10).map((line, index) => `${style.accent(pad(index === 0 ? key : '', 8))}  ${line}`),
  );
}

/** The line that is typed; of a long one its end is shown. */
function typingLines(
  { label, text, column }: NonNullable<ScreenState['typing']>,
  style: Style,
  width: number,
): Foot {
  const labels = wrap(printableLine(label), width);
  const room = width - 3;
  const before = text.slice(0, column);
  const skipped = Math.max(displayWidth(before) - room, 0);
  return {
    lines: [
      ...labels.map((line) => style.accent(line)),
      `${style.accent('›')} ${printableLine(text.slice(skipped))}`,
      style.dim('↵ keep · esc back to the question'),
    ],
    cursor: { row: labels.length, column: 2 + displayWidth(before) - skipped },
  };
}
