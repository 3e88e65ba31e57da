import { Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { table } from '../../reporters/text/table.js';
import { listSignals } from '../../workflows/signals.js';
import { BaseCommand } from '../base-command.js';
import { widthOf } from '../terminal.js';

export default class SignalsList extends BaseCommand {
  static override summary = 'List the signals: what lintel looks for as evidence.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --question caching',
  ];

  static override flags = {
    question: Flags.string({ description: 'Only those of this question.', helpValue: 'ID' }),
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(SignalsList);
    const style = this.style(flags);
    const signals = listSignals(flags.question);
    const rows = signals.map((signal) => [
      { text: signal.id, dress: style.bold },
      signal.stance === 'supports' ? { text: '✓', dress: style.good } : { text: '!', dress: style.warn },
      signal.question,
      signal.meaning,
    ]);
    this.log(table(rows, 0, widthOf(process.stdout)).join('\n'));
    return {
      signals: signals.map(({ id, question, stance, meaning }) => ({ id, question, stance, meaning })),
    };
  }
}
