import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toJsonLint } from '../../reporters/json.js';
import { alertsInWords } from '../../reporters/text/alerts.js';
import { toFindingsText } from '../../reporters/text/findings.js';
import { checkAlerts } from '../../workflows/alerts/check-alerts.js';
import { listAlertRules } from '../../workflows/rules.js';
import { BaseCommand, exitCodes } from '../base-command.js';
import { progressLine } from '../interaction/progress.js';
import { deliverReports, parseReports, reportFlag } from '../interaction/reports.js';
import { widthOf } from '../terminal.js';

export default class AlertsCheck extends BaseCommand {
  static override summary =
    'Judge alerts and objectives: what can never fire, wakes somebody without a runbook, or reaches nobody.';

  static override description =
    'Looks for burn rates that cannot be reached or that look at one window only, pages without a runbook, links to runbooks that are gone, severities that no route takes to a person, objectives without an alert, and services whose alerts are on causes only. Ends with 1 when there are findings at or above --fail-on.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --base origin/main --fail-on warning',
    '<%= config.bin %> <%= command.id %> --service checkout --report sarif=alerts.sarif',
    '<%= config.bin %> <%= command.id %> ../monitoring --json',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    base: Flags.string({ description: 'Judge only what came since this revision.', helpValue: 'REV' }),
    service: Flags.string({ description: 'Only the alerts of this service.', helpValue: 'NAME' }),
    'fail-on': Flags.option({
      description: 'The lowest severity that fails. Default: that of the configuration, else error.',
      options: ['error', 'warning', 'note', 'never'] as const,
    })(),
    report: reportFlag,
    all: Flags.boolean({ description: 'Show all findings, not only the most important.' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(AlertsCheck);
    const reports = parseReports(flags.report, this.jsonEnabled());
    const progress = progressLine();
    const check = await checkAlerts({
      path: args.path,
      ...(flags.base !== undefined && { base: flags.base }),
      ...(flags.service !== undefined && { service: flags.service }),
      ...(flags['fail-on'] !== undefined && { failOn: flags['fail-on'] }),
      progress: progress.show,
      notice: (text) => this.notice(text),
    });
    progress.clear();
    if (!check.verdict.passed) this.endWith(exitCodes.gateFailed);
    const json = toJsonLint(check);
    await deliverReports(reports, {
      report: check,
      rules: listAlertRules(),
      json,
      text: () =>
        toFindingsText(check, alertsInWords(check), {
          style: this.style(flags),
          width: widthOf(process.stdout),
          all: flags.all,
        }),
      log: (text) => this.log(text),
    });
    return json;
  }
}
