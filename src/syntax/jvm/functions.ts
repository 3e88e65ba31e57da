import type { JvmToken } from './tokens.js';
import { closing, isSign } from './brackets.js';

/** A function or method with a body. */
export interface JvmFunction {
  readonly name: string;
  /** Indexes of the tokens of its body. */
  readonly from: number;
  readonly to: number;
}

const mostFunctions = 2_000;

/** Words ahead of `name(` that make it a call, not a declaration. */
const calling =
  /^(?:return|new|else|throw|do|in|yield|await|and|or|not|assert|is|as|case|when|if|while|for|switch|catch|synchronized|super|this)$/;

/** The functions and methods that a program in a language of the JVM declares, in order; nested ones are listed, too. */
export function jvmFunctions(tokens: readonly JvmToken[]): readonly JvmFunction[] {
  const found: JvmFunction[] = [];
  for (let index = 1; index < tokens.length && found.length < mostFunctions; index += 1) {
    const token = tokens[index];
    if (token?.kind !== 'word' || calling.test(token.text) || !isSign(tokens[index + 1], '(')) continue;
    const before = tokens[index - 1];
    const isDeclared =
      (before?.kind === 'word' && !calling.test(before.text)) ||
      isSign(before, '>') ||
      isSign(before, ']') ||
      (isSign(before, '.') && tokens.slice(Math.max(0, index - 8), index).some(({ text }) => text === 'fun'));
    if (!isDeclared) continue;
    const body = bodyBehind(tokens, closing(tokens, index + 1));
    if (body) found.push({ name: token.text, ...body });
  }
  return found;
}

/** The body behind the parameters: in braces, or Kotlin's and Scala's `= expression`. */
function bodyBehind(
  tokens: readonly JvmToken[],
  end: number,
): { readonly from: number; readonly to: number } | undefined {
  for (let at = end + 1; at < tokens.length && at < end + 30; at += 1) {
    const token = tokens[at];
    if (isSign(token, '{')) return { from: at + 1, to: closing(tokens, at) };
    if (isSign(token, '='))
      return isSign(tokens[at + 1], '{') ? undefined : { from: at + 1, to: lineEnd(tokens, at + 1) };
    if (isSign(token, ';') || isSign(token, '}') || isSign(token, ')') || token?.kind === 'text')
      return undefined;
  }
  return undefined;
}

/** Where an expression ends: at the declaration that follows, or at the end of what is around it. */
function lineEnd(tokens: readonly JvmToken[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (
      token?.kind === 'word' &&
      depth === 0 &&
      /^(fun|def|val|var|private|internal|public|class|object)$/.test(token.text)
    )
      return at;
    if (token?.kind !== 'sign') continue;
    if (/^[([{]$/.test(token.text)) depth += 1;
    if (/^[)\]}]$/.test(token.text)) depth -= 1;
    if (depth < 0) return at;
  }
  return tokens.length;
}
