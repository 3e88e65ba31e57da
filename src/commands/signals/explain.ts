import { Args } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toSignalPage } from '../../reporters/markdown/signal-page.js';
import { signalOf } from '../../workflows/signals.js';
import { BaseCommand } from '../base-command.js';

export default class SignalsExplain extends BaseCommand {
  static override summary =
    'Explain a signal: what it means, how it is recognised, and what is not taken for it.';

  static override examples = ['<%= config.bin %> <%= command.id %> circuit-breaker-present'];

  static override args = {
    id: Args.string({ description: 'Id of the signal, as evidence and checklists name it.', required: true }),
  };

  async run(): Promise<JsonValue> {
    const { args } = await this.parse(SignalsExplain);
    const signal = signalOf(args.id);
    this.log(toSignalPage(signal).trimEnd());
    return {
      id: signal.id,
      question: signal.question,
      stance: signal.stance,
      meaning: signal.meaning,
      recognition: signal.recognition,
      languages: [...(signal.languages ?? [])],
      guards: [...(signal.guards ?? [])],
    };
  }
}
