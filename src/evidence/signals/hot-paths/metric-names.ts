/** What the name of a metric says that it counts, by the words in it. */

/** `http_request_duration_seconds`, `responseTimeMs`, `checkout.latency`. */
export function isDuration(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.some((word) =>
      /^(?:duration|durations|latency|latencies|elapsed|seconds|millis|milliseconds|ms|time|runtime)$/.test(
        word,
      ),
    ) && !words.includes('uptime')
  );
}

/** What a business does, not what machines do: `orders_total`, `payments_failed_total`. */
const business =
  /^(?:orders?|payments?|checkouts?|carts?|purchases?|invoices?|refunds?|bookings?|reservations?|subscriptions?|signups?|registrations?|transfers?|deposits?|withdrawals?|shipments?|deliveries|sales|sold|revenue|customers?|donations?|tickets?|appointments?|transactions?|votes?|votings?|logins?|uploads?|downloads?|comments?|articles?|visits?|owners?|pets?|documents?)$/;
/** Words of machines: what has one of these counts requests, not business. */
const technical =
  /^(?:http|https|grpc|rpc|db|sql|query|queries|cache|redis|kafka|gc|cpu|memory|goroutines?|connections?|threads?|request|requests|response|responses|api|span|spans|scrape|queue|worker|retries|retry|bytes|websocket|ws|socket|process|nodejs|panics?|dropped|broker)$/;

export function isBusiness(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => business.test(word)) && !words.some((word) => technical.test(word));
}

/** How much waits: `queue_depth`, `jobs_waiting`, `consumer_lag`, `outbox_pending`. */
export function isBacklog(name: string): boolean {
  const words = wordsOf(name);
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  // An event loop that lags is busy; nothing waits in a queue.
  if (has(/^(?:pools?|loop|eventloop)$/)) return false;
  return (
    has(/^backlog$/) ||
    (has(
      /^(?:queues?|jobs?|outbox|inbox|messages?|tasks?|events?|deliveries|emails?|consumer|stream|topic)$/,
    ) &&
      has(
        /^(?:depth|size|length|lag|pending|waiting|backlog|queued|ready|unprocessed|outstanding|age|count)$/,
      ))
  );
}

/** How full a pool is: `db_pool_in_use`, `pool.connections.idle`. */
export function isPool(name: string): boolean {
  const words = wordsOf(name);
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  return (
    (has(/^pools?$/) &&
      has(
        /^(?:active|idle|use|used|usage|size|waiting|waiters|open|total|pending|connections?|acquired|available|borrowed|max|free|busy|checkedout|count|utilization|saturation)$/,
      )) ||
    (has(/^(?:db|database|sql|postgres|postgresql|mysql|pg|redis)$/) && has(/^connections?$/))
  );
}

/** Labels whose values grow with users and requests; what they name is written out. */
const unbounded =
  /^(?:user_?id|user_?name|user_?email|email|e_?mail_?address|customer_?id|session_?id|request_?id|req_?id|trace_?id|span_?id|correlation_?id|order_?id|transaction_?id|payment_?id|invoice_?id|message_?id|uuid|guid|client_?ip|remote_?ip|remote_?addr|ip_?addr(?:ess)?|phone(?:_?number)?|access_?token|raw_?url|full_?url|query_?string)$/i;

export function isUnbounded(label: string): boolean {
  return unbounded.test(label.replaceAll(/[.-]/g, '_'));
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}
