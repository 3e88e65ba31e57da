import { attributeRoutes } from './attributes.js';
import { handlerAnswers } from './fallback.js';
import { addGuard } from './guards.js';
import { addRoutes, addWildcard, configure, mount } from './registration.js';
import type { RouterCall } from './registration.js';
import type { Value } from './values.js';
import { optionsOf, textOf } from './values.js';
import { methodNamed } from './verbs.js';

const neutral =
  /^(?:app_data|data|wrap_fn|name|guard|external_resource|into_utoipa_app|openapi|map|clone|with_json_spec_at|build|split_for_parts|into_app|with_swagger_ui_at|add_guards|await|boxed)$/;

/** `App`, `Scope`, `Resource` and `ServiceConfig`. Source: https://docs.rs/actix-web/latest/actix_web/struct.App.html */
export async function actixMethod(call: RouterCall): Promise<Value | undefined> {
  const { args, machine, name, router, site } = call;
  const self: Value = { kind: 'router', router };
  const [first, second] = args;
  switch (name) {
    case 'service':
      addService(call, first);
      return self;
    case 'route':
      if (second) addRoutes(call, first, second);
      else addRoutes(call, { kind: 'text', text: [''] }, first);
      return self;
    case 'to':
    case 'to_async':
      addRoutes(call, { kind: 'text', text: [''] }, first);
      return self;
    case 'configure':
      if (!(await configure(call, first)))
        machine.gap('actix-web', site, 'what configures the service was not found');
      return self;
    case 'default_service':
      if (await handlerAnswers(machine, first)) addWildcard(call, undefined);
      return self;
    case 'wrap':
      await addGuard(call, false);
      return self;
    default: {
      const method = args.length > 0 ? methodNamed(name) : undefined;
      if (method)
        addRoutes(
          call,
          { kind: 'text', text: [''] },
          { kind: 'methods', routes: [{ method, handler: first ?? { kind: 'unknown' } }] },
        );
      else if (!neutral.test(name)) return undefined;
      return self;
    }
  }
}

function addService(call: RouterCall, given: Value | undefined): void {
  const { machine, router, site } = call;
  for (const option of optionsOf(given ?? { kind: 'unknown' })) {
    if (option.kind === 'list') {
      for (const item of option.items) addService(call, item);
    } else if (option.kind === 'outside' && textOf(option.args?.[0])[0]?.startsWith('/') === true) {
      // Files, a page of documentation: what is below the path that it was made with.
      const path = textOf(option.args?.[0]).map(
        (part) => part?.replace(/\/\{_?:?[^}]*\}.*$|\/+$/, '') ?? null,
      );
      addWildcard(call, { kind: 'text', text: path });
    } else if (!mount(call, undefined, option) && !attributeRoutes(machine, router, option))
      machine.gap('actix-web', site, 'a service that was not found is registered');
  }
}
