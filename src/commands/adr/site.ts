import { Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { plural } from '../../reporters/text/plural.js';
import { writeSite } from '../../workflows/adr/site.js';
import { BaseCommand } from '../base-command.js';
import { filterFlags } from '../interaction/record-filter.js';

export default class AdrSite extends BaseCommand {
  static override summary = 'Write a static site of the decision records.';

  static override description =
    'One page for each record, and a first page with search, filters, a timeline and a graph. It needs no server and no network: open index.html, or put the folder on any web server. The same records give the same bytes.';

  static override examples = ['<%= config.bin %> <%= command.id %> --out public/decisions'];

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    log: filterFlags.log,
    out: Flags.string({ description: 'Folder to write to.', required: true, helpValue: 'DIR' }),
    title: Flags.string({ description: "Name of the site. Default: that of the repository's folder." }),
    force: Flags.boolean({ description: 'Write also between files that lintel did not write.' }),
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrSite);
    const files = await writeSite({
      path: flags.path,
      out: flags.out,
      force: flags.force,
      ...(flags.dir !== undefined && { folder: flags.dir }),
      ...(flags.log && { logs: flags.log }),
      ...(flags.title !== undefined && { title: flags.title }),
    });
    this.log(`${plural(files.length, 'page')} in ${flags.out}; begin with index.html`);
    return { out: flags.out, files: [...files] };
  }
}
