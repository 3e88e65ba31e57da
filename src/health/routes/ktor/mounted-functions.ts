import type { JavaProgram } from '../../../syntax/java/program.js';
import type { TokenView } from '../../../syntax/jvm/token-view.js';
import type { KtorFunction } from './functions.js';
import { pathText } from './path-texts.js';
import type { Level } from './routing-level.js';

const routeTypes = /^(Route|Routing|RoutingBuilder|RootRoute|RoutingRoot|NormalOpenAPIRoute)$/;

/** A function that routes are registered in: it extends `Route` or is handed one. */
export function isMounting({ receiver, parameters }: KtorFunction): boolean {
  return routeTypes.test(receiver) || parameters.some(({ type }) => routeTypes.test(type));
}

/** The texts that a call hands to the parameters of a function, named or by their place, else those of their defaults; only those known. */
export async function parameterTexts(
  one: KtorFunction,
  tokens: TokenView,
  parts: readonly (readonly [number, number])[],
  level: Level,
  program: JavaProgram,
): Promise<ReadonlyMap<string, string>> {
  const locals = new Map<string, string>();
  for (const [index, parameter] of one.parameters.entries()) {
    const named = parts.find(([from]) => tokens.word(from) === parameter.name && tokens.is(from + 1, '='));
    const given = named ? ([named[0] + 2, named[1]] as const) : parts[index];
    const text =
      given && !(named === undefined && tokens.is(given[0] + 1, '=') && !tokens.is(given[0] + 2, '='))
        ? await pathText(tokens, given, level, program)
        : parameter.fallback &&
          (await pathText(one.tokens, parameter.fallback, { ...level, around: one }, program));
    if (text !== undefined) locals.set(parameter.name, text);
  }
  return locals;
}
