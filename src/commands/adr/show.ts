import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toAdrRecordJson, toAdrRecordText } from '../../reporters/adr-record.js';
import { showAdr } from '../../workflows/adr/show.js';
import { BaseCommand } from '../base-command.js';
import { filterFlags } from '../interaction/record-filter.js';
import { widthOf } from '../terminal.js';

export default class AdrShow extends BaseCommand {
  static override summary = 'Show one decision record.';

  static override description =
    'Its status, dates, people and links in both directions, and its text, readable on a terminal. Where the text names no date or author, git does.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> 7',
    '<%= config.bin %> <%= command.id %> use-postgresql --json',
    '<%= config.bin %> <%= command.id %> docs/adr/0007-use-postgresql.md',
  ];

  static override args = {
    id: Args.string({ description: 'Number, id, slug, title or path of the record.', required: true }),
  };

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    log: filterFlags.log,
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(AdrShow);
    const shown = await showAdr({
      path: flags.path,
      reference: args.id,
      ...(flags.dir !== undefined && { folder: flags.dir }),
      ...(flags.log && { logs: flags.log }),
    });
    this.log(toAdrRecordText(shown, this.style(flags), widthOf(process.stdout)));
    return toAdrRecordJson(shown);
  }
}
