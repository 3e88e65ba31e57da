import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { exchangeFormatList, exportPack } from '../../workflows/packs.js';
import { writeReports } from '../../workflows/write-reports.js';
import { BaseCommand } from '../base-command.js';

const formats = exchangeFormatList();

export default class ChecklistExport extends BaseCommand {
  static override summary = 'Write a checklist in the format of another tool.';

  static override description = `Formats: ${formats.map(({ name, meaning }) => `${name} (${meaning})`).join('; ')}. What the format has no place for is said on standard error.`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> --format markdown',
    '<%= config.bin %> <%= command.id %> scalability --format aws-lens --out lens.json',
  ];

  static override args = {
    id: Args.string({ description: 'Id of the checklist. Default: that of the configuration.' }),
  };

  static override flags = {
    format: Flags.option({
      description: 'In which format.',
      options: formats.map(({ name }) => name),
      required: true,
    })(),
    out: Flags.string({ description: 'File to write. Default: standard output.', helpValue: 'FILE' }),
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(ChecklistExport);
    const { text, lost, pack } = await exportPack({
      path: flags.path,
      format: flags.format,
      ...(args.id !== undefined && { id: args.id }),
    });
    if (lost.length > 0) this.notice(`${flags.format} has no place for: ${lost.join('; ')}.`);
    if (flags.out === undefined) this.log(text.trimEnd());
    else await writeReports([{ path: flags.out, text, append: false }]);
    return {
      pack,
      format: flags.format,
      file: flags.out ?? null,
      text: flags.out === undefined ? text : null,
      lost: [...lost],
    };
  }
}
