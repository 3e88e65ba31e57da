import type { Handler } from '../../../model/endpoint.js';
import type { JavaType } from '../../../syntax/java/file.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import type { TokenView } from '../../../syntax/jvm/token-view.js';
import { callsIn } from '../../../syntax/kotlin/calls.js';
import { isOfInterest } from '../../interest.js';
import { handlerOf } from '../jvm/handlers.js';
import type { Level } from './routing-level.js';

/** What the block of a route does: followed for paths of health, else only where it stands. Undefined when the file does not parse. */
export async function routeHandler(
  tokens: TokenView,
  path: string,
  { around }: Level,
  [from, to]: readonly [number, number],
  program: JavaProgram,
): Promise<Handler | undefined> {
  const file = await program.file(tokens.source.path);
  if (!file) return undefined;
  const type: JavaType | undefined =
    file.types.find(({ name }) => name === around?.owner) ??
    file.types.find(({ name }) => name.endsWith('Kt'));
  const span = tokens.span(from, to);
  if (!isOfInterest(path, program.view) || !type)
    return { ...(around && { name: around.name }), span, touches: [] };
  const body = tokens.text(from, to);
  const handler = await handlerOf(
    type,
    {
      name: around?.name ?? 'routing',
      span,
      annotations: [],
      parameters: new Map(around?.parameters.map((one) => [one.name, one.type])),
      body,
      calls: callsIn(tokens, from, to).filter(
        ({ object, name }) => !/^call\b/.test(object) && !/^respond\w*$/.test(name),
      ),
      throws: /\b(throw|error\()/.test(body),
    },
    program,
  );
  const { name: _name, ...rest } = handler;
  return { ...(around && { name: around.name }), ...rest };
}
