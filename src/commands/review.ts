import { Args, Flags } from '@oclif/core';
import { InputError } from '../model/input-error.js';
import type { JsonValue } from '../reporters/json.js';
import { toOpenQuestionsJson, toOpenQuestionsText } from '../reporters/open-questions.js';
import { toReviewText } from '../reporters/text/review.js';
import { plural } from '../reporters/text/plural.js';
import { createStyle } from '../reporters/text/style.js';
import { openReview } from '../workflows/review/review.js';
import type { Review as OpenReview, Walk } from '../workflows/review/review.js';
import { BaseCommand, exitCodes } from './base-command.js';
import { today } from './clock.js';
import { progressLine } from './interaction/progress.js';
import { canPrompt, hasColour, widthOf } from './terminal.js';

export default class Review extends BaseCommand {
  static override summary = 'Walk the checklist with evidence from the repository.';

  static override description =
    'Asks what is unanswered, stale or challenged, service by service, and shows with each question what the repository says. Every answer is written at once to docs/reviews/<service>.yaml, bound to the lines it rests on. Without a terminal nothing is asked: the open questions are printed with their choices and the command that answers them.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --service checkout --budget 15m',
    '<%= config.bin %> <%= command.id %> --service checkout --set partial-failure.timeouts=some --note "the SOAP client has none"',
    '<%= config.bin %> <%= command.id %> --json',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    service: Flags.string({ description: 'Review only this service.', helpValue: 'NAME' }),
    pack: Flags.string({
      description: 'Id of the checklist. Default: that of the configuration.',
      helpValue: 'ID',
    }),
    set: Flags.string({
      description: 'Answer a question; may be given several times.',
      multiple: true,
      default: [],
      helpValue: 'QUESTION=CHOICE',
    }),
    note: Flags.string({
      description: 'Note for the answers given with --set.',
      helpValue: 'TEXT',
      dependsOn: ['set'],
    }),
    by: Flags.string({ description: "Who answers. Default: git's user.email.", helpValue: 'NAME' }),
    budget: Flags.string({
      description: 'Ask only what fits into this time, the riskiest first.',
      helpValue: 'MINUTES',
    }),
    'dry-run': Flags.boolean({
      description: 'Show what --set would write, and write nothing.',
      dependsOn: ['set'],
    }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(Review);
    const progress = progressLine();
    const budget = flags.budget === undefined ? undefined : minutesOf(flags.budget);
    const review = await openReview({
      path: args.path,
      today: today(),
      ...(flags.pack !== undefined && { pack: flags.pack }),
      ...(flags.service !== undefined && { service: flags.service }),
      ...(flags.by !== undefined && { by: flags.by }),
      ...(budget !== undefined && { budgetMinutes: budget }),
      progress: progress.show,
    });
    progress.clear();
    try {
      if (flags.set.length > 0) return await this.answer(review, flags);
      if (!this.jsonEnabled() && canPrompt(flags['no-input'])) return await this.walk(review, flags);
      this.log(toOpenQuestionsText(openQuestions(review), this.style(flags), widthOf(process.stdout)));
      return toOpenQuestionsJson(openQuestions(review));
    } finally {
      await review.close();
    }
  }

  private async walk(review: OpenReview, flags: { readonly 'no-color': boolean }): Promise<JsonValue> {
    // Loaded here, so that nothing else pays for the prompt library.
    const { walkInTerminal } = await import('./interaction/walk.js');
    const style = createStyle(hasColour(process.stderr, flags['no-color']));
    const asked = review.walks.filter((walk) => walk.progress.total > 0);
    if (asked.length === 0)
      this.log('Nothing is open: every question is answered, and every answer still holds.');
    for (const [index, walk] of asked.entries()) {
      try {
        await walkInTerminal(walk, review.report, style, () => widthOf(process.stderr));
      } catch (error) {
        if (
          !(error instanceof Error) ||
          (error.name !== 'ExitPromptError' && error.name !== 'AbortPromptError')
        )
          throw error;
        process.stderr.write(`\nWhat was answered is in ${walk.path}. Go on with: lintel review\n`);
        this.endWith(exitCodes.interrupted);
        return {};
      }
      const { answered, skipped } = walk.progress;
      this.log(
        `${this.style(flags).good('✓')} ${plural(answered, 'answer')} in ${walk.path}${skipped > 0 ? `, ${skipped} left for later` : ''}`,
      );
      if (walk.hasQuit) {
        this.log('Go on with: lintel review');
        return {};
      }
      const next = asked[index + 1];
      if (next !== undefined) this.log(`Next: ${next.service}`);
    }
    for (const walk of review.walks) {
      this.log(toReviewText(await walk.questions(), this.style(flags), widthOf(process.stdout)));
    }
    return {};
  }

  private async answer(
    review: OpenReview,
    flags: {
      readonly set: readonly string[];
      readonly note: string | undefined;
      readonly 'dry-run': boolean;
    },
  ): Promise<JsonValue> {
    const [walk, ...others] = review.walks;
    if (walk === undefined || others.length > 0) {
      throw new InputError(
        '--set answers for one service, and there are several here',
        `Name one with --service: ${review.walks.map(({ service }) => service).join(', ')}.`,
      );
    }
    const pairs = flags.set.map(splitPair);
    // All are looked at before any is written, so that a wrong one leaves the file as it was.
    for (const { question, choice } of pairs) await walk.answer(question, choice, flags.note, false);
    for (const { question, choice } of pairs) {
      if (!flags['dry-run']) await walk.answer(question, choice, flags.note, true);
      this.log(`${flags['dry-run'] ? 'would write' : 'wrote'} ${question}: ${choice}  (${walk.path})`);
    }
    return {
      service: walk.service,
      file: walk.path,
      written: flags['dry-run'] ? [] : pairs.map(({ question, choice }) => ({ question, choice })),
    };
  }
}

function openQuestions(review: OpenReview): readonly Pick<Walk, 'service' | 'path' | 'open'>[] {
  return review.walks.map((walk) => ({ service: walk.service, path: walk.path, open: walk.open }));
}

function splitPair(pair: string): { readonly question: string; readonly choice: string } {
  const equals = pair.indexOf('=');
  if (equals <= 0)
    throw new InputError(
      `--set ${pair}: a question and a choice are wanted`,
      'Write it as --set partial-failure.timeouts=all.',
    );
  return { question: pair.slice(0, equals), choice: pair.slice(equals + 1) };
}

/** `15m`, `1h`, `90` (minutes). */
function minutesOf(text: string): number {
  const match = /^(\d{1,4})\s*(m|min|h)?$/.exec(text.trim());
  if (match === null)
    throw new InputError(`--budget ${text}: a time is wanted`, 'Write it as --budget 15m or --budget 1h.');
  return Number(match[1]) * (match[2] === 'h' ? 60 : 1);
}
