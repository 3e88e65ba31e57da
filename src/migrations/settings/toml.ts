/** A value of a TOML file as far as settings need it: scalars as text, lists of scalars as lists. */
export type TomlSetting = string | readonly string[];

/**
 * The settings of a TOML file as `table.key` → value, dotted keys and inline tables flattened (`dependencies.diesel.features`). Of an
 * array of tables (`[[x]]`) the last entry stays. Tolerant: what it does not understand is left out, nothing throws. Dates and nested
 * lists of tables are not kept: no migration tool has any. Format: https://toml.io/en/v1.0.0
 */
export function readToml(text: string): ReadonlyMap<string, TomlSetting> {
  const settings = new Map<string, TomlSetting>();
  let table = '';
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').trim();
    const header = /^\[{1,2}([^[\]]*)\]{1,2}[ \t]*(?:#.*)?$/.exec(line);
    if (header) {
      table = keyParts(header[1] ?? '').join('.');
      continue;
    }
    const equals = equalsSign(line);
    if (equals === -1 || line.startsWith('#')) continue;
    const key = [table, ...keyParts(line.slice(0, equals))].filter((part) => part !== '').join('.');
    let value = line.slice(equals + 1).trim();
    const open = new OpenValue();
    for (open.add(value); open.isOpen && index + 1 < lines.length;) {
      index += 1;
      const next = (lines[index] ?? '').trim();
      open.add(next);
      value += `\n${next}`;
    }
    keep(settings, key, value);
  }
  return settings;
}

/** The text of a setting, or undefined when it is absent or a list. */
export function tomlText(settings: ReadonlyMap<string, TomlSetting>, key: string): string | undefined {
  const value = settings.get(key);
  return typeof value === 'string' ? value : undefined;
}

/** The items of a setting; a single text is a list of one. */
export function tomlList(settings: ReadonlyMap<string, TomlSetting>, key: string): readonly string[] {
  const value = settings.get(key);
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

function keep(settings: Map<string, TomlSetting>, key: string, value: string): void {
  if (value.startsWith('{')) {
    for (const [name, inner] of pairs(value.slice(1, value.lastIndexOf('}'))))
      settings.set(`${key}.${name}`, inner.startsWith('[') ? listOf(inner) : scalar(inner));
  } else if (value.startsWith('[')) settings.set(key, listOf(value));
  else settings.set(key, scalar(value));
}

function keyParts(text: string): string[] {
  return text.split('.').map((part) => part.trim().replaceAll(/^["']|["']$/g, ''));
}

/** Offset of the first `=` outside of quotes. */
function equalsSign(line: string): number {
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '=') return at;
  }
  return -1;
}

/** Follows a value over its lines: open while brackets of a list or inline table are, or a multi-line string has no end yet. */
class OpenValue {
  #depth = 0;
  #quote = '';
  #isFirst = true;

  get isOpen(): boolean {
    return this.#depth > 0 || this.#quote !== '';
  }

  add(line: string): void {
    const quote = this.#isFirst ? (/^("""|''')/.exec(line)?.[1] ?? '') : this.#quote;
    const from = this.#isFirst && quote !== '' ? 3 : 0;
    this.#isFirst = false;
    if (quote !== '') {
      this.#quote = line.includes(quote, from) ? '' : quote;
      return;
    }
    for (const token of tokens(line)) {
      if (token === '[' || token === '{') this.#depth += 1;
      if (token === ']' || token === '}') this.#depth -= 1;
    }
  }
}

/** Brackets, commas and the texts between them; quoted texts are one token; comments are left out. */
function* tokens(text: string): Generator<string> {
  const pattern = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[[\]{},]|[^[\]{},"'#]+|["']/g;
  for (const [token] of text.matchAll(pattern)) if (!token.startsWith('#')) yield token;
}

function listOf(text: string): readonly string[] {
  const items: string[] = [];
  for (const token of tokens(text)) {
    const item = token.trim();
    if (item !== '' && !/^[[\]{},]$/.test(item)) items.push(scalar(item));
  }
  return items;
}

function pairs(text: string): (readonly [string, string])[] {
  const found: [string, string][] = [];
  let depth = 0;
  let current = '';
  const close = (): void => {
    const equals = equalsSign(current);
    if (equals !== -1)
      found.push([keyParts(current.slice(0, equals)).join('.'), current.slice(equals + 1).trim()]);
    current = '';
  };
  for (const token of tokens(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (token === ',' && depth === 0) close();
    else current += token;
  }
  close();
  return found;
}

function scalar(text: string): string {
  const value = text.trim();
  const long = /^("""|''')/.exec(value)?.[1];
  if (long) return value.slice(3, value.indexOf(long, 3) === -1 ? undefined : value.indexOf(long, 3)).trim();
  const quoted = /^"((?:[^"\\\n]|\\.)*)"|^'([^'\n]*)'/.exec(value);
  if (quoted) return quoted[2] ?? (quoted[1] ?? '').replaceAll(/\\(["\\])/g, '$1');
  const hash = value.indexOf('#');
  return hash === -1 ? value : value.slice(0, hash).trim();
}
