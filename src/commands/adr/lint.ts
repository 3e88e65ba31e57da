import { Flags } from '@oclif/core';
import { InputError } from '../../model/input-error.js';
import type { JsonValue } from '../../reporters/json.js';
import { toJsonLint } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { toFindingsText } from '../../reporters/text/findings.js';
import { plural } from '../../reporters/text/plural.js';
import { adrRuleCards, lintAdrs } from '../../workflows/adr/lint.js';
import { BaseCommand, exitCodes } from '../base-command.js';
import { deliverReports, parseReports, reportFlag } from '../interaction/reports.js';
import { widthOf } from '../terminal.js';

export default class AdrLint extends BaseCommand {
  static override summary =
    'Judge the decision records: what is missing, contradicts another, or is not true any more.';

  static override description =
    'Looks at states, sections, left-over prompts, numbers, links in both directions, supersession, texts that were edited after acceptance (by git), paths that are gone, and citations in code and documentation. The rules are in `lintel rules list`; .lintel.yaml switches them under adr.rules. Ends with 1 when there are findings at or above --fail-on.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --base origin/main --fail-on warning',
    '<%= config.bin %> <%= command.id %> --as-of 2026-12-31 --report sarif=adr.sarif',
  ];

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    base: Flags.string({ description: 'Judge only what came since this revision.', helpValue: 'REV' }),
    'fail-on': Flags.option({
      description: 'The lowest severity that fails. Default: that of the configuration, else error.',
      options: ['error', 'warning', 'note', 'never'] as const,
    })(),
    'as-of': Flags.string({
      description: 'Day on which age and due dates are judged (YYYY-MM-DD). Without it nothing is late.',
      helpValue: 'DATE',
    }),
    fix: Flags.boolean({
      description:
        'Write the missing side of links and supersessions into the other record, in its own dialect.',
    }),
    report: reportFlag,
    all: Flags.boolean({ description: 'Show all findings, not only the most important.' }),
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrLint);
    if (flags['as-of'] !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(flags['as-of']))
      throw new InputError(`--as-of ${flags['as-of']}: a day is wanted`, 'Write it as --as-of 2026-12-31.');
    const reports = parseReports(flags.report, this.jsonEnabled());
    const lint = await lintAdrs({
      path: flags.path,
      ...(flags.dir !== undefined && { folder: flags.dir }),
      ...(flags.base !== undefined && { base: flags.base }),
      ...(flags['fail-on'] !== undefined && { failOn: flags['fail-on'] }),
      ...(flags['as-of'] !== undefined && { asOf: flags['as-of'] }),
      fix: flags.fix,
    });
    for (const file of lint.fixed) process.stderr.write(`Fixed: ${printableLine(file)}\n`);
    if (!lint.verdict.passed) this.endWith(exitCodes.gateFailed);
    const json = toJsonLint(lint);
    await deliverReports(reports, {
      report: lint,
      rules: adrRuleCards(),
      json,
      text: () =>
        toFindingsText(lint, plural(lint.records, 'record'), {
          style: this.style(flags),
          width: widthOf(process.stdout),
          all: flags.all,
        }),
      log: (text) => this.log(text),
    });
    return json;
  }
}
