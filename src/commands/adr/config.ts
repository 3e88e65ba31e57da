import type { JsonValue } from '../../reporters/json.js';
import { programFolders } from '../../workflows/program-folders.js';
import { BaseCommand } from '../base-command.js';

export default class AdrConfig extends BaseCommand {
  static override summary = 'Print where the program and its templates are, for shell scripts.';

  static override description = 'As adr-tools does: two assignments that a shell can evaluate.';

  static override examples = ['<%= config.bin %> <%= command.id %>'];

  async run(): Promise<JsonValue> {
    await this.parse(AdrConfig);
    const { program, templates } = programFolders();
    this.log(`adr_bin_dir=${quoted(program)}\nadr_template_dir=${quoted(templates)}`);
    return { adr_bin_dir: program, adr_template_dir: templates };
  }
}

/** In double quotes, as adr-tools prints it; what a shell would expand is escaped. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\$`]/g, (character) => `\\${character}`)}"`;
}
