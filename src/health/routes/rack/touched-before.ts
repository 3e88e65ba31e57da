import type { Touch } from '../../../model/endpoint.js';
import { sureTouches } from '../ruby/handlers.js';
import type { RubyProject } from '../ruby/project.js';
import { answeredPaths } from './middleware.js';

/** A class that a stack of Rack puts before what it runs. */
export interface UsedMiddleware {
  readonly name: string;
  /** The file that names it. */
  readonly near: string;
}

/**
 * What middleware of the project surely touches before a path is answered, in the order of the stack, up to one that answers the path itself.
 * Source: https://github.com/rack/rack/blob/main/SPEC.rdoc
 */
export async function touchedInStack(
  used: readonly UsedMiddleware[],
  path: string,
  project: RubyProject,
): Promise<readonly Touch[]> {
  const found: Touch[] = [];
  for (const { name, near } of used.slice(0, 60)) {
    const type = await project.classNamed(name, '', near);
    if (!type) continue;
    if (answeredPaths(type).some((answer) => answer.path === path)) break;
    const call = (await project.methodOf(type, 'call')) ?? (await project.methodOf(type, '_call'));
    const delegated =
      call && /^def call\b[^\n]*\n\s*dup\._call/.test(call.body.text)
        ? await project.methodOf(type, '_call')
        : undefined;
    const method = delegated ?? call;
    if (method)
      found.push(
        ...(await sureTouches([{ body: method.body, owner: type, source: method.owner.source }], project)),
      );
  }
  return found;
}
