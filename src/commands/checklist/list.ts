import type { JsonValue } from '../../reporters/json.js';
import { table } from '../../reporters/text/table.js';
import { listPacks } from '../../workflows/packs.js';
import { BaseCommand } from '../base-command.js';
import { widthOf } from '../terminal.js';

export default class ChecklistList extends BaseCommand {
  static override summary = 'List the checklists.';

  static override examples = ['<%= config.bin %> <%= command.id %>'];

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(ChecklistList);
    const packs = listPacks();
    const count = (pack: (typeof packs)[number]): number =>
      pack.questions.reduce((sum, question) => sum + question.subQuestions.length, 0);
    const rows = packs.map((pack) => [
      { text: `${pack.id}@${pack.version}`, dress: this.style(flags).bold },
      `${pack.questions.length} questions, ${count(pack)} sub-questions`,
      pack.title,
    ]);
    this.log(table(rows, 0, widthOf(process.stdout)).join('\n'));
    return {
      packs: packs.map((pack) => ({
        id: pack.id,
        version: pack.version,
        title: pack.title,
        questions: pack.questions.length,
        subQuestions: count(pack),
      })),
    };
  }
}
