import type { Report } from '../../model/report.js';
import type { Style } from '../../reporters/text/style.js';
import type { Walk } from '../../workflows/review/review.js';
import { askText } from './ask.js';
import { reviewPrompt } from './review-prompt.js';
import { questionLines } from './review-screen.js';

/** Where prompts are drawn: standard error, so that standard output stays clean. */
const onStderr = { output: process.stderr, clearPromptOnDone: true } as const;

/**
 * Walks one service's questions in a terminal. Each answer is in its file before the next question is drawn; leaving by `q` or Ctrl-C
 * loses nothing.
 * @param widthNow asked before each question, because terminals are resized.
 */
export async function walkInTerminal(
  walk: Walk,
  report: Pick<Report, 'excerpts'>,
  style: Style,
  widthNow: () => number,
): Promise<void> {
  for (let step = walk.step; step !== undefined; step = walk.step) {
    const width = widthNow();
    const problem = walk.problem;
    const { given } = walk;
    const screen = {
      step,
      service: walk.service,
      position: walk.position,
      progress: walk.progress,
      opensQuestion: walk.opensQuestion,
      given,
    };
    const key = await reviewPrompt(
      {
        lines: questionLines(screen, report, style, width),
        choices: step.subQuestion.choices,
        marked: given.choice ?? step.suggestion?.choice ?? step.previous?.choice,
        problem,
        style,
        width,
      },
      onStderr,
    );
    switch (key.kind) {
      case 'choice':
        await walk.apply({ kind: 'answer', choice: key.choice });
        break;
      case 'note': {
        const text = await askText('Note:', given.note ?? step.previous?.note ?? '');
        await walk.apply({ kind: 'note', text });
        break;
      }
      case 'not-applicable': {
        const reason = await askText('Why does it not apply? (empty: go back)');
        if (reason.trim() !== '') await walk.apply({ kind: 'not-applicable', reason });
        break;
      }
      case 'skip':
      case 'back':
      case 'quit':
        await walk.apply({ kind: key.kind });
        break;
    }
  }
}
