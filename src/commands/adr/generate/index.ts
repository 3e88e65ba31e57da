import type { JsonValue } from '../../../reporters/json.js';
import { BaseCommand } from '../../base-command.js';

export default class AdrGenerate extends BaseCommand {
  static override summary = 'List the reports that can be generated.';

  static override examples = ['<%= config.bin %> <%= command.id %>'];

  async run(): Promise<JsonValue> {
    await this.parse(AdrGenerate);
    const reports = ['graph', 'toc'];
    this.log(reports.join('\n'));
    return { reports };
  }
}
