import { JvmConstants } from '../../syntax/jvm/constants.js';
import type { JvmLanguage, JvmToken } from '../../syntax/jvm/tokens.js';
import { closing, isSign } from '../../syntax/jvm/brackets.js';
import { jvmTokens } from '../../syntax/jvm/tokens.js';

/** An annotation with the arguments that are constants: texts, numbers and booleans as text; the unnamed one is `value`. */
export interface JvmAnnotation {
  readonly name: string;
  readonly members: ReadonlyMap<string, string>;
}

/** A class or method that bears annotations. */
export interface AnnotatedPart {
  readonly kind: 'class' | 'method';
  readonly name: string;
  readonly annotations: readonly JvmAnnotation[];
  /** Where its annotations begin. */
  readonly start: number;
  /** Its body without the braces; empty for abstract methods. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Whether nothing stands in its body. */
  readonly isEmpty: boolean;
  /** Whether all that its body does is to throw. */
  readonly throws: boolean;
}

const mostParts = 1_000;

/** The classes and methods of a program in Java, Kotlin, Groovy or Scala that bear annotations, in the order of the text. */
export function annotatedParts(text: string, language: JvmLanguage): readonly AnnotatedPart[] {
  const tokens = jvmTokens(text, language);
  const constants = new JvmConstants(tokens);
  const parts: AnnotatedPart[] = [];
  let annotations: JvmAnnotation[] = [];
  let start = 0;
  for (let index = 0; index < tokens.length && parts.length < mostParts; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (isSign(token, '@') && tokens[index + 1]?.kind === 'word' && tokens[index + 1]?.text !== 'interface') {
      if (annotations.length === 0) start = token.start;
      const read = annotationAt(tokens, index + 1, constants);
      annotations.push(read.annotation);
      index = read.last;
      continue;
    }
    if (annotations.length === 0) continue;
    const part = declarationAt(tokens, index);
    if (part === undefined) {
      // A field, a parameter: its annotations are its own.
      if (isSign(token, ';') || isSign(token, ',') || isSign(token, '{') || isSign(token, '='))
        annotations = [];
      continue;
    }
    parts.push({ ...part, annotations, start });
    annotations = [];
    index = part.head;
  }
  return parts;
}

function annotationAt(
  tokens: readonly JvmToken[],
  index: number,
  constants: JvmConstants,
): { readonly annotation: JvmAnnotation; readonly last: number } {
  let at = index;
  while (isSign(tokens[at + 1], '.') && tokens[at + 2]?.kind === 'word') at += 2;
  const name = tokens[at]?.text ?? '';
  const members = new Map<string, string>();
  if (!isSign(tokens[at + 1], '(')) return { annotation: { name, members }, last: at };
  const end = closing(tokens, at + 1);
  for (let place = at + 2; place < end; place += 1) {
    const isNamed = tokens[place]?.kind === 'word' && isSign(tokens[place + 1], '=');
    const key = isNamed ? (tokens[place]?.text ?? '') : 'value';
    const value = isNamed ? place + 2 : place;
    const constant = constants.textAt(value)?.text ?? literalAt(tokens[value]);
    if (constant !== undefined) members.set(key, constant);
    while (place < end && !isSign(tokens[place], ',')) {
      if (/^[([{]$/.test(tokens[place]?.text ?? '')) place = closing(tokens, place);
      place += 1;
    }
  }
  return { annotation: { name, members }, last: end };
}

function literalAt(token: JvmToken | undefined): string | undefined {
  return token?.kind === 'number' || token?.text === 'true' || token?.text === 'false'
    ? token.text
    : undefined;
}

type Declaration = Omit<AnnotatedPart, 'annotations' | 'start'> & { readonly head: number };

function declarationAt(tokens: readonly JvmToken[], index: number): Declaration | undefined {
  const token = tokens[index];
  if (token?.kind !== 'word') return undefined;
  const next = tokens[index + 1];
  if (/^(?:class|record|object)$/.test(token.text) && next?.kind === 'word') {
    const open = tokens.findIndex((one, at) => at > index && isSign(one, '{'));
    return open === -1 ? undefined : { kind: 'class', name: next.text, ...bodyAt(tokens, open), head: open };
  }
  if (!isSign(next, '(') || isSign(tokens[index - 1], '.')) return undefined;
  const end = closing(tokens, index + 1);
  for (let at = end + 1; at < tokens.length && at < end + 30; at += 1) {
    if (isSign(tokens[at], ';')) break;
    if (isSign(tokens[at], '{')) return { kind: 'method', name: token.text, ...bodyAt(tokens, at), head: at };
    // Kotlin and Scala: a body that is an expression.
    if (isSign(tokens[at], '='))
      return isSign(tokens[at + 1], '{')
        ? { kind: 'method', name: token.text, ...bodyAt(tokens, at + 1), head: at + 1 }
        : { kind: 'method', name: token.text, ...expressionBody(tokens, at), head: at };
  }
  return undefined;
}

type Body = Pick<Declaration, 'bodyStart' | 'bodyEnd' | 'isEmpty' | 'throws'>;

function bodyAt(tokens: readonly JvmToken[], open: number): Body {
  const end = closing(tokens, open);
  const first = tokens[open + 1];
  return {
    bodyStart: tokens[open]?.end ?? 0,
    bodyEnd: tokens[end]?.start ?? tokens.at(-1)?.end ?? 0,
    isEmpty: end <= open + 1 || (first?.text === 'return' && end <= open + 3),
    throws: first?.text === 'throw',
  };
}

function expressionBody(tokens: readonly JvmToken[], equals: number): Body {
  const first = tokens[equals + 1];
  return {
    bodyStart: first?.start ?? 0,
    bodyEnd: first?.end ?? 0,
    isEmpty: first?.text === 'Unit',
    throws: first?.text === 'throw',
  };
}
