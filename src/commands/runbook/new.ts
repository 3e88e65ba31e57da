import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { newServiceRunbook } from '../../workflows/runbook.js';
import { BaseCommand } from '../base-command.js';
import { progressLine } from '../interaction/progress.js';

export default class RunbookNew extends BaseCommand {
  static override summary = "Write a service's runbook, filled with what the repository shows.";

  static override description =
    'Endpoints, probes, workloads and migrations are filled in with file and line; what no file can tell is marked TODO. An existing runbook is never overwritten.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> checkout',
    '<%= config.bin %> <%= command.id %> checkout --owner @team-checkout',
  ];

  static override args = {
    service: Args.string({ description: 'Name of the service; may be left out where there is only one.' }),
  };

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    template: Flags.string({
      description: 'Template of the runbook.',
      default: 'service',
      helpValue: 'NAME',
    }),
    owner: Flags.string({ description: 'Who owns the service.', helpValue: 'NAME' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(RunbookNew);
    const progress = progressLine();
    const written = await newServiceRunbook({
      path: flags.path,
      template: flags.template,
      ...(args.service !== undefined && { service: args.service }),
      ...(flags.owner !== undefined && { owner: flags.owner }),
      progress: progress.show,
    });
    progress.clear();
    this.log(written.path);
    return { path: written.path, service: written.service };
  }
}
