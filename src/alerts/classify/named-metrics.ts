import type { Classification } from './classification.js';
import { originOf, resourceOf } from './components.js';
import { namesErrors, namesInnerWork, namesLatency, namesOutgoing, wordsOf } from './metric-words.js';

/** What stands between a service and those who use it: load balancers, gateways, servers of requests. */
const edge =
  /(?:^|[._/ ])(?:applicationelb|networkelb|elb|alb|apigateway|api_gateway|cloudfront|appsync|apprunner|elasticbeanstalk|lambda|loadbalancing|https_lb|appengine|app_engine|run|cloudfunctions|functions|application_?gateways?|frontdoors?|app_services?|nginx|nginx_ingress|haproxy|traefik|envoy|istio|apache|caddy|kong|iis|http|https|httpcheck|requests?|trace|apm|rails|django|flask|express|aspnet|web|api|grpc|graphql|servlet|rum|synthetics|new_relic)(?:[._/ ]|$)/;

/** Of the services of a cloud, those that answer requests of users; a queue or a vault has failed requests too, and is a dependency. */
const cloudEdge =
  /(?:^|[._/ ])(?:applicationelb|networkelb|elb|alb|apigateway|cloudfront|appsync|apprunner|elasticbeanstalk|lambda|loadbalancing|appengine|run|cloudfunctions|functions|application_?gateways?|network_applicationgateways|frontdoors?|app_services|apimanagement_service|web_sites|custom|workload|prometheus|logging)(?:[._/ ]|$)/;

/**
 * The class of an alert on one metric of a hosted service, by the metric's name.
 * @param metric with dots, slashes or blanks between its parts, as its service writes it: `aws.applicationelb.httpcode_target_5xx`.
 * @param filter what of it is measured: tags, dimensions, response codes.
 */
export function classifyNamed(metric: string, filter = ''): Classification | undefined {
  const words = wordsOf(metric);
  const flat = words.join('_');
  const name = metric.toLowerCase();
  if (/burn_?rate|error_?budget/.test(flat) && !/fuel/.test(flat))
    return { class: 'slo-burn', reasons: [`${metric} is a burn rate or an error budget by its name`] };
  if (
    /uptime_check|check_passed|synthetic|canary|health_check_status|can_connect|http_response_time|success_percent/.test(
      flat,
    )
  )
    return { class: 'symptom', reasons: [`${metric} asks the service from outside, as its users do`] };
  if (/cert|expir/.test(flat))
    return { class: 'cause', reasons: [`${metric} tells when a certificate or licence ends`] };
  if (
    /(?:oldest|age)_.*(?:message|unacked|record)|oldest_unacked|iterator_age|message_age|_age_of_oldest/.test(
      flat,
    )
  )
    return { class: 'symptom', reasons: [`${metric} tells how old the oldest waiting message is`] };
  if (/freshness|staleness|(?:age|lag)_(?:seconds|ms)$/.test(flat) && originOf(flat) === undefined)
    return { class: 'symptom', reasons: [`${metric} tells how old the last result is`] };
  const isCloud = /^(?:aws|azure|gcp)[._/ ]|^microsoft\.|\.googleapis\.com/.test(name);
  const isEdge = (isCloud ? cloudEdge : edge).test(name) && !namesOutgoing(metric);
  if (
    isEdge &&
    !/healthy_?host|host_?count|targets?_?count|connection|lcu|concurren|throttl|cpu|memory|queue_?length|worker/.test(
      flat,
    )
  ) {
    if (
      namesErrors(metric) ||
      /(?:^|_)[45]_?xx|http_?5|fault/.test(flat) ||
      /[=:"' ](?:5xx|500|5\d\d|error|[45]\*|4xx)\b/i.test(filter)
    )
      return { class: 'symptom', reasons: [`${metric} counts requests that failed`] };
    if (namesLatency(metric) || /latenc|apdex|response_time|execution_time/.test(flat))
      return { class: 'symptom', reasons: [`${metric} measures how long users wait`] };
  }
  const origin = originOf(flat) ?? platformOf(name);
  if (origin !== undefined) return { class: 'cause', reasons: [`${metric} is the state of ${origin}`] };
  const resource = resourceOf(metric);
  if (resource !== undefined) return { class: 'cause', reasons: [`${metric} speaks of ${resource}`] };
  if (namesInnerWork(metric)) return { class: 'cause', reasons: [`${metric} is work inside a component`] };
  return undefined;
}

/** Services of clouds and what agents report of machines and clusters. */
function platformOf(name: string): string | undefined {
  if (
    /^(?:system|docker|container|cri|ntp|ecs|fargate|disk|net|cwagent|linuxsystem|windows)[._/ ]/.test(name)
  )
    return 'a machine or container';
  if (/^(?:kubernetes|kubernetes_state|kube\w*|containerinsights|ecs\/containerinsights)[._/ ]/.test(name))
    return 'the cluster';
  if (/^aws[./ ]/.test(name)) return 'a service of AWS';
  if (/^azure[./ ]|^microsoft\./.test(name)) return 'a service of Azure';
  if (
    /^(?:gcp[./ ]|[\w-]+\.googleapis\.com)/.test(name) &&
    !/^(?:custom|workload|external|prometheus|logging)\.googleapis/.test(name)
  )
    return 'a service of Google Cloud';
  if (name.startsWith('datadog.')) return 'the monitoring itself';
  return undefined;
}
