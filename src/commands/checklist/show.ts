import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toPackJson, toPackText } from '../../reporters/pack.js';
import { showPack } from '../../workflows/packs.js';
import { BaseCommand } from '../base-command.js';
import { widthOf } from '../terminal.js';

export default class ChecklistShow extends BaseCommand {
  static override summary = "Show a checklist's questions with their choices and ids.";

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> scalability --json',
  ];

  static override args = {
    id: Args.string({ description: 'Id of the checklist. Default: that of the configuration.' }),
  };

  static override flags = {
    language: Flags.string({
      description:
        'Language of the questions, where the checklist has it. Default: that of the configuration.',
      helpValue: 'TAG',
    }),
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(ChecklistShow);
    const pack = await showPack({
      path: flags.path,
      ...(args.id !== undefined && { id: args.id }),
      ...(flags.language !== undefined && { language: flags.language }),
    });
    this.log(toPackText(pack, this.style(flags), widthOf(process.stdout)));
    return toPackJson(pack);
  }
}
