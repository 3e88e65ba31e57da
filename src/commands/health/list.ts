import { Args, Flags } from '@oclif/core';
import { toJsonHealth } from '../../reporters/health-json.js';
import type { JsonValue } from '../../reporters/json.js';
import { toHealthListText } from '../../reporters/text/health-list.js';
import { listHealth } from '../../workflows/health/list-health.js';
import { BaseCommand } from '../base-command.js';
import { progressLine } from '../interaction/progress.js';
import { widthOf } from '../terminal.js';

export default class HealthList extends BaseCommand {
  static override summary = 'List the health endpoints that services serve and the probes that ask them.';

  static override description =
    'Reads the routes of every web framework and the probes of every platform in the repository, by file and line. With --routes all routes are listed, and held against the OpenAPI documents that the repository ships: a check of lintel itself, and of the documents.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --service checkout --routes --all',
    '<%= config.bin %> <%= command.id %> ../shop --json',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    service: Flags.string({ description: 'Show only this service.', helpValue: 'NAME' }),
    routes: Flags.boolean({ description: 'List all routes, and compare them with the OpenAPI documents.' }),
    all: Flags.boolean({ description: 'Show everything, not only the first rows.' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(HealthList);
    const progress = progressLine();
    const inventory = await listHealth({
      path: args.path,
      routes: flags.routes,
      ...(flags.service !== undefined && { service: flags.service }),
      progress: progress.show,
      notice: (text) => this.notice(text),
    });
    progress.clear();
    this.log(
      toHealthListText(inventory, {
        style: this.style(flags),
        width: widthOf(process.stdout),
        all: flags.all,
      }),
    );
    return toJsonHealth(inventory);
  }
}
