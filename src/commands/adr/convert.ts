import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { printable, printableLine } from '../../reporters/printable.js';
import { convertAdrs, conversionTargets } from '../../workflows/adr/convert.js';
import { BaseCommand } from '../base-command.js';
import { filterFlags } from '../interaction/record-filter.js';

export default class AdrConvert extends BaseCommand {
  static override summary = 'Convert decision records to another dialect.';

  static override description =
    'Prints the converted text, or rewrites the files with --write. There and back gives the same bytes: sections that the other dialect has no place for stay sections, and what only the form of the first dialect can hold is kept in a comment on the last line. What is edited in between goes along on the way back; --to original goes back to whatever form a record had.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> 7 --to madr',
    '<%= config.bin %> <%= command.id %> --to nygard --write',
  ];

  static override strict = false;

  static override args = {
    id: Args.string({ description: 'Numbers, ids, slugs or paths of records. Default: all.' }),
  };

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    log: filterFlags.log,
    to: Flags.option({ description: 'The dialect.', options: conversionTargets, required: true })(),
    write: Flags.boolean({ description: 'Rewrite the files.' }),
  };

  async run(): Promise<JsonValue> {
    const { argv, flags } = await this.parse(AdrConvert);
    const records = await convertAdrs({
      path: flags.path,
      references: argv.map(String),
      to: flags.to,
      write: flags.write,
      ...(flags.dir !== undefined && { folder: flags.dir }),
      ...(flags.log && { logs: flags.log }),
    });
    for (const { path, from, reason, text } of records) {
      if (text === null) this.notice(`${path} stays as it is: ${reason ?? ''}.`);
      else if (flags.write) this.log(`${printableLine(path)}  ${from ?? ''} → ${flags.to}`);
      else if (records.length === 1) this.log(printable(text).replace(/\n$/, ''));
      else this.log(`${printableLine(path)}  ${from ?? ''} → ${flags.to}  (--write rewrites it)`);
    }
    return { records: records.map((record) => ({ ...record })) };
  }
}
