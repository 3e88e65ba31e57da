import { Args } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { changeStatus } from '../../workflows/adr/status.js';
import { BaseCommand } from '../base-command.js';
import { fromHere, placeFlags, placeOf } from './places.js';

export default class AdrStatus extends BaseCommand {
  static override summary = 'Change the status of a decision record.';

  static override description =
    'Only the status is changed, where and how the record says it. A draft without a number (XXXX-…) gets one when it is accepted.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> 12 accepted',
    '<%= config.bin %> <%= command.id %> XXXX-use-queues accepted',
  ];

  static override args = {
    record: Args.string({ description: 'A record: number, id, file name or a part of it.', required: true }),
    status: Args.string({
      description: 'proposed, accepted, rejected, deprecated, or your own word.',
      required: true,
    }),
  };

  static override flags = placeFlags;

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(AdrStatus);
    const { root, edited, numbered } = await changeStatus(placeOf(flags), args.record, args.status);
    if (numbered === undefined) {
      for (const path of edited) this.log(printableLine(fromHere(root, path)));
      return { edited: [...edited] };
    }
    this.log(printableLine(fromHere(numbered.root, numbered.to)));
    return { edited: [...edited], from: numbered.from, to: numbered.to, number: numbered.number };
  }
}
