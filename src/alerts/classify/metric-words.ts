/** The words of a metric's or rule's name in lower case: `http_server_requests`, `kafka.server:BrokerTopicMetrics`, `5xxErrorRate`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

const errorWord =
  /^(errors?|errs?|failed|failures?|failing|fails?|exceptions?|5xx|rejected|dropped|unsuccessful|timeouts?|aborted|panics?|bad)$/;

/** Does a name speak of events that went wrong? */
export function namesErrors(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => errorWord.test(word)) || /5_?xx/i.test(name);
}

const latencyWord = /^(duration|latency|latencies|durations|elapsed|rtt)$/;

/** Does a name speak of how long something took? */
export function namesLatency(name: string): boolean {
  return wordsOf(name).some((word) => latencyWord.test(word)) || /response_?time|request_time/i.test(name);
}

const inner = new Set(
  (
    'certificate cert expiration expiry fsync commit disk wal gc scrape eval evaluation ' +
    'reconcile compaction compact workqueue reload config snapshot raft etcd peer gossip sync flush network ' +
    'osd iteration rule rules admission webhook garbage pleg pod kubelet volume bio io ' +
    'filesystem'
  ).split(' '),
);

/** Does a name speak of work inside a component, which nobody who uses it waits for? */
export function namesInnerWork(name: string): boolean {
  return wordsOf(name).some((word) => inner.has(word));
}

const outgoing = new Set(
  (
    'client kv forward push objstore notification notifications remote upstream outgoing ' +
    'outbound memcache memcached dynamodb s3 gcs azblob provider'
  ).split(' '),
);

/** Does a name speak of calls that go out, not of those that come in? */
export function namesOutgoing(name: string): boolean {
  const words = wordsOf(name);
  return words.some(
    (word, index) => outgoing.has(word) && !(word === 'upstream' && words[index - 1] === 'cluster'),
  );
}

/**
 * Metrics of requests that a server answers, as the instrumentation libraries name them: from the beginning of the name, or behind the
 * level of a recording rule (`job:http_requests:rate5m`).
 */
const served =
  /^(?:[\w]+:)?(?:\w+_)?(?:http_server_|http_requests?_|http_response|https?_request|http_request_duration|request_duration_seconds|requests?_total|server_requests?|grpc_server_|rpc_server_|istio_requests?_|istio_request_|nginx_ingress_controller_(?:request|response|ingress_upstream)|nginx_http_|traefik_(?:service|entrypoint|backend)_|haproxy_(?:frontend|backend|server)_http_|envoy_(?:http|cluster)_(?:downstream|upstream)_rq|envoy_cluster_upstream_rq|aws_applicationelb_|aws_elb_|caddy_http_|kong_http_|kong_(?:request_)?latency|coredns_dns_|rails_|django_http_|flask_http_|fastapi_|gin_|spring_|response_latency|response_total|apiserver_request|starlette_|aiohttp_|axum_http|actix_|web_request|api_request|api_http|graphql_)/;

/** Is it a metric of requests that a server answers? */
export function isServedRequest(name: string): boolean {
  return served.test(name) && !namesOutgoing(name);
}
