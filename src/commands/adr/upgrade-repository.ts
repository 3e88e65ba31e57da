import type { JsonValue } from '../../reporters/json.js';
import { upgradeDates } from '../../workflows/adr/upgrade.js';
import { BaseCommand } from '../base-command.js';
import { placeFlags, placeOf } from './places.js';

export default class AdrUpgradeRepository extends BaseCommand {
  static override summary = 'Write the dates of old records as ISO dates.';

  static override description =
    '`Date: 12/01/1992` becomes `Date: 1992-01-12`: day before month, as adr-tools wrote them, unless the log shows that it has the month first. Prints nothing, as adr-tools.';

  static override examples = ['<%= config.bin %> <%= command.id %>'];

  static override flags = placeFlags;

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrUpgradeRepository);
    const { edited } = await upgradeDates(placeOf(flags));
    return { edited: [...edited] };
  }
}
