import { createPrompt, useEffect, useKeypress, useState } from '@inquirer/core';
import type { Report } from '../../model/report.js';
import type { Style } from '../../reporters/text/style.js';
import type { Painter } from './painter.js';
import { reviewFrame } from './review-screen.js';
import type { ReviewScreen, ScreenState } from './review-screen.js';
import { waiverSteps } from './waiver-steps.js';

/** What a person wants at a question. */
export type ReviewKey =
  | { readonly kind: 'choice'; readonly choice: string; readonly rebuttal?: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'not-applicable'; readonly reason: string }
  | { readonly kind: 'waive'; readonly owner: string; readonly until: string; readonly reason: string }
  | { readonly kind: 'skip' | 'back' | 'quit' | 'edit' | 'open' | 'record' | 'runbook' };

interface ReviewPromptConfig {
  readonly screen: ReviewScreen;
  readonly report: Pick<Report, 'excerpts'>;
  readonly painter: Painter;
  readonly style: Style;
  /** Id of the choice that is marked at first; none when absent. */
  readonly marked: string | undefined;
  readonly problem: string | undefined;
  /** What speaks against an answer of no risk, in words: then such an answer wants a rebuttal. */
  readonly contradiction: string | undefined;
  /** Who a waiver's owner is taken to be. */
  readonly by: string | undefined;
}

/** A line that is asked for, one after the other. */
interface Typing {
  readonly kind: 'note' | 'not-applicable' | 'rebuttal' | 'waive';
  readonly label: string;
  /** For a rebuttal: the choice that it defends. */
  readonly choice?: string;
  /** For a waiver: what was said up to now. */
  readonly said: readonly string[];
}

/** Reasons that are given often, by their number. */
const usualReasons = [
  'there is no such thing here',
  'another part of the system does it',
  'it was decided otherwise',
] as const;

const commandKeys: Readonly<
  Record<string, ReviewKey['kind'] & ('skip' | 'back' | 'quit' | 'edit' | 'open' | 'record' | 'runbook')>
> = {
  s: 'skip',
  b: 'back',
  q: 'quit',
  e: 'edit',
  o: 'open',
  a: 'record',
  r: 'runbook',
};

/** Asks one question of the checklist on a screen of its own; whatever is typed is typed below the question, which stays in sight. */
export const reviewPrompt = createPrompt<ReviewKey, ReviewPromptConfig>((config, done) => {
  const { screen, painter } = config;
  const { choices } = screen.step.subQuestion;
  const first = choices.findIndex(({ id }) => id === config.marked);
  const [active, setActive] = useState<number | undefined>(first === -1 ? undefined : first);
  const [scroll, setScroll] = useState(0);
  const [help, setHelp] = useState(false);
  const [problem, setProblem] = useState(config.problem);
  const [typing, setTyping] = useState<Typing | undefined>(undefined);
  const [line, setLine] = useState({ text: '', column: 0 });
  const [size, setSize] = useState({ columns: painter.columns, rows: painter.rows });

  useEffect(() => {
    const resized = (): void => {
      painter.forget();
      setSize({ columns: painter.columns, rows: painter.rows });
    };
    process.stderr.on('resize', resized);
    return () => void process.stderr.off('resize', resized);
  }, []);

  const state: ScreenState = {
    active,
    scroll,
    help,
    ...(problem !== undefined && { problem }),
    ...(typing && { typing: { label: typing.label, ...line } }),
  };
  const drawn = reviewFrame(screen, state, config.report, config.style, size);
  painter.paint(drawn.frame);

  useKeypress((key, rl) => {
    const ask = (next: Typing, present = ''): void => {
      rl.clearLine(0);
      if (present !== '') rl.write(present);
      setLine({ text: present, column: present.length });
      setProblem(undefined);
      setTyping(next);
    };
    const toQuestion = (why?: string): void => {
      rl.clearLine(0);
      setTyping(undefined);
      setProblem(why);
    };
    const choose = (index: number): void => {
      const choice = choices[index];
      if (choice === undefined) return;
      const isGood = choice.risk === 'none' || choice.risk === 'low';
      if (
        isGood &&
        config.contradiction !== undefined &&
        (screen.given.note ?? screen.step.draft ?? '') === ''
      ) {
        setActive(index);
        ask({
          kind: 'rebuttal',
          choice: choice.id,
          label: `${config.contradiction} Why does it hold all the same? (empty: leave it challenged)`,
          said: [],
        });
      } else done({ kind: 'choice', choice: choice.id });
    };
    if (typing !== undefined) {
      if (key.name === 'escape') toQuestion();
      else if (key.name === 'return' || key.name === 'enter')
        finishLine(typing, line.text.trim(), { ask, toQuestion, done, by: config.by });
      else setLine({ text: rl.line, column: cursorOf(rl) });
      return;
    }
    rl.clearLine(0);
    if (help && !['space', 'pagedown', 'pageup'].includes(key.name)) {
      setHelp(false);
      setScroll(0);
      return;
    }
    setProblem(undefined);
    const page = Math.max(drawn.shown - 1, 1);
    const last = Math.max(drawn.details - drawn.shown, 0);
    const number = Number(key.name);
    const sequence = 'sequence' in key ? key.sequence : key.name;
    if (key.name === 'return' || key.name === 'enter') {
      if (active === undefined)
        setProblem('Nothing speaks for one of the answers: choose one by its number.');
      else choose(active);
    } else if (key.name === 'up') setActive(((active ?? 0) + choices.length - 1) % choices.length);
    else if (key.name === 'down') setActive(active === undefined ? 0 : (active + 1) % choices.length);
    else if (key.name === 'space') setScroll(scroll >= last ? 0 : Math.min(scroll + page, last));
    else if (key.name === 'pagedown') setScroll(Math.min(scroll + page, last));
    else if (key.name === 'pageup') setScroll(Math.max(Math.min(scroll, last) - page, 0));
    else if (key.name === '?' || sequence === '?') {
      setHelp(true);
      setScroll(0);
    } else if (key.ctrl) return;
    else if (Number.isInteger(number) && number >= 1 && number <= choices.length) choose(number - 1);
    else if (key.name === 't')
      ask(
        {
          kind: 'note',
          label: 'Note (kept with the answer, and for later if you do not answer now)',
          said: [],
        },
        screen.given.note ?? screen.step.draft ?? screen.step.previous?.note ?? '',
      );
    else if (key.name === 'n' || key.name === 'x')
      ask({
        kind: 'not-applicable',
        label: `Why does it not apply? ${usualReasons.map((reason, index) => `${index + 1} ${reason}`).join(' · ')} · or say it`,
        said: [],
      });
    else if (key.name === 'w') ask({ kind: 'waive', label: waiverSteps[0].label, said: [] }, config.by ?? '');
    else {
      const kind = commandKeys[key.name];
      if (kind !== undefined) done({ kind });
    }
  });

  return '';
});

interface Ways {
  readonly ask: (next: Typing, present?: string) => void;
  readonly toQuestion: (why?: string) => void;
  readonly done: (key: ReviewKey) => void;
  readonly by: string | undefined;
}

/** A line was typed to its end: what follows from it. */
function finishLine(typing: Typing, text: string, { ask, toQuestion, done }: Ways): void {
  switch (typing.kind) {
    case 'note':
      done({ kind: 'note', text });
      return;
    case 'rebuttal':
      done({ kind: 'choice', choice: typing.choice ?? '', ...(text !== '' && { rebuttal: text }) });
      return;
    case 'not-applicable':
      if (text === '') toQuestion('Say in a few words why it does not apply, or answer it.');
      else done({ kind: 'not-applicable', reason: usualReasons[Number(text) - 1] ?? text });
      return;
    case 'waive': {
      const said = [...typing.said, text];
      const problem = waiverSteps[typing.said.length]?.problemOf(text);
      const next = waiverSteps[said.length];
      if (problem !== undefined) toQuestion(problem);
      else if (next !== undefined) ask({ kind: 'waive', label: next.label, said }, next.present);
      else done({ kind: 'waive', owner: said[0] ?? '', until: said[1] ?? '', reason: said[2] ?? '' });
    }
  }
}

function cursorOf(rl: { readonly line: string }): number {
  const cursor: unknown = Reflect.get(rl, 'cursor');
  return typeof cursor === 'number' ? cursor : rl.line.length;
}
