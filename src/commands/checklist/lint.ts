import { Args } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { plural } from '../../reporters/text/plural.js';
import { lintPacks } from '../../workflows/packs.js';
import { BaseCommand, exitCodes } from '../base-command.js';

export default class ChecklistLint extends BaseCommand {
  static override summary =
    'Check a checklist: ids, wording, sources, signals, and that its risk rules decide every case.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> checklists/our-own.yaml',
  ];

  static override args = {
    file: Args.string({ description: 'File of the checklist. Default: those that come with lintel.' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(ChecklistLint);
    const style = this.style(flags);
    const problems = await lintPacks(args.file);
    for (const problem of problems) {
      const mark = problem.severity === 'error' ? style.bad('error') : style.warn('warning');
      this.log(
        `${printableLine(problem.file)}:${problem.line}: ${mark} ${problem.rule}: ${printableLine(problem.message)}`,
      );
      this.log(`  ${style.good('→')} ${printableLine(problem.advice)}`);
    }
    this.log(problems.length === 0 ? style.good('✓ no problems') : plural(problems.length, 'problem'));
    if (problems.some((problem) => problem.severity === 'error')) this.endWith(exitCodes.gateFailed);
    return { problems: problems.map((problem) => ({ ...problem })) };
  }
}
