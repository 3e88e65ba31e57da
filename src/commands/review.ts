import { Args, Flags } from '@oclif/core';
import { InputError } from '../model/input-error.js';
import type { JsonValue } from '../reporters/json.js';
import { toOpenQuestionsJson, toOpenQuestionsText } from '../reporters/open-questions.js';
import { diffText } from '../reporters/text/diff-text.js';
import { toReviewText } from '../reporters/text/review.js';
import { plural } from '../reporters/text/plural.js';
import { createStyle } from '../reporters/text/style.js';
import { formOf, giveAnswers, sortAnswers } from '../workflows/review/give-answers.js';
import type { AnswersForService } from '../workflows/review/give-answers.js';
import { openReview } from '../workflows/review/review.js';
import type { Review as OpenReview } from '../workflows/review/review.js';
import type { Walk } from '../workflows/review/walk.js';
import { writeReports } from '../workflows/write-reports.js';
import { BaseCommand, exitCodes } from './base-command.js';
import { today } from './clock.js';
import { progressLine } from './interaction/progress.js';
import { readGiven } from './interaction/read-given.js';
import { canPrompt, hasColour, widthOf } from './terminal.js';

export default class Review extends BaseCommand {
  static override summary = 'Walk the checklist with evidence from the repository.';

  static override description =
    'Asks what is unanswered, stale, challenged or reworded, service by service, and shows with each question what the repository says. Every answer is written at once to docs/reviews/<service>.yaml, bound to the lines it rests on. Without a terminal nothing is asked: the open questions are printed with their choices and the command that answers them.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --service checkout --budget 15m',
    '<%= config.bin %> <%= command.id %> --since main',
    '<%= config.bin %> <%= command.id %> --service checkout --set partial-failure.timeouts=some --note "the SOAP client has none"',
    '<%= config.bin %> <%= command.id %> --export-form review.md',
    '<%= config.bin %> <%= command.id %> --answers review.md --dry-run',
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
    since: Flags.string({
      description: 'Ask only what the changes since this revision speak to.',
      helpValue: 'REV',
    }),
    budget: Flags.string({
      description: 'Ask only what fits into this time, the riskiest first.',
      helpValue: 'MINUTES',
    }),
    set: Flags.string({
      description: 'Answer a question; may be given several times.',
      multiple: true,
      multipleNonGreedy: true,
      default: [],
      helpValue: 'QUESTION=CHOICE',
    }),
    note: Flags.string({
      description: 'Note for the answers given with --set.',
      helpValue: 'TEXT',
      dependsOn: ['set'],
    }),
    owner: Flags.string({
      description: 'Who sees to what is missing, for the answers given with --set.',
      helpValue: 'NAME',
      dependsOn: ['set'],
    }),
    due: Flags.string({
      description:
        'Until when the answers given with --set are accepted (YYYY-MM-DD); then they are asked again.',
      helpValue: 'DATE',
      dependsOn: ['set'],
    }),
    answers: Flags.string({
      description:
        'Take the answers of this file, - for standard input: a filled form, an answers file, or YAML or JSON with `answers` or `services`.',
      helpValue: 'FILE',
      aliases: ['import'],
      exclusive: ['set'],
    }),
    'export-form': Flags.string({
      description:
        'Write the open questions as a form in Markdown, to be filled in without lintel; - for standard output.',
      helpValue: 'FILE',
      exclusive: ['set', 'answers'],
    }),
    by: Flags.string({ description: "Who answers. Default: git's user.email.", helpValue: 'NAME' }),
    'dry-run': Flags.boolean({
      description: 'Show what --set or --answers would write as a comparison, and write nothing.',
    }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(Review);
    if (flags['dry-run'] && flags.set.length === 0 && flags.answers === undefined)
      throw new InputError('--dry-run has nothing to show', 'Give answers with --set or --answers.');
    if (flags.due !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(flags.due))
      throw new InputError(`--due ${flags.due}: a day is wanted`, 'Write it as --due 2026-12-31.');
    const progress = progressLine();
    const budget = flags.budget === undefined ? undefined : minutesOf(flags.budget);
    const given = flags.answers === undefined ? undefined : await readGiven(flags.answers);
    const review = await openReview({
      path: args.path,
      today: today(),
      ...(flags.pack !== undefined && { pack: flags.pack }),
      ...(flags.service !== undefined && { service: flags.service }),
      ...(flags.since !== undefined && { since: flags.since }),
      ...(flags.by !== undefined && { by: flags.by }),
      ...(budget !== undefined && { budgetMinutes: budget }),
      progress: progress.show,
    });
    progress.clear();
    try {
      if (given !== undefined) return await this.give(sortAnswers(given, flags.answers ?? '', review), flags);
      if (flags.set.length > 0) return await this.give([answersOf(review, flags)], flags);
      const form = flags['export-form'];
      if (form !== undefined) return await this.exportForm(review, form);
      if (!this.jsonEnabled() && canPrompt(flags['no-input']))
        return await this.walk(review, args.path, flags);
      this.log(toOpenQuestionsText(openQuestions(review), this.style(flags), widthOf(process.stdout)));
      return toOpenQuestionsJson(openQuestions(review));
    } finally {
      await review.close();
    }
  }

  private async walk(
    review: OpenReview,
    path: string,
    flags: { readonly 'no-color': boolean },
  ): Promise<JsonValue> {
    // Loaded here, so that nothing else pays for the prompt library.
    const [{ walkInTerminal }, { Painter }] = await Promise.all([
      import('./interaction/walk.js'),
      import('./interaction/painter.js'),
    ]);
    const asked = review.walks.filter((walk) => walk.progress.total > 0);
    if (asked.length === 0) {
      this.log('Nothing is open: every question is answered, and every answer still holds.');
      return {};
    }
    const painter = new Painter(process.stderr);
    const surroundings = {
      report: review.report,
      style: createStyle(hasColour(process.stderr, flags['no-color'])),
      painter,
      path,
      today: today(),
    };
    const walked: Walk[] = [];
    let interrupted = false;
    painter.enter();
    try {
      for (const walk of asked) {
        walked.push(walk);
        await walkInTerminal(walk, surroundings);
        if (walk.hasQuit) break;
      }
    } catch (error) {
      if (
        !(error instanceof Error) ||
        (error.name !== 'ExitPromptError' && error.name !== 'AbortPromptError')
      )
        throw error;
      interrupted = true;
    } finally {
      painter.leave();
    }
    await this.sumUp(walked, interrupted, flags);
    return {};
  }

  /** What a walk leaves behind: how much was answered where, what is at risk now, and how to go on. */
  private async sumUp(
    walked: readonly Walk[],
    interrupted: boolean,
    flags: { readonly 'no-color': boolean },
  ): Promise<void> {
    const style = this.style(flags);
    for (const walk of walked) {
      const { answered, skipped } = walk.progress;
      this.log(
        `${style.good('✓')} ${plural(answered, 'answer')} in ${walk.path}${skipped > 0 ? `, ${skipped} left for later` : ''}`,
      );
    }
    const last = walked.at(-1);
    if (interrupted) {
      process.stderr.write(`What was answered is in ${last?.path ?? ''}. Go on with: lintel review\n`);
      this.endWith(exitCodes.interrupted);
    } else if (last?.hasQuit === true) this.log('Go on with: lintel review');
    else
      for (const walk of walked)
        this.log(toReviewText(await walk.questions(), style, widthOf(process.stdout)));
  }

  private async give(
    services: readonly AnswersForService[],
    flags: { readonly 'dry-run': boolean; readonly 'no-color': boolean },
  ): Promise<JsonValue> {
    const style = this.style(flags);
    const write = !flags['dry-run'];
    const given = await giveAnswers(services, write);
    for (const { path, changed, kept, before, after, challenged } of given) {
      for (const { question, choice } of changed)
        this.log(`${write ? 'wrote' : 'would write'} ${question}: ${choice}  (${path})`);
      if (kept.length > 0) this.log(style.dim(`${plural(kept.length, 'answer')} stood in ${path} already`));
      if (!write && changed.length > 0)
        for (const line of diffText(before, after, path, style)) this.log(line);
      for (const question of challenged)
        process.stderr.write(
          `${question} is challenged: the repository says otherwise, and the gate counts it until a note says why it holds all the same (--note).\n`,
        );
    }
    const json = given.map(({ service, path, changed, kept, challenged }) => ({
      service,
      file: path,
      written: write ? changed.map(({ question, choice }) => ({ question, choice })) : [],
      ...(kept.length > 0 && { kept: [...kept] }),
      ...(challenged.length > 0 && { challenged: [...challenged] }),
    }));
    const [only, ...others] = json;
    return only !== undefined && others.length === 0 ? only : { services: json };
  }

  private async exportForm(review: OpenReview, file: string): Promise<JsonValue> {
    const text = formOf(review);
    const open = review.walks.reduce((sum, walk) => sum + walk.open.length, 0);
    if (file === '-') {
      this.log(text.trimEnd());
      return { file: null, open, form: text };
    }
    await writeReports([{ path: file, text, append: false }]);
    this.log(
      `${plural(open, 'open question')} in ${file}. Filled in, give it back with: lintel review --answers ${file}`,
    );
    return { file, open };
  }
}

function openQuestions(review: OpenReview): readonly Pick<Walk, 'service' | 'path' | 'open'>[] {
  return review.walks.map((walk) => ({ service: walk.service, path: walk.path, open: walk.open }));
}

/** The answers of `--set`. */
function answersOf(
  review: OpenReview,
  {
    set,
    note,
    owner,
    due,
  }: {
    readonly set: readonly string[];
    readonly note: string | undefined;
    readonly owner: string | undefined;
    readonly due: string | undefined;
  },
): AnswersForService {
  const [walk, ...others] = review.walks;
  if (walk === undefined || others.length > 0) {
    throw new InputError(
      '--set answers for one service, and there are several here',
      `Name one with --service: ${review.walks.map(({ service }) => service).join(', ')}.`,
    );
  }
  const more = {
    ...(note !== undefined && { note }),
    ...(owner !== undefined && { owner }),
    ...(due !== undefined && { due }),
  };
  return { walk, given: set.map((pair) => ({ ...splitPair(pair), ...more })) };
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
