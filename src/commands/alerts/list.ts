import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toJsonAlertInventory } from '../../reporters/json.js';
import { toAlertListText } from '../../reporters/text/alerts.js';
import { listAlerts } from '../../workflows/alerts/list-alerts.js';
import { BaseCommand } from '../base-command.js';
import { progressLine } from '../interaction/progress.js';
import { widthOf } from '../terminal.js';

export default class AlertsList extends BaseCommand {
  static override summary =
    'List every alert and objective: burn rate, symptom or cause, and where its runbook is.';

  static override description =
    'Reads the rules of Prometheus and what is built on it, Grafana, Datadog, CloudWatch, Google Cloud and New Relic, and the objectives of OpenSLO, Sloth, Pyrra and others. Each alert is classed by its condition: how fast an error budget burns, what users feel, the state of a machine or component, or none of these for sure. Links to runbooks in this repository are looked up with their headings; links that lead elsewhere are named and not asked. With --json conditions, labels, windows, reasons and routes are listed too.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --service checkout --all',
    '<%= config.bin %> <%= command.id %> ../monitoring --json',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    service: Flags.string({ description: 'Only the alerts of this service.', helpValue: 'NAME' }),
    all: Flags.boolean({ description: 'Show every alert of every file.' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(AlertsList);
    const progress = progressLine();
    const inventory = await listAlerts({
      path: args.path,
      ...(flags.service !== undefined && { service: flags.service }),
      progress: progress.show,
      notice: (text) => this.notice(text),
    });
    progress.clear();
    this.log(
      toAlertListText(inventory, {
        style: this.style(flags),
        width: widthOf(process.stdout),
        all: flags.all,
      }),
    );
    return toJsonAlertInventory(inventory);
  }
}
