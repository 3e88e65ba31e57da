import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { supersedeRecords } from '../../workflows/adr/link.js';
import { BaseCommand } from '../base-command.js';
import { fromHere, placeFlags, placeOf } from './places.js';

export default class AdrSupersede extends BaseCommand {
  static override summary = 'Say that a decision took the place of others.';

  static override description =
    'The status of each old record becomes "superseded by", with a link; the new one gets the link back. To write the new record at the same time: adr new -s OLD TITLE.';

  static override examples = ['<%= config.bin %> <%= command.id %> 3 4 --by 12'];

  static override strict = false;

  static override args = {
    old: Args.string({ description: 'Records that are replaced.', required: true }),
  };

  static override flags = {
    ...placeFlags,
    by: Flags.string({
      description: 'The record that takes their place.',
      required: true,
      helpValue: 'RECORD',
    }),
  };

  async run(): Promise<JsonValue> {
    const { raw, flags } = await this.parse(AdrSupersede);
    const { root, edited } = await supersedeRecords(placeOf(flags), this.words(raw), flags.by);
    for (const path of edited) this.log(printableLine(fromHere(root, path)));
    return { edited: [...edited] };
  }
}
