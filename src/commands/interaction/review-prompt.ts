import { createPrompt, isDownKey, isEnterKey, isUpKey, useKeypress, useState } from '@inquirer/core';
import { wrap } from '../../reporters/text/style.js';
import type { Style } from '../../reporters/text/style.js';
import type { Choice } from '../../model/checklist.js';
import { keyHelp } from './review-screen.js';

/** What a key at a question asks for. */
export type ReviewKey =
  | { readonly kind: 'choice'; readonly choice: string }
  | { readonly kind: 'note' }
  | { readonly kind: 'not-applicable' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'back' }
  | { readonly kind: 'quit' };

interface ReviewPromptConfig {
  /** The lines above the choices. */
  readonly lines: readonly string[];
  readonly choices: readonly Choice[];
  /** Id of the choice that is marked at first; the first one when absent. */
  readonly marked: string | undefined;
  readonly problem: string | undefined;
  readonly style: Style;
  readonly width: number;
}

const commandKeys: Readonly<Record<string, ReviewKey>> = {
  n: { kind: 'note' },
  x: { kind: 'not-applicable' },
  s: { kind: 'skip' },
  b: { kind: 'back' },
  q: { kind: 'quit' },
};

/** Asks one question of the checklist: choices by arrow or number, and the walk's own keys. */
export const reviewPrompt = createPrompt<ReviewKey, ReviewPromptConfig>((config, done) => {
  const { choices, style, width } = config;
  const marked = Math.max(
    0,
    choices.findIndex((choice) => choice.id === config.marked),
  );
  const [active, setActive] = useState(marked);
  const [status, setStatus] = useState<'asking' | 'done'>('asking');

  useKeypress((key) => {
    const finish = (answer: ReviewKey): void => {
      setStatus('done');
      done(answer);
    };
    const number = Number(key.name);
    if (isEnterKey(key)) finish({ kind: 'choice', choice: choices[active]?.id ?? '' });
    else if (isUpKey(key)) setActive((active + choices.length - 1) % choices.length);
    else if (isDownKey(key)) setActive((active + 1) % choices.length);
    else if (Number.isInteger(number) && number >= 1 && number <= choices.length) {
      finish({ kind: 'choice', choice: choices[number - 1]?.id ?? '' });
    } else {
      const command = key.ctrl ? undefined : commandKeys[key.name];
      if (command !== undefined) finish(command);
    }
  });

  // The answered question is wiped by the prompt's own clearing, so that the next one stands at its place.
  if (status === 'done') return '';
  const rows = choices.flatMap((choice, index) => {
    const pointer = index === active ? style.accent('❯') : ' ';
    const risk = choice.risk === 'none' ? '' : ` (${choice.risk} risk)`;
    const text = wrap(`${choice.text}${risk}`, width - 6);
    return text.map((line, part) =>
      part === 0
        ? `${pointer} ${style.bold(String(index + 1))}  ${index === active ? style.bold(line) : line}`
        : `     ${line}`,
    );
  });
  const problem = config.problem === undefined ? [] : [style.warn(config.problem)];
  return [...config.lines, ...rows, '', ...problem, ...keyHelp(choices.length, style, width)].join('\n');
});
