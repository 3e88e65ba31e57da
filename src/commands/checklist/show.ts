import { Args } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toPackJson, toPackText } from '../../reporters/pack.js';
import { packOf } from '../../workflows/packs.js';
import { BaseCommand } from '../base-command.js';
import { widthOf } from '../terminal.js';

export default class ChecklistShow extends BaseCommand {
  static override summary = "Show a checklist's questions with their choices and ids.";

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> scalability --json',
  ];

  static override args = {
    id: Args.string({ description: 'Id of the checklist.', default: 'scalability' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(ChecklistShow);
    const pack = packOf(args.id);
    this.log(toPackText(pack, this.style(flags), widthOf(process.stdout)));
    return toPackJson(pack);
  }
}
