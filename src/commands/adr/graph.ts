import { Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toRegionsJson, toRegionsText } from '../../reporters/regions.js';
import { graphText, writeGraph } from '../../workflows/adr/write-region.js';
import { isDrift } from '../../workflows/docs/update-regions.js';
import { BaseCommand, exitCodes } from '../base-command.js';
import { filterFlags } from '../interaction/record-filter.js';
import { regionFlags } from '../interaction/region-flags.js';

export default class AdrGraph extends BaseCommand {
  static override summary = 'Draw how the decision records stand to each other.';

  static override description =
    'Prints the records and their relations as a graph for Graphviz or Mermaid; with --into it goes into a managed region of a Markdown file, where GitHub and GitLab draw Mermaid.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> --format dot | dot -Tsvg > decisions.svg',
    '<%= config.bin %> <%= command.id %> --into docs/adr/README.md',
  ];

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    log: filterFlags.log,
    format: Flags.option({
      description: 'Language of the graph.',
      options: ['mermaid', 'dot'] as const,
      default: 'mermaid',
    })(),
    into: Flags.string({ description: 'Markdown file, relative to the repository.', helpValue: 'FILE' }),
    check: Flags.boolean({ ...regionFlags.check, dependsOn: ['into'] }),
    force: Flags.boolean({ ...regionFlags.force, dependsOn: ['into'] }),
    adopt: Flags.boolean({ ...regionFlags.adopt, dependsOn: ['into'] }),
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrGraph);
    const { path, format, into, check, force, adopt } = flags;
    const chosen = {
      path,
      format,
      ...(flags.dir !== undefined && { folder: flags.dir }),
      ...(flags.log && { logs: flags.log }),
    };
    if (into === undefined) {
      const text = await graphText(chosen);
      this.log(text);
      return { format, text };
    }
    const regions = await writeGraph({ ...chosen, file: into, check, force, adopt });
    this.log(toRegionsText(regions, this.style(flags)));
    if (regions.some(isDrift)) this.endWith(exitCodes.gateFailed);
    return toRegionsJson(regions);
  }
}
