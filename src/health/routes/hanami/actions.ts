import type { Handler, Touch } from '../../../model/endpoint.js';
import type { RubyClass } from '../ruby/class-facts.js';
import { handlerOf, sureTouches } from '../ruby/handlers.js';
import type { RubyPlace } from '../ruby/handlers.js';
import { underscored } from '../ruby/project.js';
import type { RubyProject } from '../ruby/project.js';

/** What the action of a route does, and what its callbacks surely touch before. */
interface HanamiAnswer {
  readonly handler: Handler;
  readonly touchedBefore: readonly Touch[];
}

const folders = /(?:^|\/)(?:actions|controllers)\/(.+)\.rb$/;

/**
 * The action `health.show`: the one class in `…/actions/health/show.rb`; undefined when there is none, or one in several slices.
 * Source: https://guides.hanamirb.org/v2.2/actions/control-flow/#callbacks
 */
export async function answerOfAction(
  controller: string,
  action: string,
  paths: readonly string[],
  project: RubyProject,
): Promise<HanamiAnswer | undefined> {
  const wanted = `${underscored(controller.replaceAll('.', '/'))}/${action}`;
  const [path, ...others] = paths.filter((one) => folders.exec(one)?.[1] === wanted);
  if (path === undefined || others.length > 0) return undefined;
  const type = (await project.classesOf(path)).find(
    ({ methods }) => methods.has('handle') || methods.has('call'),
  );
  const body = type?.methods.get('handle') ?? type?.methods.get('call');
  if (!type || !body) return undefined;
  return {
    handler: await handlerOf(`${controller}#${action}`, { body, owner: type }, project),
    touchedBefore: await sureTouches(await callbacksOf(type, project), project),
  };
}

/** `before :load`, `before do |request| … end`, from the outermost class on. */
async function callbacksOf(type: RubyClass, project: RubyProject): Promise<readonly RubyPlace[]> {
  const places: RubyPlace[] = [];
  for (const owner of (await project.ancestorsOf(type)).toReversed())
    for (const { name, words, block } of owner.directives) {
      if (name !== 'before') continue;
      if (block) places.push({ body: block, owner });
      for (const word of words) {
        const found = await project.methodOf(type, word);
        if (found) places.push({ body: found.body, owner: found.owner });
      }
    }
  return places;
}
