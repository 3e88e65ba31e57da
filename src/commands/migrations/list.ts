import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toJsonInventory } from '../../reporters/json.js';
import { toInventoryText } from '../../reporters/text/migration-list.js';
import { listMigrations } from '../../workflows/migrations/list-migrations.js';
import { BaseCommand } from '../base-command.js';
import { progressLine } from '../interaction/progress.js';
import { widthOf } from '../terminal.js';

export default class MigrationsList extends BaseCommand {
  static override summary = 'List every set of migrations, and what the migrations do.';

  static override description =
    'Finds the migrations of every framework in the repository and reads them into operations. Each set is shown with its folder, its dialect and what tells it, how many migrations it holds, and how many operations could not be understood. With --json every operation is listed.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --base v1.4.0 --all',
    '<%= config.bin %> <%= command.id %> ../checkout --json',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    base: Flags.string({ description: 'Mark what came since this revision.', helpValue: 'REV' }),
    all: Flags.boolean({ description: 'Show each migration with its operations.' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(MigrationsList);
    const progress = progressLine();
    const inventory = await listMigrations({
      path: args.path,
      ...(flags.base !== undefined && { base: flags.base }),
      progress: progress.show,
      notice: (text) => this.notice(text),
    });
    progress.clear();
    this.log(
      toInventoryText(inventory, {
        style: this.style(flags),
        width: widthOf(process.stdout),
        all: flags.all,
        base: flags.base,
      }),
    );
    return toJsonInventory(inventory);
  }
}
