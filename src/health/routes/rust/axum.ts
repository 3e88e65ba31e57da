import { handlerAnswers } from './fallback.js';
import { addGuard } from './guards.js';
import { addRoutes, addWildcard, mount } from './registration.js';
import type { RouterCall } from './registration.js';
import type { Value } from './values.js';
import { textOf, unknown } from './values.js';

/** Methods that change nothing of what is served. */
const neutral =
  /^(?:with_state|clone|boxed|finish_api|finish_api_with|method_not_allowed_fallback|reset_fallback|with_path_items|default_\w+|api_layer|path_kind|has_routes|unwrap|into|into_openapi|tap|await)$/;

/** `axum::Router` and what is built on it: aide, utoipa-axum, loco. Source: https://docs.rs/axum/latest/axum/struct.Router.html */
export async function axumMethod(call: RouterCall): Promise<Value | undefined> {
  const { args, machine, name, router, site } = call;
  const self: Value = { kind: 'router', router };
  const [first, second] = args;
  switch (name) {
    case 'route':
    case 'api_route':
    case 'api_route_with':
    case 'route_with_tsr':
    case 'route_service':
    case 'add':
      addRoutes(call, first, second);
      return self;
    case 'nest':
    case 'nest_api_service':
    case 'nest_service':
    case 'nest_routes':
      if (mount(call, first, second)) return self;
      if (name === 'nest_service') addWildcard(call, first);
      else machine.gap('axum', site, 'a router that was not found is nested');
      return self;
    case 'merge':
    case 'routes':
    case 'add_route':
    case 'add_routes':
      if (!mount(call, undefined, first)) machine.gap('axum', site, 'a router that was not found is merged');
      return self;
    case 'prefix':
      router.own = [...router.own, ...textOf(first)];
      return self;
    case 'fallback':
    case 'fallback_service':
      if (name === 'fallback_service' || (await handlerAnswers(machine, first))) {
        if (!mount(call, undefined, first)) addWildcard(call, undefined);
      }
      return self;
    case 'layer':
    case 'route_layer':
      await addGuard(call, true);
      return self;
    case 'split_for_parts':
      return { kind: 'list', items: [self, unknown] };
    case 'into_make_service':
    case 'into_make_service_with_connect_info':
    case 'into_service':
      router.served = true;
      return self;
    case 'call':
    case 'ready':
    case 'ready_oneshot':
    case 'oneshot':
    case 'poll_ready':
      return unknown;
    default:
      if (/^typed_\w+$/.test(name)) machine.gap('axum', site, 'typed paths are not read');
      else if (!neutral.test(name)) return undefined;
      return self;
  }
}
