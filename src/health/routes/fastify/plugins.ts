import { callSpan, writtenAt } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import {
  objectValue,
  optionsOf,
  unknown,
  type ExternalValue,
  type FunctionValue,
  type ObjectValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { Registering } from '../javascript/dialect.js';
import { addRoutes, describe } from '../javascript/registration.js';
import { anyPath, readPaths, type RoutePath } from '../javascript/route-path.js';
import { Router } from '../javascript/router.js';
import { autoloadedPlugins } from './autoload.js';
import { packagePlugin } from './package-plugins.js';

/** Fastify's own mark of a plugin that is not encapsulated; its description is the name here. */
const shares = 'skip-override';

/** What `fastify-plugin` makes of a plugin: it shares the instance that registers it. */
export function sharing(plugin: Value): Value {
  if (plugin.kind === 'function') plugin.properties.set(shares, { kind: 'literal', value: true });
  return plugin;
}

/** `instance.register(plugin, { prefix })`: runs the plugin on an instance of its own, or tells that it could not. */
export async function registerPlugin(router: Router, call: Call, registering: Registering): Promise<void> {
  const [plugin, options] = call.arguments;
  for (const option of optionsOf(plugin ?? unknown))
    await registerOne(router, option, options, call, registering);
}

async function registerOne(
  router: Router,
  plugin: Value,
  options: Value | undefined,
  call: Call,
  registering: Registering,
): Promise<void> {
  const { evaluator, routes } = registering;
  switch (plugin.kind) {
    case 'function':
      await runPlugin(router, plugin, { options, prefixes: prefixesOf(options) }, call, registering);
      return;
    case 'namespace': {
      const main = await evaluator.exported(plugin.path, 'default');
      if (main !== undefined && main.kind !== 'namespace')
        await registerOne(router, main, options, call, registering);
      return;
    }
    case 'object': {
      const main = plugin.members.get('default');
      if (main) await registerOne(router, main, options, call, registering);
      return;
    }
    case 'external':
      // A name that no import gives is none of a package.
      if (plugin.package === '') break;
      await registerForeign(router, plugin, options, call, registering);
      return;
    default:
  }
  routes.gap(
    router.dialect,
    callSpan(call.site),
    `the plugin that ${describe(call)} registers could not be followed`,
  );
}

function prefixesOf(options: Value | undefined): readonly RoutePath[] {
  const prefix = options?.kind === 'object' ? options.members.get('prefix') : undefined;
  const { paths } = prefix ? readPaths(prefix) : { paths: [] };
  if (paths.length > 0) return paths;
  const isOpen =
    prefix !== undefined ||
    (options !== undefined && options.kind !== 'object' && options.kind !== 'literal') ||
    (options?.kind === 'object' && options.open);
  return isOpen ? [{ ...anyPath, complete: prefix === undefined, isCertain: false }] : [anyPath];
}

interface Run {
  readonly options: Value | undefined;
  readonly prefixes: readonly RoutePath[];
}

/** Runs a plugin. One that shares its parent's instance has no prefix. */
async function runPlugin(
  router: Router,
  plugin: FunctionValue,
  { options, prefixes }: Run,
  call: Call,
  { conditions, evaluator, routes }: Registering,
): Promise<void> {
  const isShared = plugin.properties.has(shares);
  const child = isShared ? router : routes.add(new Router(router.dialect, 'router', callSpan(call.site)));
  if (!isShared) {
    child.parent = router;
    for (const path of prefixes)
      router.mounts.push({
        router: child,
        path,
        span: callSpan(call.site),
        conditions,
        order: routes.next(),
      });
  }
  routes.entered.add(plugin.node);
  await evaluator.run(plugin, [
    ...(plugin.boundArguments ?? []),
    { kind: 'host', object: child },
    options?.kind === 'object' ? options : objectValue(),
    unknown,
  ]);
}

async function registerForeign(
  router: Router,
  plugin: ExternalValue,
  options: Value | undefined,
  call: Call,
  registering: Registering,
): Promise<void> {
  const { routes } = registering;
  const given: ObjectValue | undefined = options?.kind === 'object' ? options : undefined;
  if (plugin.package === '@fastify/autoload' || plugin.package === 'fastify-autoload') {
    const loaded = await autoloadedPlugins(given, registering);
    if (loaded === undefined)
      routes.gap(
        router.dialect,
        callSpan(call.site),
        'the folder that is loaded here is only known at run time',
      );
    for (const { plugin: inner, prefix } of loaded ?? [])
      if (inner.kind === 'function')
        await runPlugin(
          router,
          inner,
          { options, prefixes: prefix === '' ? [anyPath] : [{ ...anyPath, text: prefix }] },
          call,
          registering,
        );
    return;
  }
  const known = packagePlugin(plugin, given);
  if (known.kind === 'unknown')
    routes.gap(router.dialect, callSpan(call.site), `what the plugin ${plugin.package} serves is not known`);
  if (known.kind === 'guard' && registering.conditions.length === 0) {
    const { end, start } = call.site.expression;
    router.guards.push({
      guard: { kind: known.guard, span: callSpan(call.site), text: writtenAt(call.site, start, end) },
      path: anyPath,
      order: routes.next(),
    });
  }
  if (known.kind === 'route')
    addRoutes(
      router,
      {
        paths: readPaths(known.path).paths,
        method: known.method,
        handlers: [],
        servedBy: 'dependency',
        answer: { name: plugin.package, ...(known.canFail !== undefined && { canFail: known.canFail }) },
      },
      call,
      registering,
    );
}
