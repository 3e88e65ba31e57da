import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { linkRecords } from '../../workflows/adr/link.js';
import { BaseCommand } from '../base-command.js';
import { fromHere, placeFlags, placeOf } from './places.js';

export default class AdrAmend extends BaseCommand {
  static override summary = 'Say that a decision amends another, which stays in force.';

  static override examples = ['<%= config.bin %> <%= command.id %> 3 --by 12'];

  static override args = {
    record: Args.string({ description: 'The record that is amended.', required: true }),
  };

  static override flags = {
    ...placeFlags,
    by: Flags.string({ description: 'The record that amends it.', required: true, helpValue: 'RECORD' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(AdrAmend);
    const { root, edited } = await linkRecords(
      placeOf(flags),
      [flags.by, args.record],
      'Amends',
      'Amended by',
    );
    for (const path of edited) this.log(printableLine(fromHere(root, path)));
    return { edited: [...edited] };
  }
}
