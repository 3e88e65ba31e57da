import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../../reporters/json.js';
import { toRegionsJson, toRegionsText } from '../../../reporters/regions.js';
import { writeIndex } from '../../../workflows/adr/write-region.js';
import { isDrift } from '../../../workflows/docs/update-regions.js';
import { BaseCommand, exitCodes } from '../../base-command.js';
import { filterFlags } from '../../interaction/record-filter.js';
import { regionFlags } from '../../interaction/region-flags.js';

export default class AdrIndex extends BaseCommand {
  static override summary = 'Write the index of the decision records into a Markdown file.';

  static override description =
    'The index is a region between <!-- lintel:begin adr-index --> and <!-- lintel:end adr-index -->; nothing outside of it changes. Without FILE it goes into the README.md or index.md of each log that has the region. A file that is named gets the region at its end when it has none; move it where it belongs. What the index shows comes from the records alone, so that it does not change by being committed.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> docs/adr/README.md',
    '<%= config.bin %> <%= command.id %> --check',
    '<%= config.bin %> <%= command.id %> README.md --style list --log services/orders/docs/adr',
  ];

  static override args = {
    file: Args.string({
      description: 'Markdown file, relative to the repository. Default: that of each log.',
    }),
  };

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    log: filterFlags.log,
    style: Flags.option({
      description: 'How the records are listed; it is kept in the region. Default: table.',
      options: ['table', 'list'] as const,
    })(),
    create: Flags.boolean({ description: 'Add the region, or the file, where there is none.' }),
    ...regionFlags,
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(AdrIndex);
    const { path, check, force, adopt, create, style } = flags;
    const regions = await writeIndex({
      path,
      check,
      force,
      adopt,
      create,
      ...(style !== undefined && { style }),
      ...(args.file !== undefined && { file: args.file }),
      ...(flags.dir !== undefined && { folder: flags.dir }),
      ...(flags.log && { logs: flags.log }),
    });
    this.log(toRegionsText(regions, this.style(flags)));
    if (regions.some(isDrift)) this.endWith(exitCodes.gateFailed);
    return toRegionsJson(regions);
  }
}
