import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { plural } from '../../reporters/text/plural.js';
import { renumberAdr } from '../../workflows/adr/renumber.js';
import { BaseCommand } from '../base-command.js';
import { fromHere, placeFlags, placeOf } from './places.js';

export default class AdrRenumber extends BaseCommand {
  static override summary = 'Give a decision record another number, and rewrite every citation of it.';

  static override description =
    'Renames the file, rewrites the number in it, and every link, file name and ADR-0027 in the files of the repository. A number that several records claim is taken by history: what the commit that wrote the line had. What stays ambiguous is listed and left.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> 0027-use-queues',
    '<%= config.bin %> <%= command.id %> 27 31 --dry-run',
  ];

  static override args = {
    record: Args.string({ description: 'A record: number, id, file name or a part of it.', required: true }),
    number: Args.integer({ description: 'The new number. Default: the next that nobody took.', min: 1 }),
  };

  static override flags = {
    ...placeFlags,
    'dry-run': Flags.boolean({ description: 'Only say what would change.' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(AdrRenumber);
    const done = await renumberAdr({
      ...placeOf(flags),
      reference: args.record,
      dryRun: flags['dry-run'],
      ...(args.number !== undefined && { number: args.number }),
    });
    const shown = (path: string): string => printableLine(fromHere(done.root, path));
    this.log(`${shown(done.from)} → ${shown(done.to)}`);
    for (const { file, citations } of done.rewritten)
      this.log(`  ${shown(file)}  ${plural(citations, 'citation')}`);
    if (done.ambiguous.length > 0) {
      this.log('Left as they are, because another record may be meant:');
      for (const { file, line, text } of done.ambiguous)
        this.log(`  ${shown(file)}:${line}  ${printableLine(text).slice(0, 100)}`);
    }
    const { from, to, number, rewritten, ambiguous } = done;
    return {
      from,
      to,
      number,
      rewritten: rewritten.map((entry) => ({ ...entry })),
      ambiguous: ambiguous.map((entry) => ({ ...entry })),
    };
  }
}
