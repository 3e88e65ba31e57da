import { Args } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { toRulePage } from '../../reporters/markdown/rule-page.js';
import { ruleOf } from '../../workflows/rules.js';
import { BaseCommand } from '../base-command.js';

export default class RulesExplain extends BaseCommand {
  static override summary = 'Explain a rule: what it flags, why, and what to do instead.';

  static override examples = ['<%= config.bin %> <%= command.id %> create-index-blocking'];

  static override args = {
    id: Args.string({ description: 'Id of the rule, as findings name it.', required: true }),
  };

  async run(): Promise<JsonValue> {
    const { args } = await this.parse(RulesExplain);
    const rule = ruleOf(args.id);
    this.log(toRulePage(rule).trimEnd());
    return {
      id: rule.id,
      severity: rule.severity,
      question: rule.question,
      summary: rule.summary,
      why: rule.why,
      whenNotToUse: rule.whenNotToUse,
      sources: [...rule.sources],
    };
  }
}
