import { Args, Flags } from '@oclif/core';
import { InputError } from '../model/input-error.js';
import type { JsonValue } from '../reporters/json.js';
import { printableLine } from '../reporters/printable.js';
import { applyInit, proposeInit } from '../workflows/init.js';
import { BaseCommand } from './base-command.js';
import { today } from './clock.js';
import { canPrompt } from './terminal.js';

export default class Init extends BaseCommand {
  static override summary = 'Set lintel up in a repository.';

  static override description =
    'Looks at the repository and proposes a configuration and a first decision record. What is there already is never overwritten.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --yes',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    yes: Flags.boolean({ char: 'y', description: 'Take the proposal without asking.' }),
    'dry-run': Flags.boolean({ description: 'Only show the proposal.' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(Init);
    const style = this.style(flags);
    const proposal = await proposeInit(args.path, process.env['ADR_DATE'] ?? today());
    const json = {
      services: [...proposal.services],
      kept: [...proposal.kept],
      files: proposal.files.map(({ path, reason }) => ({ path, reason })),
    };
    this.log(`${style.bold('Services')}  ${proposal.services.map(printableLine).join(', ') || 'none found'}`);
    for (const kept of proposal.kept) this.log(`${style.good('✓')} ${printableLine(kept)}`);
    for (const file of proposal.files)
      this.log(`${style.accent('+')} ${printableLine(file.path)}  ${style.dim(file.reason)}`);
    if (proposal.files.length === 0) {
      this.log('Nothing is missing. Next: lintel review');
      return { ...json, written: [] };
    }
    if (flags['dry-run']) return { ...json, written: [] };
    if (!flags.yes && !(await this.isWanted(flags['no-input']))) {
      this.log('Nothing was written.');
      return { ...json, written: [] };
    }
    const written = await applyInit(args.path, proposal);
    this.log(`${written.length === 1 ? 'Written.' : `${written.length} files written.`} Next: lintel review`);
    return { ...json, written: [...written] };
  }

  private async isWanted(noInput: boolean): Promise<boolean> {
    if (this.jsonEnabled() || !canPrompt(noInput)) {
      throw new InputError(
        'nothing was written, because nobody is there to be asked',
        'Take the proposal with --yes, or look at it with --dry-run.',
      );
    }
    // Loaded here, so that nothing else pays for the prompt library.
    const { askYesNo } = await import('./interaction/ask.js');
    return askYesNo('Write these files?');
  }
}
