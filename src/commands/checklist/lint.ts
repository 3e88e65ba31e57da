import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { plural } from '../../reporters/text/plural.js';
import { lintPacks } from '../../workflows/packs.js';
import { BaseCommand, exitCodes } from '../base-command.js';

export default class ChecklistLint extends BaseCommand {
  static override summary =
    'Check a checklist: ids, wording, sources, signals, translations, and that its risk rules decide every case.';

  static override description =
    'Without a file, the checklists that come with lintel and those of the repository (.lintel/checklists). With --base also what a change does to kept answers: ids are stable for ever, and a new wording needs a new version. Warnings do not fail.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> checklists/our-own.yaml',
  ];

  static override args = {
    file: Args.string({
      description: 'File of the checklist. Default: those that come with lintel, and your own.',
    }),
  };

  static override flags = {
    base: Flags.string({ description: 'Compare with the checklists at this revision.', helpValue: 'REV' }),
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(ChecklistLint);
    const style = this.style(flags);
    const problems = await lintPacks({
      path: flags.path,
      ...(args.file !== undefined && { file: args.file }),
      ...(flags.base !== undefined && { base: flags.base }),
    });
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
