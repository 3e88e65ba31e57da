import type { HttpMethod } from '../../../model/endpoint.js';
import type { Machine } from './machine.js';
import {
  addMount,
  addRegistration,
  groupOf,
  httpMethod,
  methodsNamed,
  registerHandlers,
  registerRoute,
  routePlace,
  textsOf,
  useMiddleware,
} from './registration.js';
import type { Router } from './routers.js';
import { routersServedBy } from './serving.js';
import { joinTexts } from './texts.js';
import type { FilePlace, Value } from './values.js';
import { optionsOf, textOf, unknown } from './values.js';

/** What is called on a `*fiber.App` or `fiber.Router` (github.com/gofiber/fiber, app.go, group.go and router.go of v2 and v3). */
export async function callFiberMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const self: Value = { kind: 'router', router };
  const [first = unknown, second = unknown] = args;
  const add = async (
    methods: readonly HttpMethod[],
    pattern: Value,
    handlers: readonly Value[],
  ): Promise<Value> => {
    await registerHandlers(machine, router, handlers, { methods, pattern, site });
    return self;
  };
  const verb = name === 'All' ? 'ANY' : /^[A-Z][a-z]+$/.test(name) ? httpMethod(name) : undefined;
  if (verb)
    return router.chained === true ? add([verb], textOf(''), args) : add([verb], first, args.slice(1));
  switch (name) {
    case 'Add':
      return add(await methodsNamed(machine, [first]), second, args.slice(2));
    case 'Use':
      await use(machine, router, args, site);
      return self;
    case 'Group':
      return { kind: 'router', router: await groupOf(machine, router, first, args.slice(1), site) };
    case 'Route':
    case 'RouteChain': {
      const child = await groupOf(machine, router, first, [], site);
      const value: Value = { kind: 'router', router: child };
      if (args.length > 1 && name === 'Route') await machine.operations.apply(machine, second, [value], site);
      else child.chained = true;
      return value;
    }
    case 'Mount':
      await mount(machine, router, first, second, site);
      return self;
    case 'Static':
      for (const text of await textsOf(machine, first))
        await add(['GET', 'HEAD'], joinTexts([text, textOf('/*')]), []);
      return self;
    default:
      if (name.startsWith('Listen')) router.served = true;
      return name === 'Name' || name === 'Domain' ? self : unknown;
  }
}

/** Both `Mount` and `Use` put an application below a prefix; its routes are joined to it. */
async function mount(
  machine: Machine,
  router: Router,
  pattern: Value,
  handler: Value,
  site: FilePlace,
): Promise<void> {
  const { condition } = machine;
  const served = await routersServedBy(machine, handler);
  for (const prefix of await textsOf(machine, pattern)) {
    const place = routePlace(machine, site, prefix);
    for (const { router: child } of served)
      if (child !== router)
        addMount(child, {
          parent: router,
          prefix,
          removes: 'route',
          place,
          ...(condition !== undefined && { condition }),
        });
    if (served.length === 0)
      machine.gap('go-fiber', place, 'what is mounted here was not found, so that its routes are not known');
  }
}

/** `Use(prefix?, handlers or applications…)`: prefixes may be several. */
async function use(machine: Machine, router: Router, args: readonly Value[], site: FilePlace): Promise<void> {
  const prefixes: Value[] = [];
  const handlers: Value[] = [];
  for (const argument of args) {
    const [option] = optionsOf(await machine.operations.force(machine, argument));
    const isPrefix =
      option?.kind === 'text' ||
      (option?.kind === 'list' && option.items.every((item) => item.kind === 'text'));
    if (isPrefix) prefixes.push(...(option.kind === 'list' ? option.items : [argument]));
    else handlers.push(argument);
  }
  for (const handler of handlers) {
    for (const option of optionsOf(handler))
      if (option.kind === 'external') await healthcheck(machine, router, option, prefixes, site);
    if (optionsOf(handler).some((one) => one.kind === 'router'))
      for (const prefix of prefixes.length > 0 ? prefixes : [textOf('')])
        await mount(machine, router, prefix, handler, site);
    else if (prefixes.length === 0) useMiddleware(machine, router, [handler]);
    else
      /** Below the prefix it may answer by itself. */
      for (const prefix of prefixes)
        for (const text of await textsOf(machine, prefix))
          if (text.text.join('').replaceAll('/', '') !== '')
            for (const pattern of [text, joinTexts([text, textOf('/*')])])
              await registerRoute(machine, router, { methods: ['ANY'], pattern, handler, site });
  }
}

/** `healthcheck.New()` of fiber 2 answers `/livez` and `/readyz`, or what its configuration names (middleware/healthcheck). */
async function healthcheck(
  machine: Machine,
  router: Router,
  made: Extract<Value, { kind: 'external' }>,
  prefixes: readonly Value[],
  site: FilePlace,
): Promise<void> {
  if (!/gofiber\/fiber(?:\/v\d+)?\/middleware\/healthcheck\.New$/.test(made.name)) return;
  const config = made.args.flatMap(optionsOf).find((one) => one.kind === 'object');
  const { condition } = machine;
  for (const [field, probe, fallback] of [
    ['LivenessEndpoint', 'LivenessProbe', '/livez'],
    ['ReadinessEndpoint', 'ReadinessProbe', '/readyz'],
  ] as const) {
    const given = config?.fields.get(field)?.value ?? textOf(fallback);
    for (const text of await textsOf(machine, given))
      for (const prefix of prefixes.length > 0 ? prefixes : [textOf('')])
        for (const before of await textsOf(machine, prefix))
          addRegistration(router, {
            method: 'GET',
            pattern: joinTexts([before, text]),
            place: site,
            handler: unknown,
            middleware: [...router.middleware],
            servedBy: 'dependency',
            constant: config === undefined || !config.fields.has(probe),
            ...(condition !== undefined && { condition }),
          });
  }
}
