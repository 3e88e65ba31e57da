import { bundledTemplate, templateNames } from '../bundled-templates.js';

/** Sentences by which the forms of adr-tools and of Nygard's template ask for content: https://github.com/npryce/adr-tools/tree/master/src, https://github.com/joelparkerhenderson/architecture-decision-record. */
const sentences: readonly RegExp[] = [
  /^the issue motivating this decision, and any context that influences or constrains the decision\.?$/i,
  /^the change that we're proposing or have agreed to implement\.?$/i,
  /^what becomes easier or more difficult to do and any risks introduced by the change that will need to be mitigated\.?$/i,
  /^what is the issue that we're seeing that is motivating this decision or change\??$/i,
  /^what is the change that we're (actually )?proposing (and\/or|or) doing\??$/i,
  /^what becomes easier or more difficult to do because of this change\??$/i,
  /^what is the status, such as proposed, accepted, rejected, deprecated, superseded, etc\.?\??$/i,
  /^this section describes (the (resulting context|forces at play)|our response to these forces)/i,
  /^chosen option: "", because$/i,
];

/** Words in MADR's brackets, square up to version 2 and curly from 3 on: https://github.com/adr/madr/tree/develop/template. */
const madr: readonly RegExp[] = [
  /^short title/i,
  /^(title of (other )?)?option \d( name)?$/i,
  /^title of (other )?option/i,
  /^(decision )?driver \d/i,
  /^argument [a-e]$/i,
  /^list everyone (who|whose|involved)/i,
  /^proposed \| /i,
  /^yyyy-mm-dd/i,
  /^describe (the context|how the implementation)/i,
  /^justification\. e\.g\./i,
  /^example \| description/i,
  /^description \| ticket/i,
  /^(e\.g\., )?(improvement|compromising) (of (one or more|quality)|one or more|quality)/i,
  /^(positive|negative) consequence(, e\.g\.|\}?$)/i,
  /^link type$/i,
  /^link to adr$/i,
  /^you might want to provide additional evidence/i,
  /^(space and\/or comma|if \w+)? ?separated list of tags/i,
];

/** Lines of the shipped templates that ask for content: sentences without a Handlebars expression, and curly brackets. */
let own: ReadonlySet<string> | undefined;
function ownPrompts(): ReadonlySet<string> {
  own ??= new Set(
    templateNames('adr').flatMap((name) =>
      bundledTemplate('adr', name)
        .split('\n')
        .map(promptOf)
        .filter((line) => line !== ''),
    ),
  );
  return own;
}

/** A line as it is compared with others: without list mark and spaces; empty for what is no prompt: headings, fields, short or computed lines. */
export function promptOf(line: string): string {
  const text = line.trim().replace(/^(?:[-*+]|\d+[.)])\s+/, '');
  if (text.includes('{{') || /^[#|>`<!-]/.test(text) || /^[\w -]{1,30}:\s*\S*$/.test(text)) return '';
  return text.split(/\s+/).length >= 4 ? text.toLowerCase() : '';
}

/**
 * What of a line is a prompt that nobody answered; undefined when it is text.
 * @param templateLines prompts of the templates beside the records, as {@link promptOf} gives them.
 */
export function promptIn(line: string, templateLines: ReadonlySet<string>): string | undefined {
  const text = line.trim().replace(/^(?:[-*+]|\d+[.)])\s+/, '');
  if (sentences.some((sentence) => sentence.test(text))) return text;
  const plain = promptOf(line);
  if (plain !== '' && (templateLines.has(plain) || ownPrompts().has(plain))) return text;
  for (const match of withoutCode(line).matchAll(/\{([^{}]{3,400})\}|\[([^[\]]{3,400})\](?![([:])/g)) {
    const words = (match[1] ?? match[2] ?? '').trim();
    if (madr.some((prompt) => prompt.test(words))) return match[0];
    // A form that nobody knows: `{what we gain, e.g., speed}`. Sets, routes and code have no such words.
    if (match[1] !== undefined && /^[a-z][^"'`=:;()]* /.test(words) && /(\be\.g\.,|…| \| )/.test(words))
      return match[0];
  }
  const heading = /^#{1,6}\s.*?<!--\s*((?:short title|title of option)[^>]*?)\s*-->/i.exec(line);
  return heading?.[1];
}

function withoutCode(line: string): string {
  return line.replaceAll(/(`+)[^`]*\1/g, (text) => ' '.repeat(text.length));
}
