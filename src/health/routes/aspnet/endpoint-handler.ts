import type { Handler } from '../../../model/endpoint.js';
import type { Expression } from '../../../syntax/imperative/tree.js';
import { methodsOfClass } from './called-methods.js';
import { conventionsOfAttributes } from './endpoint-conventions.js';
import { handlerOf, placeOf } from './handlers.js';
import type { HandlerReach } from './handlers.js';
import type { Convention } from './pipeline.js';
import type { StartRun } from './start-run.js';
import { lookup } from './values.js';
import type { Frame } from './values.js';

/** What the lambda or the method that an endpoint is mapped to does, and what its attributes say; undefined when it is not known. */
export async function endpointHandler(
  run: StartRun,
  given: Expression,
  frame: Frame,
  reach: HandlerReach,
): Promise<{ readonly handler: Handler; readonly conventions: readonly Convention[] } | undefined> {
  const { files } = run.application;
  const value = given.kind === 'function' ? await run.value(given, frame) : undefined;
  const local = given.kind === 'name' ? lookup(frame, given.name) : value;
  if (local?.kind === 'function') {
    const { frame: at, start, end } = local;
    const place = {
      file: at.file,
      ...(at.owner && { owner: at.owner }),
      function: local.function,
      start,
      end,
    };
    const head =
      /^\s*(async\s+)?((\[[^\]]*\]\s*)*)/.exec(at.file.source.text.slice(start, start + 200))?.[2] ?? '';
    return {
      handler: await handlerOf(place, files, reach),
      conventions: conventionsOfAttributes(head, at.file, start),
    };
  }
  const [owner, name] =
    given.kind === 'name'
      ? [frame.owner?.name, given.name]
      : given.kind === 'member' && (given.object.kind === 'name' || given.object.kind === 'variable')
        ? [await ownerName(run, given.object, frame), given.name]
        : [undefined, undefined];
  if (owner === undefined || name === undefined) return undefined;
  const [method] = await methodsOfClass(run.application, owner, name);
  if (!method) return undefined;
  const written = (method.node.attributes ?? []).map((one) => `[${one.name}]`).join('');
  return {
    handler: await handlerOf(placeOf(method.file, method.owner, method.node), files, reach),
    conventions: conventionsOfAttributes(written, method.file, method.node.start),
  };
}

async function ownerName(run: StartRun, object: Expression, frame: Frame): Promise<string | undefined> {
  const value = await run.value(object, frame);
  return value.kind === 'class' ? value.name : undefined;
}
