import { Args, Flags } from '@oclif/core';
import { toJsonHealthMap } from '../../reporters/health-json.js';
import type { JsonValue } from '../../reporters/json.js';
import { toHealthMapMarkdown } from '../../reporters/markdown/health-map.js';
import { toHealthMapText } from '../../reporters/text/health-map.js';
import { mapHealth } from '../../workflows/health/map-health.js';
import { BaseCommand } from '../base-command.js';
import { progressLine } from '../interaction/progress.js';
import { widthOf } from '../terminal.js';

export default class HealthMap extends BaseCommand {
  static override summary = 'Draw what watches each service, and the gaps that matter most.';

  static override description =
    'Per service and environment: which endpoint answers, which liveness, readiness and startup probe asks it, who collects its metrics and which alerts speak of it; then the three most valuable things to mend. As Markdown it holds tables and Mermaid drawings, for a runbook.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --format markdown > docs/health.md',
    '<%= config.bin %> <%= command.id %> ../shop --service checkout --json',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    service: Flags.string({ description: 'Draw only this service.', helpValue: 'NAME' }),
    format: Flags.option({
      description: 'How to print it.',
      options: ['text', 'json', 'markdown'] as const,
      default: 'text' as const,
    })(),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(HealthMap);
    const progress = progressLine();
    const report = await mapHealth({
      path: args.path,
      ...(flags.service !== undefined && { service: flags.service }),
      progress: progress.show,
      notice: (text) => this.notice(text),
    });
    progress.clear();
    const json = toJsonHealthMap(report);
    if (this.jsonEnabled()) return json;
    if (flags.format === 'json') this.logJson(json);
    else if (flags.format === 'markdown') this.log(toHealthMapMarkdown(report));
    else this.log(toHealthMapText(report, { style: this.style(flags), width: widthOf(process.stdout) }));
    return {};
  }
}
