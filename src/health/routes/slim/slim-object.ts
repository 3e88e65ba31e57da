import type { HttpMethod, RouteGap } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Call, HostObject, Unit, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf, textsOf } from '../../../syntax/imperative/values.js';
import { httpMethods } from '../../http-methods.js';
import { conditionsAt } from '../php/conditions.js';

/** A route as Slim registers it. */
export interface SlimRoute {
  readonly methods: readonly HttpMethod[];
  readonly pattern: string;
  readonly complete: boolean;
  readonly action: Value | undefined;
  readonly span: SourceSpan;
  readonly unit: Unit;
  readonly condition?: string;
}

/** What is registered in one file, and the group that is read right now. */
export interface SlimRegistry {
  readonly unit: Unit;
  readonly routes: SlimRoute[];
  readonly gaps: RouteGap[];
  prefix: string;
  complete: boolean;
}

/** `$app`, `$group`, and `$this` inside of a group. */
export class SlimObject implements HostObject {
  readonly #registry: SlimRegistry;

  constructor(registry: SlimRegistry) {
    this.#registry = registry;
  }

  is(): undefined {
    return undefined;
  }

  call(call: Call): Value | undefined {
    const self: Value = { kind: 'object', object: this };
    const verb = httpMethods.get(call.name);
    if (verb !== undefined || call.name === 'any')
      return this.#register(
        [verb ?? 'ANY'],
        argumentOf(call, 0, 'pattern'),
        argumentOf(call, call.positional.length - 1, 'callable'),
        call,
      );
    switch (call.name) {
      case 'map': {
        const methods = (textsOf(argumentOf(call, 0)) ?? []).flatMap(
          (name) => httpMethods.get(name.toLowerCase()) ?? [],
        );
        return this.#register(methods, argumentOf(call, 1), argumentOf(call, 2), call);
      }
      case 'redirect':
        return this.#register(['GET'], argumentOf(call, 0), { kind: 'code', text: 'redirect' }, call);
      case 'group':
        this.#group(call);
        return self;
      // A setting of Slim 2, a service of a container: no route.
      case 'getContainer':
      case 'getRouteCollector':
      case 'config':
      case 'run':
      case 'environment':
        return undefined;
      default:
        return self;
    }
  }

  #register(
    methods: readonly HttpMethod[],
    pattern: Value | undefined,
    action: Value | undefined,
    call: Call,
  ): Value {
    const registry = this.#registry;
    const text = textOf(pattern);
    const partial =
      pattern?.kind === 'text' ? pattern.text.replaceAll(/\$\{[^{}]*\}/g, '{value}') : undefined;
    // `$app->get('settings')` reads something; a route has an action.
    if (call.positional.length < 2) return { kind: 'code', text: call.name };
    if (text === undefined && partial === undefined)
      registry.gaps.push({
        framework: 'slim',
        span: call.span,
        reason: 'a route has a path that only run time knows',
      });
    else {
      const conditions = call.circumstances.unsure ? conditionsAt(registry.unit, call.node.start) : [];
      const condition = conditions.includes('development only') ? 'development only' : conditions.join('; ');
      registry.routes.push({
        methods,
        pattern: registry.prefix + (text ?? partial ?? ''),
        complete: registry.complete && (text !== undefined || partial?.startsWith('{value}') !== true),
        action,
        span: call.span,
        unit: registry.unit,
        ...(condition !== '' && { condition }),
      });
    }
    return { kind: 'object', object: chain };
  }

  #group(call: Call): void {
    const registry = this.#registry;
    const { prefix, complete } = registry;
    const text = textOf(argumentOf(call, 0, 'pattern'));
    registry.prefix = prefix + (text ?? '');
    registry.complete = complete && text !== undefined;
    const routes = argumentOf(call, call.positional.length - 1, 'callable');
    if (routes?.kind === 'function') call.invoke(routes, [{ kind: 'object', object: this }]);
    else
      registry.gaps.push({
        framework: 'slim',
        span: call.span,
        reason: 'a group whose routes stand somewhere that is not followed',
      });
    registry.prefix = prefix;
    registry.complete = complete;
  }
}

/** What is chained behind a registration changes neither path nor method. */
const chain: HostObject = { call: () => ({ kind: 'object', object: chain }) };
