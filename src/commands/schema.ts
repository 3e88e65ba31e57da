import { Args } from '@oclif/core';
import { schemas } from '../workflows/schemas.js';
import { BaseCommand } from './base-command.js';

export default class Schema extends BaseCommand {
  static override summary = 'Print a JSON Schema, for editors and validators.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> config',
    '<%= config.bin %> <%= command.id %> answers > .lintel/answers.schema.json',
  ];

  static override args = {
    name: Args.string({
      description: 'Which schema.',
      required: true,
      options: ['config', 'pack', 'answers', 'waivers', 'locale'],
    }),
  };

  async run(): Promise<object> {
    const { args } = await this.parse(Schema);
    const schema = Object.entries(schemas).find(([name]) => name === args.name)?.[1] ?? {};
    if (!this.jsonEnabled()) this.logJson(schema);
    return schema;
  }
}
