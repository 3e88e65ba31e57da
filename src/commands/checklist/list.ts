import { Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { table } from '../../reporters/text/table.js';
import { listPacks } from '../../workflows/packs.js';
import { BaseCommand } from '../base-command.js';
import { widthOf } from '../terminal.js';

export default class ChecklistList extends BaseCommand {
  static override summary = 'List the checklists: those that come with lintel, and your own.';

  static override examples = ['<%= config.bin %> <%= command.id %>'];

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(ChecklistList);
    const packs = await listPacks(flags.path);
    const count = ({ pack }: (typeof packs)[number]): number =>
      pack.questions.reduce((sum, question) => sum + question.subQuestions.length, 0);
    const rows = packs.map((listed) => [
      { text: `${listed.pack.id}@${listed.pack.version}`, dress: this.style(flags).bold },
      `${listed.pack.questions.length} questions, ${count(listed)} sub-questions`,
      [listed.pack.title, ...(listed.own ? ['(own)'] : []), ...listed.languages].join('  '),
    ]);
    this.log(table(rows, 0, widthOf(process.stdout)).join('\n'));
    return {
      packs: packs.map((listed) => ({
        id: listed.pack.id,
        version: listed.pack.version,
        title: listed.pack.title,
        questions: listed.pack.questions.length,
        subQuestions: count(listed),
        own: listed.own,
        languages: [...listed.languages],
      })),
    };
  }
}
