import type { JsonValue } from '../../reporters/json.js';
import { BaseCommand } from '../base-command.js';

/** The commands of adr-tools, which its completion scripts offer, and the reports of `generate`. */
const commands = ['config', 'generate', 'help', 'init', 'link', 'list', 'new', 'upgrade-repository'];
const reports = ['graph', 'toc'];

export default class AdrAutocomplete extends BaseCommand {
  static override summary = 'Complete the words of an adr command line, for the shell scripts of adr-tools.';

  static override description =
    'A script _adr_autocomplete that executes this command serves adr-tools’ own completion. For all of lintel see: lintel autocomplete.';

  static override strict = false;

  static override examples = ['<%= config.bin %> <%= command.id %> adr generate to'];

  async run(): Promise<JsonValue> {
    const { raw } = await this.parse(AdrAutocomplete);
    const suggestions = suggest(this.words(raw));
    if (suggestions !== undefined) this.log(suggestions.join(' '));
    return { suggestions: [...(suggestions ?? [])] };
  }
}

/**
 * What may stand in the last place; undefined when nothing is to be said, as when a word is complete and takes no other.
 * @param words the command line, `adr` first.
 */
function suggest([, command = '', report = '', ...rest]: readonly string[]): readonly string[] | undefined {
  const matching = commands.filter((name) => name.startsWith(command));
  if (report === '' && rest.length === 0 && !(matching.length === 1 && matching[0] === command))
    return matching;
  if (command !== 'generate') return undefined;
  const found = reports.filter((name) => name.startsWith(report));
  return found.length === 1 && found[0] === report ? undefined : found;
}
