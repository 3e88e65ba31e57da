import { Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toRegionsJson, toRegionsText } from '../../reporters/regions.js';
import { syncDocs } from '../../workflows/docs/sync.js';
import { isDrift } from '../../workflows/docs/update-regions.js';
import { BaseCommand, exitCodes } from '../base-command.js';
import { regionFlags } from '../interaction/region-flags.js';

export default class DocsSync extends BaseCommand {
  static override summary = "Bring the managed regions of the repository's Markdown up to date.";

  static override description =
    'A managed region stands between <!-- lintel:begin ID --> and <!-- lintel:end ID -->: indexes and graphs of decision records. Nothing outside of it changes. A region that somebody changed by hand is left alone without --force or --adopt.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --check',
  ];

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    ...regionFlags,
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(DocsSync);
    const { check, force, adopt } = flags;
    const regions = await syncDocs(flags.path, { check, force, adopt });
    this.log(toRegionsText(regions, this.style(flags)));
    if (regions.some(isDrift)) this.endWith(exitCodes.gateFailed);
    return toRegionsJson(regions);
  }
}
