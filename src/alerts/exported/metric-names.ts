/** Endings that a library or Prometheus adds to the name of a metric by its kind and unit. */
const ending =
  /_(?:total|bucket|sum|count|created|info|seconds|milliseconds|microseconds|nanoseconds|ms|bytes|ratio|percent|max|min|avg|mean)$/;

/** A name as all libraries would write it: `shop.ordersPlaced` and `shop_orders_placed_total` are one metric. */
export function plainMetricName(name: string): string {
  let plain = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.:\-/]+/g, '_')
    .toLowerCase();
  for (let next = plain.replace(ending, ''); next !== plain; next = plain.replace(ending, '')) plain = next;
  return plain;
}

/** `shop` of `shop_orders_placed`; undefined for a name of one word. */
export function prefixOf(plain: string): string | undefined {
  const end = plain.indexOf('_');
  return end > 0 ? plain.slice(0, end) : undefined;
}

/**
 * First words of metrics that libraries, exporters and platforms export: who uses them need not have them in the code. Words that say what is
 * counted rather than whose it is are among them.
 */
const foreign = new Set(
  (
    'aiohttp akka alertmanager api app application asgi aspnet aspnetcore aws azure blackbox cache cadvisor celery cert certmanager ' +
    'client cluster collectd connection connections consul container controller coredns cortex cpu database db disk django ' +
    'docker dotnet elasticsearch envoy error errors etcd event events express fastapi fastify flask fluentbit fluentd go grafana ' +
    'grpc haproxy health hikaricp host http httpd https hystrix influxdb ingress istio jaeger java jetty jmx job jobs jvm ' +
    'k8s kafka keda kube kubelet kubernetes kubeproxy leader linkerd log logback logs loki machine memory message messages ' +
    'metric metrics micrometer mimir mongodb mysql mysqld net network nginx node nodejs opentelemetry otel otelcol pg pgbouncer ' +
    'php phpfpm ping pod postgres postgresql probe process processing prom prometheus promtail python queue rabbitmq rails redis ' +
    'request requests resilience4j response rest rpc ruby rule runtime scheduler scrape server service sidekiq snmp spring sql ' +
    'starlette storage system task tasks temporal thanos tomcat traefik undertow up vault velero windows worker workqueue'
  ).split(' '),
);

/** Can the prefix be one that a repository gives its own metrics? */
export function isOwnPrefix(prefix: string): boolean {
  return prefix.length > 1 && !foreign.has(prefix);
}

/** Is what follows the prefix that of a library which was told to put it first (`shop_process_cpu`)? */
export function isOfLibrary(plain: string, prefix: string): boolean {
  return foreign.has(prefixOf(plain.slice(prefix.length + 1)) ?? plain.slice(prefix.length + 1));
}

/**
 * All that may stand in the code for a metric whose name is put together: what follows the prefix, and its last words as long as two are left,
 * without what stands between words.
 */
export function tailsOf(plain: string, prefix: string): readonly string[] {
  const words = plain.slice(prefix.length + 1).split('_');
  const tails = words.flatMap((_, at) =>
    at === 0 || words.length - at > 1 ? [words.slice(at).join('')] : [],
  );
  return tails.filter((tail) => tail.length > 2);
}
