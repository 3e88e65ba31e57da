import type { JsonValue } from '../../reporters/json.js';
import { table } from '../../reporters/text/table.js';
import { listRules } from '../../workflows/rules.js';
import { BaseCommand } from '../base-command.js';
import { widthOf } from '../terminal.js';

export default class RulesList extends BaseCommand {
  static override summary = 'List the rules.';

  static override examples = ['<%= config.bin %> <%= command.id %>'];

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(RulesList);
    const style = this.style(flags);
    const rules = listRules();
    const rows = rules.map((rule) => [
      { text: rule.id, dress: style.bold },
      {
        text: rule.severity,
        dress: rule.severity === 'error' ? style.bad : rule.severity === 'warning' ? style.warn : style.note,
      },
      rule.summary,
    ]);
    this.log(table(rows, 0, widthOf(process.stdout)).join('\n'));
    return {
      rules: rules.map(({ id, severity, question, summary }) => ({ id, severity, question, summary })),
    };
  }
}
