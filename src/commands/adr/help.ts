import { Args, CommandHelp } from '@oclif/core';
import { InputError } from '../../model/input-error.js';
import type { JsonValue } from '../../reporters/json.js';
import { BaseCommand } from '../base-command.js';
import { showInPager } from '../interaction/user-programs.js';
import { widthOf } from '../terminal.js';

export default class AdrHelp extends BaseCommand {
  static override summary = 'Explain the commands on decision records.';

  static override description =
    'Shown by the program that ADR_PAGER names, on a terminal also by PAGER; without one it is printed.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> new',
    '<%= config.bin %> <%= command.id %> generate toc',
  ];

  static override args = {
    command: Args.string({ description: 'A command.' }),
    subcommand: Args.string({ description: 'A command below it.' }),
  };

  async run(): Promise<JsonValue> {
    const { args } = await this.parse(AdrHelp);
    const words = [args.command, args.subcommand].filter((word) => word !== undefined);
    const text = words.length === 0 ? this.overview() : await this.explain(words);
    if (!this.jsonEnabled() && !showInPager(text, process.stdout.isTTY)) this.log(text);
    return { text };
  }

  private overview(): string {
    const prefix = 'adr:';
    const commands = this.config.commands
      .filter(({ id }) => id.startsWith(prefix) && !id.slice(prefix.length).includes(':'))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .map(({ id, summary }) => `  ${id.slice(prefix.length).padEnd(20)}${summary ?? ''}`);
    return [
      'usage: adr help COMMAND [ARG] ...',
      'COMMAND is one of:',
      ...commands,
      "Run 'adr help COMMAND' for help on a specific command.",
    ].join('\n');
  }

  private async explain(words: readonly string[]): Promise<string> {
    const id = ['adr', ...words].join(':');
    const command = this.config.findCommand(id);
    if (command === undefined)
      throw new InputError(`there is no command "adr ${words.join(' ')}"`, 'See `lintel adr help`.');
    const width = widthOf(process.stdout);
    const help = new CommandHelp({ ...command, id: id.replaceAll(':', ' ') }, this.config, {
      maxWidth: width,
      stripAnsi: true,
    });
    const below = this.config.commands
      .filter((other) => other.id.startsWith(`${id}:`))
      .map((other) => `  ${other.id.replaceAll(':', ' ')}`)
      .toSorted();
    const about = [command.summary ?? '', '', help.generate()].join('\n');
    return below.length === 0 ? about : `${about}\n\nSubcommands:\n${below.join('\n')}`;
  }
}
