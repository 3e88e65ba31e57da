/** How the annotations of a balancer are called; `*` stands for the part that is asked for. */
export interface AnnotationFamily {
  readonly path: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly host?: string;
  readonly period?: string;
  readonly timeout?: string;
  readonly failures?: string;
  readonly successes?: string;
  readonly codes?: string;
}

const aws = 'service.beta.kubernetes.io/aws-load-balancer-healthcheck-';
const alb = 'alb.ingress.kubernetes.io/';
const azure = 'service.beta.kubernetes.io/azure-load-balancer-health-probe-';
const gateway = 'appgw.ingress.kubernetes.io/health-probe-';
const ocean = 'service.beta.kubernetes.io/do-loadbalancer-healthcheck-';
const hetzner = 'load-balancer.hetzner.cloud/health-check-';
const linode = 'service.beta.kubernetes.io/linode-loadbalancer-check-';

/**
 * Sources: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/,
 * https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/, https://azure.github.io/application-gateway-kubernetes-ingress/annotations/,
 * https://docs.digitalocean.com/products/kubernetes/how-to/configure-load-balancers/,
 * https://github.com/hetznercloud/hcloud-cloud-controller-manager/blob/main/docs/reference/load_balancer_annotations.md
 */
export const annotationFamilies: readonly AnnotationFamily[] = [
  {
    path: `${alb}healthcheck-path`,
    port: `${alb}healthcheck-port`,
    protocol: `${alb}healthcheck-protocol`,
    period: `${alb}healthcheck-interval-seconds`,
    timeout: `${alb}healthcheck-timeout-seconds`,
    failures: `${alb}unhealthy-threshold-count`,
    successes: `${alb}healthy-threshold-count`,
    codes: `${alb}success-codes`,
  },
  {
    path: `${aws}path`,
    port: `${aws}port`,
    protocol: `${aws}protocol`,
    period: `${aws}interval`,
    timeout: `${aws}timeout`,
    failures: `${aws}unhealthy-threshold`,
    successes: `${aws}healthy-threshold`,
    codes: `${aws}success-codes`,
  },
  {
    path: `${azure}request-path`,
    protocol: `${azure}protocol`,
    period: `${azure}interval`,
    failures: `${azure}num-of-probe`,
  },
  {
    path: `${gateway}path`,
    port: `${gateway}port`,
    host: `${gateway}hostname`,
    period: `${gateway}interval`,
    timeout: `${gateway}timeout`,
    failures: `${gateway}unhealthy-threshold`,
    codes: `${gateway}status-codes`,
  },
  {
    path: `${ocean}path`,
    port: `${ocean}port`,
    protocol: `${ocean}protocol`,
    period: `${ocean}check-interval-seconds`,
    timeout: `${ocean}response-timeout-seconds`,
    failures: `${ocean}unhealthy-threshold`,
    successes: `${ocean}healthy-threshold`,
  },
  {
    path: `${hetzner}http-path`,
    port: `${hetzner}port`,
    protocol: `${hetzner}protocol`,
    host: `${hetzner}http-domain`,
    period: `${hetzner}interval`,
    timeout: `${hetzner}timeout`,
    failures: `${hetzner}retries`,
  },
  {
    path: `${linode}path`,
    period: `${linode}interval`,
    timeout: `${linode}timeout`,
    failures: `${linode}attempts`,
  },
  { path: 'haproxy.org/check-http', period: 'haproxy.org/check-interval' },
  {
    path: 'haproxy-ingress.github.io/health-check-uri',
    port: 'haproxy-ingress.github.io/health-check-port',
    period: 'haproxy-ingress.github.io/health-check-interval',
    failures: 'haproxy-ingress.github.io/health-check-fall-count',
  },
];
