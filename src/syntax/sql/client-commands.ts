import type { SqlLexis } from './lexis.js';

/** A line that a command-line client takes for itself, between or behind statements. */
export interface ClientCommand {
  readonly kind: 'meta-command' | 'delimiter' | 'separator';
  /** Offset behind the command. */
  readonly end: number;
  /** For `delimiter`: what ends statements from here on. */
  readonly delimiter?: string;
}

/** The client command that stands at `position`; `atStart` = no statement is open there. */
export function clientCommandAt(
  text: string,
  position: number,
  end: number,
  lexis: SqlLexis,
  atStart: boolean,
): ClientCommand | undefined {
  const { client } = lexis;
  const character = text.charAt(position);
  const any = client === 'any';
  if (character === '\\' && (client === 'psql' || any))
    return { kind: 'meta-command', end: lineEnd(text, position, end) };
  if (atStart && (character === 'd' || character === 'D') && (client === 'mysql' || any))
    return delimiterCommand(text, position, end);
  if (
    (character === 'G' || character === 'g') &&
    (client === 'sqlcmd' || any) &&
    beginsLine(text, position)
  ) {
    const lineStop = lineEnd(text, position, end);
    if (/^GO(?:[ \t]+\d+)?[ \t]*;?[ \t]*(?:--.*)?\r?$/i.test(text.slice(position, lineStop)))
      return { kind: 'separator', end: lineStop };
  }
  if (character === '/' && (client === 'sqlplus' || any) && beginsLine(text, position)) {
    const lineStop = lineEnd(text, position, end);
    if (text.slice(position, lineStop).trim() === '/') return { kind: 'separator', end: lineStop };
  }
  if (character === ':' && client === 'sqlcmd' && beginsLine(text, position)) {
    const lineStop = lineEnd(text, position, end);
    if (/^:(?:setvar|r|on|connect|out|error|exit|quit)\b/i.test(text.slice(position, lineStop)))
      return { kind: 'meta-command', end: lineStop };
  }
  return undefined;
}

function delimiterCommand(text: string, position: number, end: number): ClientCommand | undefined {
  const pattern = /DELIMITER[ \t]+(\S{1,32})/iy;
  pattern.lastIndex = position;
  const delimiter = pattern.exec(text)?.[1];
  return delimiter === undefined
    ? undefined
    : { kind: 'delimiter', end: lineEnd(text, position, end), delimiter };
}

/** Offset of the line's end, without its line break. */
export function lineEnd(text: string, position: number, end: number): number {
  const found = text.indexOf('\n', position);
  return found === -1 ? end : Math.min(found, end);
}

function beginsLine(text: string, position: number): boolean {
  for (let at = position - 1; at >= 0; at -= 1) {
    const character = text.charAt(at);
    if (character === '\n') return true;
    if (character !== ' ' && character !== '\t') return false;
  }
  return true;
}

/** Where the data of a `COPY … FROM stdin` ends: behind the line `\.`, or at the end when there is none. */
export function copyDataEnd(text: string, from: number, end: number): number {
  const pattern = /^\\\.[ \t]*\r?$/gm;
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found && found.index + 2 <= end ? found.index + 2 : end;
}
