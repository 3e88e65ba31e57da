import type { SourceText } from '../../../model/source-text.js';
import { TokenView } from '../../../syntax/jvm/token-view.js';

/** A function of a Kotlin file, by its tokens. */
export interface KtorFunction {
  readonly tokens: TokenView;
  readonly name: string;
  /** Type that it extends, without type arguments; empty for none. */
  readonly receiver: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly type: string;
    readonly fallback?: readonly [number, number];
  }[];
  /** Tokens of its body. */
  readonly from: number;
  readonly to: number;
  /** Name of the class around it, when it stands in one. */
  readonly owner: string | undefined;
}

/** The functions of a file, those in classes too. */
export function functionsOf(source: SourceText): {
  readonly tokens: TokenView;
  readonly functions: readonly KtorFunction[];
} {
  const tokens = new TokenView(source);
  const functions: KtorFunction[] = [];
  const owners: { readonly name: string; readonly end: number }[] = [];
  for (let at = 0; at < tokens.all.length; at += 1) {
    while (owners.length > 0 && at > (owners.at(-1)?.end ?? 0)) owners.pop();
    const word = tokens.word(at);
    if (word === 'class' || word === 'object' || word === 'interface') {
      const owner = ownerAt(tokens, at);
      if (owner) owners.push(owner);
    }
    if (word !== 'fun') continue;
    const read = functionAt(tokens, at, owners.at(-1)?.name);
    if (read) functions.push(read);
  }
  return { tokens, functions };
}

function ownerAt(tokens: TokenView, at: number): { readonly name: string; readonly end: number } | undefined {
  const name = tokens.word(at + 1);
  if (name === undefined) return undefined;
  let next = tokens.behindTypes(at + 2);
  for (let steps = 0; steps < 200; steps += 1, next += 1) {
    if (tokens.is(next, '(')) next = tokens.closing(next);
    else if (tokens.is(next, '{')) return { name, end: tokens.closing(next) };
    else if (next >= tokens.all.length || /^(fun|class|val|object)$/.test(tokens.word(next) ?? ''))
      return undefined;
  }
  return undefined;
}

function functionAt(tokens: TokenView, at: number, owner: string | undefined): KtorFunction | undefined {
  let open = tokens.behindTypes(at + 1);
  const words: string[] = [];
  for (; open < tokens.all.length && !tokens.is(open, '('); open += 1) {
    const word = tokens.word(open);
    if (word !== undefined) words.push(word);
    if (tokens.is(open, '<')) open = tokens.behindTypes(open) - 1;
    if (open - at > 60) return undefined;
  }
  const name = words.at(-1);
  if (name === undefined) return undefined;
  const parameters = tokens.parts(open).flatMap(([from, to]) => {
    let nameAt = from;
    while (nameAt < to && !tokens.is(nameAt + 1, ':')) nameAt += 1;
    const parameter = tokens.word(nameAt);
    if (parameter === undefined) return [];
    let typeEnd = nameAt + 2;
    while (typeEnd < to && !tokens.is(typeEnd, '='))
      typeEnd = tokens.is(typeEnd, '(') ? tokens.closing(typeEnd) + 1 : typeEnd + 1;
    return [
      {
        name: parameter,
        type: tokens.text(nameAt + 2, typeEnd),
        ...(typeEnd < to && { fallback: [typeEnd + 1, to] as const }),
      },
    ];
  });
  for (let next = tokens.closing(open) + 1, steps = 0; steps < 40; next += 1, steps += 1) {
    const receiver = words.at(-2) ?? '';
    const common = { tokens, name, receiver, parameters, owner };
    if (tokens.is(next, '{')) return { ...common, from: next + 1, to: tokens.closing(next) };
    if (tokens.is(next, '='))
      return { ...common, from: next + 1, to: tokens.endOfExpression(next + 1, tokens.all.length) };
    if (/^(fun|class|val|var|object|private|override)$/.test(tokens.word(next) ?? '')) return undefined;
    if (tokens.is(next, '}')) return undefined;
  }
  return undefined;
}
