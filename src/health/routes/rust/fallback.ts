import type { Machine } from './machine.js';
import type { Value } from './values.js';
import { optionsOf, unknown } from './values.js';

/** Whether what answers all other paths may answer with success: a handler that only says "not found" does not. */
export async function handlerAnswers(machine: Machine, given: Value | undefined): Promise<boolean> {
  for (const option of optionsOf(given ?? unknown)) {
    const handler = option.kind === 'methods' ? option.routes[0]?.handler : option;
    const place =
      handler?.kind === 'function'
        ? handler.function
        : handler?.kind === 'closure'
          ? { file: handler.frame.place.file.path, start: handler.node.start, end: handler.node.end }
          : undefined;
    await (place && machine.program.file(place.file));
    const text = place && machine.program.sources.get(place.file)?.text.slice(place.start, place.end);
    if (text !== undefined && /NOT_FOUND|NotFound|not_found|404/.test(text)) return false;
    if (option.kind === 'outside' && /not_?found/i.test(option.path.join('::'))) return false;
  }
  return true;
}
