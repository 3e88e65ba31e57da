import type { Handler, Touch } from '../../../model/endpoint.js';
import type { JavaFile, JavaType } from '../../../syntax/java/file.js';
import type { JavaMethod } from '../../../syntax/java/method.js';
import { noteSure } from '../../../syntax/kotlin/sure-code.js';
import { sureOffsets } from '../../../syntax/sure-code.js';
import { sureTouches } from '../jvm/sure-touches.js';
import { foldString } from '../../../syntax/java/constants.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import type { TokenView } from '../../../syntax/jvm/token-view.js';
import { callsIn } from '../../../syntax/kotlin/calls.js';
import { kotlinExpression } from '../../../syntax/kotlin/expression.js';
import { isOfInterest } from '../../interest.js';
import { handlerOf } from '../jvm/handlers.js';

/** Folds the expression in a range of tokens of a Java or Kotlin file to a text; undefined when only run time knows it. */
export async function foldTokens(
  tokens: TokenView,
  [from, to]: readonly [number, number],
  program: JavaProgram,
): Promise<string | undefined> {
  const expression = kotlinExpression(tokens, from, to);
  if (expression.kind === 'text') return expression.text;
  const file = await program.file(tokens.source.path);
  for (const type of file?.types ?? []) {
    const text = file && (await foldString(expression, { file, type }, program));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** What the code in a range of tokens surely touches each time it runs: a lambda, or a reference to a method. */
export async function sureTouchesOfTokens(
  tokens: TokenView,
  [from, to]: readonly [number, number],
  program: JavaProgram,
): Promise<readonly Touch[]> {
  const file = await program.file(tokens.source.path);
  const type = file?.types.find(({ name }) => !name.includes('.')) ?? file?.types[0];
  if (!file || !type) return [];
  const referred = await referredMethod(tokens.text(from, to), type, file, program);
  if (referred) return sureTouches(referred.owner, referred.method, program);
  const { source } = tokens;
  const sure = new Set<number>();
  if (source.path.endsWith('.kt')) {
    const open = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index).find((at) =>
      tokens.is(at, '{'),
    );
    if (open !== undefined) noteSure(tokens, open + 1, tokens.closing(open), sure);
  } else {
    const start = tokens.all[from]?.start;
    for (const [offset, owner] of await sureOffsets(source)) if (owner === start) sure.add(offset);
  }
  return sureTouches(type, lambdaMethod(tokens, from, to), program, ({ line, column }) =>
    sure.has((source.lineStarts[line - 1] ?? 0) + column - 1),
  );
}

/** The method that `this::check` or `Auth::check` means. */
async function referredMethod(
  text: string,
  type: JavaType,
  file: JavaFile,
  program: JavaProgram,
): Promise<{ readonly owner: JavaType; readonly method: JavaMethod } | undefined> {
  const reference = /(\w+)\s*::\s*(\w+)$/.exec(text);
  if (!reference) return undefined;
  const owner =
    reference[1] === 'this'
      ? type
      : ((await program.typeNamed(type.fields.get(reference[1] ?? '') ?? reference[1] ?? '', file)) ?? type);
  const method = owner.methods.find(({ name }) => name === reference[2]);
  return method && { owner, method };
}

function lambdaMethod(tokens: TokenView, from: number, to: number): JavaMethod {
  const body = tokens.text(from, to);
  return {
    name: 'handler',
    span: tokens.span(from, to),
    annotations: [],
    parameters: new Map(),
    body,
    calls: callsIn(tokens, from, to).filter(
      ({ object }) => !/^(ctx|context|rc|it|res|response|req|request|event)\b/.test(object),
    ),
    throws: /\bthrow\b/.test(body),
  };
}

/** What the code in a range of tokens does: a lambda, or a reference to a method of the same file. */
export async function handlerOfTokens(
  tokens: TokenView,
  [from, to]: readonly [number, number],
  path: string,
  program: JavaProgram,
): Promise<Handler> {
  const span = tokens.span(from, to);
  const file = isOfInterest(path, program.view) ? await program.file(tokens.source.path) : undefined;
  const type = file?.types.find(({ name }) => !name.includes('.')) ?? file?.types[0];
  if (!file || !type) return { span, touches: [] };
  const referred = await referredMethod(tokens.text(from, to), type, file, program);
  if (referred) return handlerOf(referred.owner, referred.method, program);
  const { name: _name, ...handler } = await handlerOf(type, lambdaMethod(tokens, from, to), program);
  return handler;
}
