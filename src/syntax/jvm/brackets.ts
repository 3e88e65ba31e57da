import type { JvmToken } from './tokens.js';

/** Index of the bracket that closes one, or of the last token. */
export function closing(tokens: readonly JvmToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'sign') continue;
    if (/^[([{]$/.test(token.text)) depth += 1;
    if (/^[)\]}]$/.test(token.text)) depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length - 1;
}

/** Whether a token is this sign. */
export function isSign(token: JvmToken | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.text === sign;
}
