import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf, textsOf } from '../../../syntax/imperative/values.js';
import { attributed, attributes, writtenUri } from './attributes.js';
import { joinedUri } from './groups.js';
import type { PendingRoute } from './groups.js';
import type { Registry } from './registry.js';
import { restricted } from './resources.js';

/** What stands behind a registration: `->name('x')->middleware('auth')->where('path', '.*')`. */
export class RouteChain implements HostObject {
  readonly #routes: readonly PendingRoute[];
  readonly #registry: Registry;

  constructor(routes: readonly PendingRoute[], registry: Registry) {
    this.#routes = routes;
    this.#registry = registry;
  }

  call(call: Call): Value {
    const self: Value = { kind: 'object', object: this };
    if (call.name === 'only' || call.name === 'except') {
      restricted(
        this.#routes,
        call.name,
        textsOf(argumentOf(call, 0)) ?? call.positional.flatMap((value) => textOf(value) ?? []),
      );
      return self;
    }
    if (call.name === 'prefix') {
      const prefix = writtenUri(argumentOf(call, 0));
      for (const route of this.#routes) {
        route.uri = joinedUri(prefix?.text ?? '', route.uri);
        route.complete &&= prefix?.complete ?? false;
      }
      return self;
    }
    if (call.name === 'uses') {
      for (const route of this.#routes) route.action = argumentOf(call, 0);
      return self;
    }
    if (attributes.test(call.name))
      for (const route of this.#routes) route.group = attributed(route.group, call, this.#registry);
    return self;
  }
}
