import { Args, Flags } from '@oclif/core';
import { toJsonReport } from '../reporters/json.js';
import type { JsonValue } from '../reporters/json.js';
import { toScanMarkdown } from '../reporters/markdown/scan.js';
import { printableLine } from '../reporters/printable.js';
import { toScanText } from '../reporters/text/scan.js';
import { loadQuestions } from '../workflows/questions.js';
import { scan } from '../workflows/scan.js';
import { BaseCommand, exitCodes } from './base-command.js';
import { progressLine } from './interaction/progress.js';
import { widthOf } from './terminal.js';

export default class Scan extends BaseCommand {
  static override summary = 'Show what a repository says on each question of the checklist.';

  static override description =
    'Reads the repository and lists its services, migrations, health endpoints and probes with file and line, then what they say for and against each question, and what could not be read. Runs nothing of the repository and uses no network.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> ../checkout --service api --all',
    '<%= config.bin %> <%= command.id %> --base v1.4.0 --json',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    service: Flags.string({ description: 'Show only this service.', helpValue: 'NAME' }),
    base: Flags.string({ description: 'Mark what came since this revision.', helpValue: 'REV' }),
    at: Flags.string({ description: 'Scan this revision instead of the files on disk.', helpValue: 'REV' }),
    format: Flags.option({
      description: 'How to print it.',
      options: ['text', 'json', 'markdown'] as const,
      default: 'text' as const,
    })(),
    all: Flags.boolean({ description: 'Show everything, not only the most important.' }),
    timings: Flags.boolean({ description: 'Say on standard error how long each part took.' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(Scan);
    const progress = progressLine();
    const clock = partTimes();
    const report = await scan({
      path: args.path,
      ...(flags.at !== undefined && { revision: flags.at }),
      ...(flags.base !== undefined && { base: flags.base }),
      ...(flags.service !== undefined && { service: flags.service }),
      progress: (part) => {
        progress.show(part);
        clock.begin(part);
      },
      notice: (text) => this.notice(text),
    });
    progress.clear();
    if (flags.timings) process.stderr.write(clock.summary());
    if (report.failures.length > 0) this.endWith(exitCodes.couldNotFinish);
    for (const failure of report.failures) {
      process.stderr.write(
        `Incomplete: reading ${failure.part} broke down (${printableLine(failure.message)}). This is a defect of lintel.\n`,
      );
    }
    if (this.jsonEnabled()) return toJsonReport(report);
    if (flags.format === 'json') this.logJson(toJsonReport(report));
    else if (flags.format === 'markdown') this.log(toScanMarkdown(report, loadQuestions()));
    else {
      const options = {
        style: this.style(flags),
        width: widthOf(process.stdout),
        all: flags.all,
        questions: loadQuestions(),
      };
      this.log(toScanText(report, options));
    }
    return {};
  }
}

/** Wall-clock time of each part, for `--timings`. */
function partTimes(): { begin(part: string): void; summary(): string } {
  const marks: { part: string; at: number }[] = [];
  return {
    begin: (part) => marks.push({ part, at: performance.now() }),
    summary: () => {
      const end = performance.now();
      return marks
        .map(
          ({ part, at }, index) =>
            `${((marks[index + 1]?.at ?? end) - at).toFixed(0).padStart(7)} ms  ${part}\n`,
        )
        .join('');
    },
  };
}
