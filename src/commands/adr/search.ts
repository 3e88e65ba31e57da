import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toAdrSearchJson, toAdrSearchText } from '../../reporters/adr-search.js';
import { searchAdrs } from '../../workflows/adr/search.js';
import { BaseCommand } from '../base-command.js';
import { filterFlags, filterOf } from '../interaction/record-filter.js';
import { widthOf } from '../terminal.js';

export default class AdrSearch extends BaseCommand {
  static override summary = 'Look for words in the decision records.';

  static override description =
    'Finds the records in whose title, tags, names or text every word stands (also as the beginning of a word; accents and case do not matter); "several words" in quotes stand as they are. The best come first, each with the lines that answer.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> postgres replication',
    `<%= config.bin %> <%= command.id %> '"event sourcing"' --status accepted`,
  ];

  static override strict = false;

  static override args = {
    words: Args.string({ description: 'What to look for; several words need no quotes.', required: true }),
  };

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    limit: Flags.integer({ description: 'Show at most so many records.', default: 20, min: 1 }),
    ...filterFlags,
  };

  async run(): Promise<JsonValue> {
    const { argv, flags } = await this.parse(AdrSearch);
    const result = await searchAdrs({
      path: flags.path,
      query: argv.join(' '),
      limit: flags.limit,
      filter: filterOf(flags),
      ...(flags.dir !== undefined && { folder: flags.dir }),
    });
    this.log(toAdrSearchText(result, this.style(flags), widthOf(process.stdout)));
    return toAdrSearchJson(result);
  }
}
