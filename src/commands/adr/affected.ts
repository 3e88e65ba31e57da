import { Flags } from '@oclif/core';
import { toAffectedJson, toAffectedText } from '../../reporters/adr-affected.js';
import type { JsonValue } from '../../reporters/json.js';
import { affectedAdrs } from '../../workflows/adr/affected.js';
import { BaseCommand, exitCodes } from '../base-command.js';

export default class AdrAffected extends BaseCommand {
  static override summary = 'List the decisions that a change touches, and why.';

  static override description =
    'Compares with the commit at which HEAD left --base, uncommitted changes included. A record in force is touched when a changed file matches a pattern under its affects: (front matter or a line in its head, in the grammar of .gitignore), or when its text names the file or a folder above it.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> --base origin/main',
    '<%= config.bin %> <%= command.id %> --base v1.4.0 --exit-code --json',
  ];

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    base: Flags.string({
      description: 'Revision that the change began at.',
      required: true,
      helpValue: 'REV',
    }),
    'exit-code': Flags.boolean({ description: 'End with 1 when a decision is touched.' }),
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrAffected);
    const affected = await affectedAdrs({
      path: flags.path,
      base: flags.base,
      ...(flags.dir !== undefined && { folder: flags.dir }),
    });
    if (flags['exit-code'] && affected.length > 0) this.endWith(exitCodes.gateFailed);
    this.log(toAffectedText(affected, this.style(flags)));
    return toAffectedJson(affected);
  }
}
