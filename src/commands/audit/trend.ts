import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { reportSchemaVersion } from '../../reporters/json.js';
import { toJsonTrend, toTrendText } from '../../reporters/text/trend.js';
import { trend } from '../../workflows/audit/trend.js';
import { BaseCommand } from '../base-command.js';
import { progressLine } from '../interaction/progress.js';
import { widthOf } from '../terminal.js';

export default class AuditTrend extends BaseCommand {
  static override summary = 'How answers and findings went over the history.';

  static override description =
    'Judges commits of the first-parent line with the rules of today, each with the answers, the checklist, the waivers and the configuration that it holds, on its own day. Commits are read from git: the work tree is not touched, and what is not committed is not in it. Of a long history the newest, the oldest, commits that changed the answers and an even spread of the others are taken. The HTML report shows the same with `lintel audit --trend --report html=FILE`.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --since v1.0.0 --points 30 --json',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    points: Flags.integer({
      description: 'How many commits to judge, at most.',
      default: 12,
      min: 1,
      max: 200,
      helpValue: 'COUNT',
    }),
    since: Flags.string({ description: 'Only what came behind this revision.', helpValue: 'REV' }),
    service: Flags.string({ description: 'Judge only this service.', helpValue: 'NAME' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(AuditTrend);
    const progress = progressLine();
    const result = await trend({
      path: args.path,
      points: flags.points,
      ...(flags.since !== undefined && { since: flags.since }),
      ...(flags.service !== undefined && { service: flags.service }),
      progress: progress.show,
      notice: (text) => this.notice(text),
    });
    progress.clear();
    this.log(toTrendText(result, { style: this.style(flags), width: widthOf(process.stdout) }));
    return {
      schemaVersion: reportSchemaVersion,
      tool: { name: result.tool.name, version: result.tool.version },
      root: result.root,
      commit: result.commit,
      trend: toJsonTrend(result),
    };
  }
}
