import { Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { findCollisions } from '../../workflows/adr/collide.js';
import { BaseCommand, exitCodes } from '../base-command.js';
import { placeFlags, placeOf } from './places.js';

export default class AdrCollide extends BaseCommand {
  static override summary = 'Find numbers that two records would have after a merge.';

  static override description =
    'Two branches that take the same number merge without a conflict, because their files have different names. Ends with 1 when that would happen. Offline: fetch the base first.';

  static override examples = ['<%= config.bin %> <%= command.id %> --base origin/main'];

  static override flags = {
    ...placeFlags,
    base: Flags.string({ description: 'The branch to merge with.', required: true, helpValue: 'REF' }),
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrCollide);
    const collisions = await findCollisions(placeOf(flags), flags.base);
    for (const { folder, id, names, added } of collisions) {
      const name = (file: string): string => printableLine(`${folder}/${file}`);
      this.log(`${printableLine(id)}: ${names.map(name).join(' and ')}`);
      for (const file of added) this.log(`  → lintel adr renumber ${name(file)}`);
    }
    if (collisions.length === 0)
      this.log(`No number would be taken twice after a merge with ${printableLine(flags.base)}.`);
    else this.endWith(exitCodes.gateFailed);
    return {
      collisions: collisions.map((collision) => ({
        ...collision,
        names: [...collision.names],
        added: [...collision.added],
      })),
    };
  }
}
