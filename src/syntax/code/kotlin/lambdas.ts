import type { CodePath, CodeValue } from '../code-file.js';
import type { KotlinReading } from './reading.js';

export interface KotlinParameter {
  readonly name: string;
  readonly type?: CodePath;
}

/** `{ a, b: Type -> … }`; without names it has `it`. */
export function readLambda(reading: KotlinReading): CodeValue {
  const { code, tokens } = reading;
  const from = reading.at;
  const end = tokens.closing(from);
  const arrow = arrowIn(reading, from + 1, end);
  const parameters: KotlinParameter[] = [];
  reading.at = from + 1;
  if (arrow !== undefined) {
    for (; reading.at < arrow; reading.at += 1) {
      const name = reading.word();
      if (name === undefined) continue;
      if (!reading.is(':', 1)) {
        parameters.push({ name });
        continue;
      }
      reading.at += 2;
      const type = reading.type(arrow);
      parameters.push({ name, ...(type && { type }) });
      reading.at -= 1;
    }
    reading.at = arrow + 2;
  } else parameters.push({ name: 'it' });
  const range = { start: tokens.all[from]?.start ?? 0, end: tokens.all[end]?.end ?? 0 };
  const value = code.function(range, { name: '', parameters }, () => reading.statements(end));
  reading.at = end + 1;
  return value;
}

/** Index of the `->` behind the names of a lambda. */
function arrowIn(reading: KotlinReading, from: number, end: number): number | undefined {
  for (let at = from; at < end; at += 1) {
    if (reading.signs('->', at)) return at;
    const token = reading.tokens.all[at];
    const isName =
      token?.kind === 'word' && !/^(?:if|when|for|while|try|return|val|var|fun)$/.test(token.text);
    if (!isName && !(token?.kind === 'sign' && /^[,:()<>?.*]$/.test(token.text))) return undefined;
  }
  return undefined;
}
