import { Args, Flags } from '@oclif/core';
import type { JsonValue } from '../../reporters/json.js';
import { newAdr } from '../../workflows/adr/new.js';
import { BaseCommand } from '../base-command.js';
import { today } from '../clock.js';

export default class AdrNew extends BaseCommand {
  static override summary = 'Write a new decision record.';

  static override description =
    'The record goes into the log that is there already (or docs/adr), is numbered after its last record, named and written like its neighbours. Prints the path of the new file.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> "Use PostgreSQL for orders"',
    '<%= config.bin %> <%= command.id %> "Accept one region" --from-question partial-failure.blast-radius --service checkout',
  ];

  static override strict = false;

  static override args = {
    title: Args.string({ description: 'What was decided; several words need no quotes.', required: true }),
  };

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    template: Flags.string({
      description: 'Template: nygard or madr. Default: the style of the log.',
      helpValue: 'NAME',
    }),
    status: Flags.string({ description: 'Status of the record.', helpValue: 'STATUS' }),
    decider: Flags.string({
      description: 'Who decides; may be given several times.',
      multiple: true,
      default: [],
      helpValue: 'NAME',
    }),
    'from-question': Flags.string({
      description: 'Fill the context from the answer and evidence of this question.',
      helpValue: 'ID',
    }),
    service: Flags.string({
      description: 'Service whose answer and evidence are taken.',
      helpValue: 'NAME',
      dependsOn: ['from-question'],
    }),
  };

  async run(): Promise<JsonValue> {
    const { argv, flags } = await this.parse(AdrNew);
    const written = await newAdr({
      path: flags.path,
      title: argv.join(' '),
      ...(flags.dir !== undefined && { folder: flags.dir }),
      ...(flags.template !== undefined && { template: flags.template }),
      ...(flags.status !== undefined && { status: flags.status }),
      ...(flags['from-question'] !== undefined && { question: flags['from-question'] }),
      ...(flags.service !== undefined && { service: flags.service }),
      deciders: flags.decider,
      date: process.env['ADR_DATE'] ?? today(),
    });
    this.log(written.path);
    return { path: written.path, number: written.number };
  }
}
