import { foldString } from '../../../syntax/java/constants.js';
import type { JavaExpression } from '../../../syntax/java/expression.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import type { TokenView } from '../../../syntax/jvm/token-view.js';
import { kotlinExpression } from '../../../syntax/kotlin/expression.js';
import type { Level } from './routing-level.js';

/** The text of an argument that is a path, with constants and the texts of parameters in it; undefined when only run time knows it. */
export async function pathText(
  tokens: TokenView,
  [from, to]: readonly [number, number],
  level: Level,
  program: JavaProgram,
): Promise<string | undefined> {
  // `path = "/x"`.
  const start = tokens.is(from + 1, '=') && tokens.word(from) !== undefined ? from + 2 : from;
  const expression = withLocals(kotlinExpression(tokens, start, to), level.locals);
  const file = await program.file(tokens.source.path);
  if (!file) return expression.kind === 'text' ? expression.text : undefined;
  const own = file.types.filter(({ name }) => name === level.around?.owner);
  for (const type of [...own, ...file.types, undefined]) {
    const text = await foldString(expression, { file, ...(type && { type }) }, program);
    if (text !== undefined) return text;
  }
  return undefined;
}

function withLocals(expression: JavaExpression, locals: ReadonlyMap<string, string>): JavaExpression {
  if (expression.kind === 'name' && expression.path.length === 1) {
    const text = locals.get(expression.path[0] ?? '');
    return text === undefined ? expression : { kind: 'text', text };
  }
  if (expression.kind === 'sum')
    return { kind: 'sum', parts: expression.parts.map((one) => withLocals(one, locals)) };
  return expression;
}

/** Ktor's wildcards and tailcards: `{path...}` → `{*path}`, `*` → `{any}`. */
export function spelled(path: string): string {
  return path
    .replaceAll(/\{(\w*)\.\.\.\}/g, (_, name: string) => `{*${name === '' ? 'rest' : name}}`)
    .replaceAll(/(^|\/)\*(?=\/|$)/g, '$1{any}');
}
