import type { Handler } from '../../../model/endpoint.js';
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
  const reference = /(\w+)\s*::\s*(\w+)$/.exec(tokens.text(from, to));
  if (reference) {
    const owner =
      reference[1] === 'this'
        ? type
        : ((await program.typeNamed(type.fields.get(reference[1] ?? '') ?? reference[1] ?? '', file)) ??
          type);
    const method = owner.methods.find(({ name }) => name === reference[2]);
    if (method) return handlerOf(owner, method, program);
  }
  const body = tokens.text(from, to);
  const { name: _name, ...handler } = await handlerOf(
    type,
    {
      name: 'handler',
      span,
      annotations: [],
      parameters: new Map(),
      body,
      calls: callsIn(tokens, from, to).filter(
        ({ object }) => !/^(ctx|context|rc|it|res|response|req|request|event)\b/.test(object),
      ),
      throws: /\bthrow\b/.test(body),
    },
    program,
  );
  return handler;
}
