import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toJsonLint } from '../../reporters/json.js';
import { toFindingsText } from '../../reporters/text/findings.js';
import { plural } from '../../reporters/text/plural.js';
import { checkHealth } from '../../workflows/health/check-health.js';
import { listHealthRules } from '../../workflows/rules.js';
import { BaseCommand, exitCodes } from '../base-command.js';
import { progressLine } from '../interaction/progress.js';
import { deliverReports, parseReports, reportFlag } from '../interaction/reports.js';
import { widthOf } from '../terminal.js';

export default class HealthCheck extends BaseCommand {
  static override summary = 'Hold probes and health endpoints against each other.';

  static override description =
    'Judges whether each probe asks for something that is there, that can fail, and that does the right thing when it fails; and whether what services serve is asked at all. The rules are in `lintel rules list`, their ids begin with health-. Ends with 1 when there are findings at or above --fail-on.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --base origin/main --fail-on warning',
    '<%= config.bin %> <%= command.id %> ../shop --service checkout --report sarif=health.sarif',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    service: Flags.string({ description: 'Judge only this service.', helpValue: 'NAME' }),
    base: Flags.string({ description: 'Judge only what came since this revision.', helpValue: 'REV' }),
    'fail-on': Flags.option({
      description: 'The lowest severity that fails. Default: that of the configuration, else error.',
      options: ['error', 'warning', 'note', 'never'] as const,
    })(),
    report: reportFlag,
    all: Flags.boolean({ description: 'Show all findings, not only the most important.' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(HealthCheck);
    const reports = parseReports(flags.report, this.jsonEnabled());
    const progress = progressLine();
    const check = await checkHealth({
      path: args.path,
      ...(flags.service !== undefined && { service: flags.service }),
      ...(flags.base !== undefined && { base: flags.base }),
      ...(flags['fail-on'] !== undefined && { failOn: flags['fail-on'] }),
      progress: progress.show,
      notice: (text) => this.notice(text),
    });
    progress.clear();
    if (!check.verdict.passed) this.endWith(exitCodes.gateFailed);
    const json = toJsonLint(check);
    await deliverReports(reports, {
      report: check,
      rules: listHealthRules(),
      json,
      text: () =>
        toFindingsText(
          check,
          `${plural(check.endpoints.length, 'health endpoint')} and ${plural(check.probes.length, 'probe')}`,
          { style: this.style(flags), width: widthOf(process.stdout), all: flags.all },
        ),
      log: (text) => this.log(text),
    });
    return json;
  }
}
