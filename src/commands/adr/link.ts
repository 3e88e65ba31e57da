import { Args } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { linkRecords } from '../../workflows/adr/link.js';
import { BaseCommand } from '../base-command.js';
import { placeFlags, placeOf } from './places.js';

export default class AdrLink extends BaseCommand {
  static override summary = 'Link two decision records, each to the other.';

  static override description =
    'Only the line that says so is added to each file, where and how its dialect writes links. Prints nothing, as adr-tools.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> 12 Amends 10 "Amended by"',
    '<%= config.bin %> <%= command.id %> 12 "Depends on" 10',
  ];

  static override args = {
    source: Args.string({ description: 'A record: number, id, file name or a part of it.', required: true }),
    link: Args.string({ description: 'What the source says of the target.', required: true }),
    target: Args.string({ description: 'The other record.', required: true }),
    'reverse-link': Args.string({
      description: 'What the target says of the source. Default: the usual counterpart.',
    }),
  };

  static override flags = placeFlags;

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(AdrLink);
    const { edited } = await linkRecords(
      placeOf(flags),
      [args.source, args.target],
      args.link,
      args['reverse-link'],
    );
    return { edited: [...edited] };
  }
}
