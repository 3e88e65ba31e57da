import { Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toAdrJson, toAdrText } from '../../reporters/adr-log.js';
import { listAdrs } from '../../workflows/adr/list.js';
import { BaseCommand } from '../base-command.js';
import { filterFlags, filterOf } from '../interaction/record-filter.js';
import { widthOf } from '../terminal.js';

export default class AdrList extends BaseCommand {
  static override summary = 'List the decision records of a repository.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --status accepted --since 2024 --json',
  ];

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    ...filterFlags,
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrList);
    const { logs } = await listAdrs(flags.path, flags.dir, filterOf(flags));
    this.log(toAdrText(logs, this.style(flags), widthOf(process.stdout)));
    return toAdrJson(logs);
  }
}
