import { addGuard } from './guards.js';
import { addRoutes, addWildcard, mount } from './registration.js';
import type { RouterCall } from './registration.js';
import type { Value } from './values.js';

const neutral =
  /^(?:data|around|before|after|and_then|map|map_to_response|catch_error|catch_all_error|inspect_\w+|boxed|server|description|summary|contact|license|tag|url_prefix|version|external_document|extra_\w+|terms_of_service|clone|to_response|with_if|await)$/;

/** `poem::Route` and `OpenApiService`. Source: https://docs.rs/poem/latest/poem/struct.Route.html */
export async function poemMethod(call: RouterCall): Promise<Value | undefined> {
  const { args, machine, name, router, site } = call;
  const self: Value = { kind: 'router', router };
  const [first, second] = args;
  switch (name) {
    case 'at':
      if (!mount(call, first, second)) addRoutes(call, first, second);
      return self;
    case 'nest':
    case 'nest_no_strip':
    case 'try_nest':
      if (mount(call, first, second)) return self;
      if (second?.kind === 'outside') addWildcard(call, first);
      else machine.gap('poem', site, 'a route that was not found is nested');
      return self;
    case 'with':
      await addGuard(call, false);
      return self;
    default:
      // `service.swagger_ui()`, `service.spec_endpoint()` are endpoints of their own.
      if (/^(?:swagger_ui|rapidoc|redoc|scalar|openapi_explorer|stoplight_elements|spec)\w*$/.test(name))
        return { kind: 'outside', path: ['poem_openapi', name] };
      return neutral.test(name) ? self : undefined;
  }
}
