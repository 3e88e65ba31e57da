import { Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { previewSite } from '../../workflows/adr/preview.js';
import { BaseCommand } from '../base-command.js';
import { filterFlags } from '../interaction/record-filter.js';

export default class AdrPreview extends BaseCommand {
  static override summary =
    'Serve the site of the decision records on this machine and reload it when they change.';

  static override description =
    'Listens on 127.0.0.1 only, and answers only requests to that name. Ends with Ctrl+C.';

  static override examples = ['<%= config.bin %> <%= command.id %> --port 4000'];

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    log: filterFlags.log,
    title: Flags.string({ description: "Name of the site. Default: that of the repository's folder." }),
    port: Flags.integer({ description: 'Port; 0 takes any that is free.', default: 0, min: 0, max: 65_535 }),
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrPreview);
    const preview = await previewSite(
      {
        path: flags.path,
        port: flags.port,
        ...(flags.dir !== undefined && { folder: flags.dir }),
        ...(flags.log && { logs: flags.log }),
        ...(flags.title !== undefined && { title: flags.title }),
      },
      (error) => {
        if (error) this.notice(`the site was not renewed: ${error.message}`);
      },
    );
    this.log(preview.url);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await preview.close();
    return { url: preview.url };
  }
}
