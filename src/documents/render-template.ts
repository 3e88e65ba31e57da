import Handlebars from 'handlebars';
import { InputError } from '../model/input-error.js';

/**
 * Fills a Handlebars template with plain JSON data. Nothing is escaped for HTML, because the output is Markdown; use the helpers
 * for text that comes from a repository:
 * - `cell` – inside a table: one line, `|` escaped
 * - `code` – inline code, fenced by as many back-ticks as the text needs
 * - `line` – one line of running text, Markdown's own characters escaped
 * - `scalar` – a value of YAML front matter, quoted where YAML would take it for something else (`@team`)
 * - `add a b`, `join list ", "`, `eq a b`
 * - `others options chosen` – titles of the options that were not chosen; `detailed options` – whether any has pros or cons
 * @param name how the template is called in error messages.
 * @param partials texts that the template may include with `{{> name}}`.
 * @throws InputError when the template does not compile or names something that the data lacks.
 */
export function renderTemplate(
  template: string,
  data: Readonly<Record<string, unknown>>,
  name: string,
  partials: Readonly<Record<string, string>> = {},
): string {
  const handlebars = Handlebars.create();
  for (const [helper, run] of Object.entries(helpers)) handlebars.registerHelper(helper, run);
  for (const [partial, text] of Object.entries(partials)) handlebars.registerPartial(partial, text);
  try {
    const render = handlebars.compile(template, { noEscape: true, strict: true, preventIndent: true });
    return render(data).replaceAll(/\n{3,}/g, '\n\n');
  } catch (error) {
    throw new InputError(
      `template "${name}": ${error instanceof Error ? error.message : String(error)}`,
      'Correct the template; its data is described in docs/templates.md.',
    );
  }
}

const helpers: Readonly<Record<string, (...parameters: readonly unknown[]) => unknown>> = {
  others: (options, chosen) => titlesOf(options).filter((title) => title !== chosen),
  detailed: (options) => Array.isArray(options) && options.some(hasArguments),
  add: (a, b) => Number(a) + Number(b),
  eq: (a, b) => a === b,
  join: (list, separator) =>
    Array.isArray(list) ? list.join(typeof separator === 'string' ? separator : ', ') : '',
  cell: (text) => oneLine(text).replaceAll('|', '\\|'),
  code: (text) => inlineCode(oneLine(text)),
  scalar: (text) => yamlScalar(oneLine(text)),
  line: (text) => oneLine(text).replaceAll(/[\\`*_[\]<>]/g, (character) => `\\${character}`),
};

function titlesOf(options: unknown): readonly unknown[] {
  if (!Array.isArray(options)) return [];
  return options.map((option: unknown) =>
    typeof option === 'object' && option !== null && 'title' in option ? option.title : undefined,
  );
}

function hasArguments(option: unknown): boolean {
  if (typeof option !== 'object' || option === null) return false;
  return ['pros', 'cons'].some((side) => {
    const list: unknown = Object.entries(option).find(([key]) => key === side)?.[1];
    return Array.isArray(list) && list.length > 0;
  });
}

function oneLine(text: unknown): string {
  const value = typeof text === 'string' || typeof text === 'number' ? String(text) : '';
  return value.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
}

/** Plain only where no reader can take it for anything but this text. */
function yamlScalar(text: string): string {
  return /^(?:\p{L}[\p{L}\p{N} ./_-]*|\d{4}-\d{2}-\d{2})$/u.test(text) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

function inlineCode(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}
