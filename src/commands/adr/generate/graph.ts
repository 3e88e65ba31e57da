import { Flags } from '@oclif/core';
import type { JsonValue } from '../../../reporters/json.js';
import { dotGraph } from '../../../workflows/adr/dot-graph.js';
import { BaseCommand } from '../../base-command.js';
import { placeFlags, placeOf } from '../places.js';

export default class AdrGenerateGraph extends BaseCommand {
  static override summary = 'Print the links between records as a graph for Graphviz.';

  static override description = 'As adr-tools prints it. For Mermaid see: adr graph.';

  static override examples = ['<%= config.bin %> <%= command.id %> | dot -Tsvg > graph.svg'];

  static override flags = {
    ...placeFlags,
    extension: Flags.string({
      char: 'e',
      description: 'Ending of the documents that nodes link to.',
      default: '.html',
      helpValue: 'TEXT',
    }),
    prefix: Flags.string({ char: 'p', description: 'Put before each link.', default: '', helpValue: 'TEXT' }),
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrGenerateGraph);
    const text = await dotGraph(placeOf(flags), { prefix: flags.prefix, extension: flags.extension });
    this.log(text);
    return { text };
  }
}
