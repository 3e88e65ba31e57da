import { Args } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { initLog } from '../../workflows/adr/init.js';
import { BaseCommand } from '../base-command.js';
import { today } from '../clock.js';
import { fromHere } from './places.js';

export default class AdrInit extends BaseCommand {
  static override summary = 'Begin a decision log.';

  static override description =
    'Writes the first record, which says that decisions are recorded. A folder that is given is kept in .adr-dir, as adr-tools does. A log that is there already is left alone.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> architecture/decisions',
  ];

  static override args = {
    directory: Args.string({ description: 'Folder of the log, relative to the working directory.' }),
  };

  async run(): Promise<JsonValue> {
    const { args } = await this.parse(AdrInit);
    const { root, path } = await initLog({
      path: '.',
      ...(args.directory !== undefined && { folder: args.directory }),
      date: process.env['ADR_DATE'] || today(),
    });
    this.log(printableLine(fromHere(root, path)));
    return { path };
  }
}
