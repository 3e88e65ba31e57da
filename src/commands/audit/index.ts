import { Args, Flags } from '@oclif/core';
import { InputError } from '../../model/input-error.js';
import { toJsonReport } from '../../reporters/json.js';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { toAuditText } from '../../reporters/text/audit.js';
import { audit } from '../../workflows/audit.js';
import { checkedBaselinePath } from '../../workflows/audit/baseline.js';
import { trend } from '../../workflows/audit/trend.js';
import { loadQuestions } from '../../workflows/questions.js';
import { listAuditRules } from '../../workflows/rules.js';
import { BaseCommand, exitCodes } from '../base-command.js';
import { today } from '../clock.js';
import { progressLine } from '../interaction/progress.js';
import { deliverReports, parseReports, reportFlag } from '../interaction/reports.js';
import { widthOf } from '../terminal.js';

/** Commits that --trend judges. */
const trendPoints = 12;

export default class Audit extends BaseCommand {
  static override summary = 'Pass or fail: the gate before a release.';

  static override description =
    'Named gates, each of which fails by itself (exit 1): findings at or above --fail-on; for services whose review was begun, answers that went stale or are contradicted by the code, and required questions without an answer; waivers that ran out; a baseline that lists what is fixed; and the gates that .lintel.yaml names. With --base only what this change brings counts. What is waived is shown as waived, never as passed. Never asks anything.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --base v1.4.0 --fail-on warning',
    '<%= config.bin %> <%= command.id %> --report sarif=lintel.sarif --report junit=lintel.xml --report github',
    '<%= config.bin %> <%= command.id %> --json',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    base: Flags.string({ description: 'Judge only what came since this revision.', helpValue: 'REV' }),
    'fail-on': Flags.option({
      description: 'The lowest severity that fails. Default: that of the configuration, else error.',
      options: ['error', 'warning', 'note', 'never'] as const,
    })(),
    service: Flags.string({ description: 'Judge only this service.', helpValue: 'NAME' }),
    'as-of': Flags.string({
      description:
        'Day on which due dates and waivers are judged (YYYY-MM-DD, UTC), or today. Default: the day of the commit, so that a commit always gives the same result.',
      helpValue: 'DATE',
    }),
    baseline: Flags.string({
      description: 'The baseline to hold against. Default: .lintel/baseline.json, where there is one.',
      helpValue: 'FILE',
    }),
    trend: Flags.boolean({
      description: 'Judge commits of the history too, and show how it went in --json and in the HTML report.',
    }),
    report: reportFlag,
    all: Flags.boolean({ description: 'Show all findings, not only the first ten.' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(Audit);
    const asOf = flags['as-of'] === 'today' ? today() : flags['as-of'];
    if (asOf !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(asOf)) {
      throw new InputError(`--as-of ${asOf}: a day is wanted`, 'Write it as --as-of 2026-12-31.');
    }
    const reports = parseReports(flags.report, this.jsonEnabled());
    const progress = progressLine();
    const judged = await audit({
      path: args.path,
      ...(flags.base !== undefined && { base: flags.base }),
      ...(flags['fail-on'] !== undefined && { failOn: flags['fail-on'] }),
      ...(flags.service !== undefined && { service: flags.service }),
      ...(asOf !== undefined && { asOf }),
      ...(flags.baseline !== undefined && { baseline: checkedBaselinePath(flags.baseline) }),
      progress: progress.show,
      notice: (text) => this.notice(text),
    });
    const report = flags.trend
      ? {
          ...judged,
          trend: await trend({
            path: args.path,
            points: trendPoints,
            ...(flags.service !== undefined && { service: flags.service }),
            progress: progress.show,
            notice: (text) => this.notice(text),
          }),
        }
      : judged;
    progress.clear();
    if (report.verdict?.passed !== true) this.endWith(exitCodes.gateFailed);
    for (const failure of report.failures) {
      process.stderr.write(
        `Incomplete: reading ${failure.part} broke down (${printableLine(failure.message)}). This is a defect of lintel.\n`,
      );
    }
    // A scan that is not whole must not pass for one that found nothing.
    if (report.failures.length > 0) this.endWith(exitCodes.couldNotFinish);
    const json = toJsonReport(report);
    await deliverReports(reports, {
      report,
      rules: listAuditRules(),
      json,
      text: () =>
        toAuditText(report, {
          style: this.style(flags),
          width: widthOf(process.stdout),
          all: flags.all,
          questions: loadQuestions(),
        }),
      log: (text) => this.log(text),
    });
    return json;
  }
}
