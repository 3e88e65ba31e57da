import { knownText } from '../../../syntax/go/text.js';
import type { Machine } from './machine.js';
import { addRegistration, registerRoute, textsOf } from './registration.js';
import type { Router } from './routers.js';
import { joinTexts } from './texts.js';
import type { FilePlace, ObjectValue, Value } from './values.js';
import { optionsOf, textOf, unknown } from './values.js';

/** The manager that `ctrl.NewManager(config, options)` makes, with the port on which it answers probes. */
export function newManager(machine: Machine, args: readonly Value[], site: FilePlace): Value {
  const router = machine.newRouter('go-controller-runtime', site);
  router.served = true;
  const options = args.flatMap(optionsOf).find((one): one is ObjectValue => one.kind === 'object');
  const port = options && portOf(options.fields.get('HealthProbeBindAddress')?.value);
  if (port !== undefined) router.port = port;
  const names = new Map<string, Value>();
  for (const field of ['LivenessEndpointName', 'ReadinessEndpointName']) {
    const given = options?.fields.get(field)?.value;
    if (given) names.set(field, given);
  }
  endpointNames.set(router, names);
  return { kind: 'tuple', items: [{ kind: 'router', router }, unknown] };
}

const endpointNames = new WeakMap<Router, ReadonlyMap<string, Value>>();

const webhookServers = new WeakMap<Router, Router>();
const webhookMuxes = new WeakMap<Router, Router>();

/** The server of admission webhooks, on a port of its own (pkg/webhook/server.go). */
function webhookServer(machine: Machine, manager: Router, site: FilePlace): Router {
  let server = webhookServers.get(manager);
  if (server === undefined) {
    server = machine.newRouter('go-controller-runtime', site);
    server.served = true;
    webhookServers.set(manager, server);
  }
  return server;
}

/** Its `http.ServeMux`, which others may register handlers on. */
function webhookMux(machine: Machine, server: Router, site: FilePlace): Router {
  let mux = webhookMuxes.get(server);
  if (mux === undefined) {
    mux = machine.newRouter('go-net-http', site);
    mux.served = true;
    webhookMuxes.set(server, mux);
  }
  return mux;
}

/** The port of `:8081` or `0.0.0.0:8081`, of the default when a flag may set another one. */
function portOf(value: Value | undefined): number | undefined {
  for (const option of value ? optionsOf(value) : []) {
    const text = option.kind === 'text' ? knownText(option.text) : undefined;
    const port = text === undefined ? undefined : /:(\d{1,5})$/.exec(text)?.[1];
    if (port !== undefined) return Number(port);
  }
  return undefined;
}

/**
 * What is called on a `manager.Manager` (sigs.k8s.io/controller-runtime, pkg/manager/internal.go): checks are served together at
 * `/healthz` and `/readyz`, and each by its name below.
 */
export async function callManagerMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  if (name === 'GetWebhookServer') return { kind: 'router', router: webhookServer(machine, router, site) };
  if (name === 'WebhookMux') return { kind: 'router', router: webhookMux(machine, router, site) };
  const isExtra = /^AddMetrics(?:Server)?ExtraHandler$/.test(name);
  if (isExtra || name === 'Register') {
    /** Handlers of the metrics server and of the webhook server, each by its whole path. */
    const [path = unknown, handler = unknown] = args;
    await registerRoute(machine, router, { methods: ['ANY'], pattern: path, handler, site });
    router.served = true;
    delete router.unresolved;
    return unknown;
  }
  const [field, fallback] =
    name === 'AddHealthzCheck'
      ? (['LivenessEndpointName', '/healthz'] as const)
      : name === 'AddReadyzCheck'
        ? (['ReadinessEndpointName', '/readyz'] as const)
        : [undefined, ''];
  if (field === undefined) return unknown;
  const [, handler = unknown] = args;
  /** The address is the manager's own: nothing stands in front of it. */
  router.served = true;
  delete router.unresolved;
  const { condition } = machine;
  const constant = optionsOf(handler).every(
    (one) => one.kind === 'external-function' && one.name.endsWith('controller-runtime/pkg/healthz.Ping'),
  );
  for (const path of await textsOf(machine, endpointNames.get(router)?.get(field) ?? textOf(fallback)))
    for (const pattern of [path, joinTexts([path, textOf('/{check}')])])
      addRegistration(router, {
        method: 'GET',
        pattern,
        place: site,
        handler,
        middleware: [],
        servedBy: 'code',
        ...(constant && { constant }),
        ...(condition !== undefined && { condition }),
      });
  return unknown;
}
