/** A JSON value whose shape nobody vouches for. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Parses JSON with comments and trailing commas (`tsconfig.json`); undefined when it is broken. */
export function parseJsonWithComments(text: string): Json | undefined {
  try {
    const parsed: Json = JSON.parse(withoutComments(text));
    return parsed;
  } catch {
    return undefined;
  }
}

function withoutComments(text: string): string {
  let clean = '';
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') {
      const end = endOfString(text, at);
      clean += text.slice(at, end);
      at = end;
    } else if (text.startsWith('//', at)) {
      at = endOr(text, text.indexOf('\n', at));
    } else if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      at = close === -1 ? text.length : close + 2;
    } else {
      if (character === '}' || character === ']') clean = clean.trimEnd().replace(/,$/, '');
      clean += character;
      at += 1;
    }
  }
  return clean;
}

function endOr(text: string, index: number): number {
  return index === -1 ? text.length : index;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

/** A member of a JSON object by its own name; undefined for anything else. */
export function jsonMember(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The members of a JSON object, none for anything else. */
export function jsonEntries(value: Json | undefined): readonly (readonly [string, Json])[] {
  return isObject(value) ? Object.entries(value) : [];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
