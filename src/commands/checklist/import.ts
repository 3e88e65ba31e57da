import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { exchangeFormatList, importPack } from '../../workflows/packs.js';
import { writeReports } from '../../workflows/write-reports.js';
import { BaseCommand } from '../base-command.js';

const formats = exchangeFormatList();

export default class ChecklistImport extends BaseCommand {
  static override summary = 'Make a checklist from a file of another tool.';

  static override description =
    'Prints the checklist, or writes it with --out; .lintel/checklists/<id>.yaml is where `lintel review --pack <id>` finds it. What the other format does not say is filled in (a box gets three choices, the worst answer decides a question), and what is still missing is said on standard error.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> deon.yml --format deon --out .lintel/checklists/ethics.yaml --id ethics',
    '<%= config.bin %> <%= command.id %> lens.json --format aws-lens',
  ];

  static override args = {
    file: Args.string({ description: 'The file to read.', required: true }),
  };

  static override flags = {
    format: Flags.option({
      description: 'In which format it is.',
      options: formats.map(({ name }) => name),
      required: true,
    })(),
    id: Flags.string({
      description: 'Id of the checklist. Default: that in the file, or one made of its title.',
      helpValue: 'ID',
    }),
    out: Flags.string({ description: 'File to write. Default: standard output.', helpValue: 'FILE' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(ChecklistImport);
    const { text, id, problems } = await importPack({
      file: args.file,
      format: flags.format,
      ...(flags.id !== undefined && { id: flags.id }),
    });
    for (const problem of problems.slice(0, 10))
      process.stderr.write(`Still to do: ${printableLine(`${problem.message} ${problem.advice}`)}\n`);
    if (problems.length > 10)
      process.stderr.write(
        `Still to do: … and ${problems.length - 10} more; see \`lintel checklist lint\`.\n`,
      );
    if (flags.out === undefined) this.log(text.trimEnd());
    else await writeReports([{ path: flags.out, text, append: false }]);
    return {
      id,
      file: flags.out ?? null,
      text: flags.out === undefined ? text : null,
      problems: problems.map((problem) => ({ ...problem })),
    };
  }
}
