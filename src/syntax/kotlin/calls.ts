import type { JavaCall } from '../java/method.js';
import type { TokenView } from '../jvm/token-view.js';

const mostCalls = 2_000;
const keywords = new Set(
  'if while for when catch return throw else try do in is as fun val var object'.split(' '),
);

/** The calls in a range of tokens, `x.y(…)` and `y { … }`, in order. */
export function callsIn(tokens: TokenView, from: number, to: number): readonly JavaCall[] {
  const calls: JavaCall[] = [];
  const startOf = new Map<number, number>();
  const opening = new Map<number, number>();
  for (let at = from; at < to && calls.length < mostCalls; at += 1) {
    if (tokens.is(at, '(') || tokens.is(at, '[') || tokens.is(at, '{')) opening.set(tokens.closing(at), at);
    const name = tokens.word(at);
    if (name === undefined) continue;
    startOf.set(at, chainStart(tokens, at, from, opening, startOf));
    if (keywords.has(name)) continue;
    const behind = tokens.is(at + 1, '<') ? tokens.behindTypes(at + 1) : at + 1;
    const isCall = tokens.is(behind, '(');
    if (!isCall && !(tokens.is(behind, '{') && !tokens.startsLine(behind))) continue;
    const start = startOf.get(at) ?? at;
    const object = start === at ? '' : tokens.text(start, at).slice(0, 300);
    calls.push({
      object: object
        .replaceAll(/\s+/g, '')
        .replaceAll(/\?\.|!!\./g, '.')
        .replace(/\.$/, '')
        .replace(/^this(\.|$)/, ''),
      name,
      arguments: isCall ? tokens.parts(behind).length : 1,
      span: tokens.span(start, tokens.closing(behind) + 1),
    });
  }
  return calls;
}

/** Where the chain begins that a word continues: `a.b(c)?.d` begins at `a` for `d`. */
function chainStart(
  tokens: TokenView,
  at: number,
  from: number,
  opening: ReadonlyMap<number, number>,
  startOf: ReadonlyMap<number, number>,
): number {
  if (!tokens.is(at - 1, '.')) return at;
  let before = at - 2;
  while (tokens.is(before, '?') || tokens.is(before, '!')) before -= 1;
  for (let steps = 0; before >= from && steps < 50; steps += 1) {
    const open = opening.get(before);
    if (open === undefined) break;
    before = open - 1;
    if (tokens.is(before, '>')) while (before > from && !tokens.is(before, '<')) before -= 1;
    if (tokens.is(before, '<')) before -= 1;
  }
  if (tokens.word(before) !== undefined) return startOf.get(before) ?? before;
  return tokens.all[before]?.kind === 'text' ? before : before + 1;
}
