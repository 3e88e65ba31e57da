import { Args, Flags } from '@oclif/core';
import { InputError } from '../../model/input-error.js';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { newAdr, parseLink } from '../../workflows/adr/new.js';
import type { Said } from '../../workflows/adr/new.js';
import { BaseCommand, exitCodes } from '../base-command.js';
import { today } from '../clock.js';
import { openInEditor } from '../interaction/user-programs.js';
import { canPrompt } from '../terminal.js';
import { fromHere, placeFlags, placeOf } from './places.js';

export default class AdrNew extends BaseCommand {
  static override summary = 'Write a new decision record.';

  static override description =
    'The record goes into the log that is there already (or docs/adr, where there is a docs folder, or doc/adr), is numbered after the last record of all branches, named and written like its neighbours. It is opened in the editor that VISUAL or EDITOR names; then its path is printed. Takes the same arguments as adr-tools.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> "Use PostgreSQL for orders"',
    '<%= config.bin %> <%= command.id %> -s 12 Use PostgreSQL for orders',
    '<%= config.bin %> <%= command.id %> -l "5:Amends:Amended by" Use queues between services',
    '<%= config.bin %> <%= command.id %> --interactive --template madr',
    '<%= config.bin %> <%= command.id %> "Accept one region" --from-question partial-failure.blast-radius --service checkout',
  ];

  static override strict = false;

  static override args = {
    title: Args.string({ description: 'What was decided; several words need no quotes.' }),
  };

  static override flags = {
    ...placeFlags,
    supersede: Flags.string({
      char: 's',
      description: 'A record that the new one takes the place of; may be given several times.',
      multiple: true,
      multipleNonGreedy: true,
      default: [],
      helpValue: 'RECORD',
    }),
    link: Flags.string({
      char: 'l',
      description: 'Link to a record, with the words for both sides; may be given several times.',
      multiple: true,
      multipleNonGreedy: true,
      default: [],
      helpValue: 'TARGET:LINK:REVERSE-LINK',
    }),
    template: Flags.string({
      description:
        'Template: nygard, madr, madr-minimal, y-statement, alexandrian, tyree-akerman, or one of your own in .lintel/templates/adr. Default: ADR_TEMPLATE, the form in the log, its style.',
      helpValue: 'NAME',
    }),
    status: Flags.string({ description: 'Status of the record.', helpValue: 'STATUS' }),
    decider: Flags.string({
      description: 'Who decides; may be given several times.',
      multiple: true,
      multipleNonGreedy: true,
      default: [],
      helpValue: 'NAME',
    }),
    draft: Flags.boolean({
      description:
        'Name it XXXX-…; it gets its number when it is accepted, so that branches take none twice.',
    }),
    interactive: Flags.boolean({
      char: 'i',
      description: 'Ask for title, drivers, options with their pros and cons, and deciders.',
    }),
    'from-question': Flags.string({
      description: 'Fill the context from the answer and evidence of this question.',
      helpValue: 'ID',
    }),
    'from-finding': Flags.string({
      description: 'Fill the context from this finding: its file:line, rule or fingerprint.',
      helpValue: 'FINDING',
      exclusive: ['from-question'],
    }),
    service: Flags.string({
      description: 'Service whose answer and evidence are taken.',
      helpValue: 'NAME',
      dependsOn: ['from-question'],
    }),
  };

  async run(): Promise<JsonValue> {
    const { raw, flags } = await this.parse(AdrNew, titleLast(this.argv));
    const words = this.words(raw).join(' ');
    const asked = flags.interactive ? await this.ask(words, flags) : undefined;
    const title = asked?.title ?? words;
    if (title.trim() === '' && !this.jsonEnabled()) {
      // The words of adr-tools, whose scripts and tests look for them.
      process.stderr.write('ERROR: no title given\n');
      this.endWith(exitCodes.badInput);
      return null;
    }
    const template = flags.template ?? asked?.template;
    const file = process.env['ADR_TEMPLATE'];
    const written = await newAdr({
      ...placeOf(flags),
      title,
      ...(template !== undefined && { template }),
      ...(file !== undefined && file !== '' && { templateFile: file }),
      ...(flags.status !== undefined && { status: flags.status }),
      ...(flags['from-question'] !== undefined && { question: flags['from-question'] }),
      ...(flags['from-finding'] !== undefined && { finding: flags['from-finding'] }),
      ...(flags.service !== undefined && { service: flags.service }),
      said: { ...(flags.decider.length > 0 && { deciders: flags.decider }), ...asked?.said },
      draft: flags.draft,
      supersedes: flags.supersede,
      links: flags.link.map((link) => parseLink(link)),
      date: process.env['ADR_DATE'] || today(),
    });
    const shown = fromHere(written.root, written.path);
    if (!this.jsonEnabled() && !flags['no-input']) openInEditor(shown);
    this.log(printableLine(shown));
    return {
      path: written.path,
      number: written.number,
      ...(written.edited.length > 0 && { edited: [...written.edited] }),
    };
  }

  private async ask(
    title: string,
    flags: { readonly 'no-input': boolean; readonly path: string; readonly template: string | undefined },
  ): Promise<{ readonly title: string; readonly template?: string; readonly said: Said }> {
    if (this.jsonEnabled() || !canPrompt(flags['no-input']))
      throw new InputError(
        '--interactive needs a terminal',
        'Give the title as argument, and the rest by flags or in the file.',
      );
    const { askForRecord } = await import('../interaction/ask-for-record.js');
    return askForRecord({ title, path: flags.path, template: flags.template });
  }
}

/**
 * adr-tools takes everything behind the first word of the title as title: `adr new Drop the -j flag`. So does this, unless a flag of ours
 * or a long one follows, which may be a slip.
 */
function titleLast(words: readonly string[]): string[] {
  const names = Object.entries({ ...AdrNew.baseFlags, ...AdrNew.flags });
  const own = new Set<string>();
  for (const [, flag] of names) if ('char' in flag && flag.char !== undefined) own.add(`-${flag.char}`);
  const takesValue = new Set(
    names.flatMap(([name, flag]) =>
      flag.type === 'option'
        ? [`--${name}`, ...('char' in flag && flag.char !== undefined ? [`-${flag.char}`] : [])]
        : [],
    ),
  );
  let at = 0;
  while (at < words.length && (words[at] ?? '').startsWith('-') && words[at] !== '--')
    at += takesValue.has(words[at] ?? '') ? 2 : 1;
  const title = words.slice(at);
  const isOurs = (word: string): boolean => word.startsWith('--') || own.has(word);
  if (title.some((word) => isOurs(word))) return [...words];
  return [...words.slice(0, at), '--', ...title];
}
