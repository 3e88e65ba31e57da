import { Flags } from '@oclif/core';
import type { JsonValue } from '../../../reporters/json.js';
import { tableOfContents } from '../../../workflows/adr/table-of-contents.js';
import { BaseCommand } from '../../base-command.js';
import { placeFlags, placeOf } from '../places.js';

export default class AdrGenerateToc extends BaseCommand {
  static override summary = 'Print a table of contents of the log, in Markdown.';

  static override description =
    'As adr-tools prints it. To keep one in a file, and to check that it is current, see: adr index.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> -i intro.md -o outro.md -p doc/adr/',
  ];

  static override flags = {
    ...placeFlags,
    intro: Flags.string({ char: 'i', description: 'Markdown file to put before.', helpValue: 'FILE' }),
    outro: Flags.string({ char: 'o', description: 'Markdown file to put behind.', helpValue: 'FILE' }),
    prefix: Flags.string({ char: 'p', description: 'Put before each link.', default: '', helpValue: 'TEXT' }),
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrGenerateToc);
    const text = await tableOfContents(placeOf(flags), {
      prefix: flags.prefix,
      ...(flags.intro !== undefined && { intro: flags.intro }),
      ...(flags.outro !== undefined && { outro: flags.outro }),
    });
    this.log(text.replace(/\n$/, ''));
    return { text };
  }
}
