import type { Handler } from '../../../model/endpoint.js';
import type { JavaType } from '../../../syntax/java/file.js';
import type { JavaMethod } from '../../../syntax/java/method.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import type { TokenView } from '../../../syntax/jvm/token-view.js';
import { callsIn } from '../../../syntax/kotlin/calls.js';
import { isOfInterest } from '../../interest.js';
import { handlerOf } from '../jvm/handlers.js';
import type { KtorFunction } from './functions.js';
import type { Level } from './routing-level.js';

/** What the block of a route does: followed for paths of health, else only where it stands. Undefined when the file does not parse. */
export async function routeHandler(
  tokens: TokenView,
  path: string,
  { around }: Level,
  block: readonly [number, number],
  program: JavaProgram,
): Promise<Handler | undefined> {
  const found = await blockMethod(tokens, around, block, program);
  if (!found && !(await program.file(tokens.source.path))) return undefined;
  if (!isOfInterest(path, program.view) || !found)
    return { ...(around && { name: around.name }), span: tokens.span(...block), touches: [] };
  const handler = await handlerOf(found.type, found.method, program);
  const { name: _name, ...rest } = handler;
  return { ...(around && { name: around.name }), ...rest };
}

/** A block as a method of the class around it, or of its file. */
export async function blockMethod(
  tokens: TokenView,
  around: KtorFunction | undefined,
  [from, to]: readonly [number, number],
  program: JavaProgram,
): Promise<{ readonly type: JavaType; readonly method: JavaMethod } | undefined> {
  const file = await program.file(tokens.source.path);
  const type =
    file?.types.find(({ name }) => name === around?.owner) ??
    file?.types.find(({ name }) => name.endsWith('Kt'));
  if (!type) return undefined;
  const body = tokens.text(from, to);
  return {
    type,
    method: {
      name: around?.name ?? 'routing',
      span: tokens.span(from, to),
      annotations: [],
      parameters: new Map(around?.parameters.map((one) => [one.name, one.type])),
      body,
      calls: callsIn(tokens, from, to).filter(
        ({ object, name }) => !/^call\b/.test(object) && !/^respond\w*$/.test(name),
      ),
      throws: /\b(throw|error\()/.test(body),
    },
  };
}
