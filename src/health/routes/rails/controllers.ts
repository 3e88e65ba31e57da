import type { Handler, RouteGuard, Touch } from '../../../model/endpoint.js';
import { govukTouches } from '../ruby/govuk-checks.js';
import { callbacksOf } from '../ruby/callbacks.js';
import { handlerOf, sureTouches } from '../ruby/handlers.js';
import { camelized } from '../ruby/project.js';
import type { RubyProject } from '../ruby/project.js';
import type { RailsTarget } from './raw-route.js';
import { singular } from './scope.js';

/** Who answers a route, and what its controller puts before it. */
export interface Answer {
  readonly handler?: Handler;
  readonly guards: readonly RouteGuard[];
  /** What its callbacks touch each time. */
  readonly touchedBefore?: readonly Touch[];
}

/** Controllers of Rails itself that answer without looking at anything. Source: railties/lib/rails/health_controller.rb */
const constants = new Set(['rails/health#show']);

/** The handler of a route's target. `near` is the routes file, by which one of several controllers of a name is chosen. */
export async function answerOf(target: RailsTarget, near: string, project: RubyProject): Promise<Answer> {
  switch (target.kind) {
    case 'redirect':
      return { handler: { name: 'redirect', touches: [] }, guards: [] };
    case 'block':
      return { handler: await handlerOf(undefined, { body: target.body }, project), guards: [] };
    case 'rack':
      return { handler: await rackHandler(target, near, project), guards: [] };
    case 'action':
      return actionAnswer(target.controller, target.action, near, project);
    default:
      return { guards: [] };
  }
}

/** Only the name of who answers, where more is not asked for. */
export function nameOfTarget(target: RailsTarget): Handler | undefined {
  const name =
    target.kind === 'action'
      ? `${target.controller}#${target.action}`
      : target.kind === 'rack'
        ? target.name
        : target.kind === 'redirect'
          ? 'redirect'
          : undefined;
  return name === undefined ? undefined : { name, touches: [] };
}

async function actionAnswer(
  controller: string,
  action: string,
  near: string,
  project: RubyProject,
): Promise<Answer> {
  const name = `${controller}#${action}`;
  if (constants.has(name))
    return { handler: { name, touches: [], canFail: false, constant: true }, guards: [] };
  const type =
    (await project.classNamed(`${camelized(controller)}Controller`, '', near)) ??
    (await project.classNamed(`${camelized(singular(controller))}Controller`, '', near));
  if (!type) return { handler: { name, touches: [] }, guards: [] };
  const callbacks = await callbacksOf(type, action, project);
  const found = await project.methodOf(type, action);
  const touchedBefore = await sureTouches(callbacks.places, project);
  const before = { guards: callbacks.guards, ...(touchedBefore.length > 0 && { touchedBefore }) };
  if (!found) return { handler: { name, touches: [] }, ...before };
  return { handler: await handlerOf(name, { body: found.body, owner: type }, project), ...before };
}

/** An application of Rack in the project: its `call`; of a library: its name. */
async function rackHandler(
  { name: written, text, span }: Extract<RailsTarget, { kind: 'rack' }>,
  near: string,
  project: RubyProject,
): Promise<Handler> {
  const [name = written, method] = written.split('.');
  if (name === 'GovukHealthcheck') {
    const touches = govukTouches(text, span);
    return { name: written, span, touches, ...(touches.length > 0 && { canFail: true }) };
  }
  const type = await project.classNamed(name, '', near);
  const body =
    type && ((await project.methodOf(type, 'call'))?.body ?? type.ownMethods.get(method ?? 'call'));
  return body ? handlerOf(name, { body, owner: type }, project) : { name: written, touches: [] };
}
