import { Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toAdrJson, toAdrText } from '../../reporters/adr-log.js';
import { printableLine } from '../../reporters/printable.js';
import { listAdrs } from '../../workflows/adr/list.js';
import { BaseCommand, exitCodes } from '../base-command.js';
import { filterFlags, filterOf } from '../interaction/record-filter.js';
import { widthOf } from '../terminal.js';
import { fromHere, pathsFromHere, placeFlags, placeOf } from './places.js';

export default class AdrList extends BaseCommand {
  static override summary = 'List the decision records of a repository.';

  static override description =
    'On a terminal a table; to a pipe or file one path a line, as adr-tools prints them, relative to the working directory. The log is looked for upwards from there. Ends with 1 when there is none.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --status accepted --since 2024 --json',
    '<%= config.bin %> <%= command.id %> --format table | less',
  ];

  static override flags = {
    ...placeFlags,
    ...filterFlags,
    format: Flags.string({
      description: 'How to print. Default: table on a terminal, paths elsewhere.',
      options: ['table', 'paths'],
    }),
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrList);
    const { logs, root, missing } = await listAdrs(placeOf(flags), filterOf(flags));
    if (missing !== undefined) {
      this.log(`The ${printableLine(fromHere(root, missing))} directory does not exist`);
      this.endWith(exitCodes.gateFailed);
    } else if ((flags.format ?? (process.stdout.isTTY ? 'table' : 'paths')) === 'table')
      this.log(toAdrText(logs, this.style(flags), widthOf(process.stdout)));
    else {
      const paths = logs.flatMap(({ records }) => records.map(({ path }) => path));
      // Thousands of lines are written at once.
      if (paths.length > 0) this.log(pathsFromHere(root, paths).map(printableLine).join('\n'));
    }
    return toAdrJson(logs);
  }
}
