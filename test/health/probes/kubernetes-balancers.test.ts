import { expect, it } from 'vitest';
import { kubernetesBalancers } from '../../../src/health/probes/kubernetes-balancers/index.js';
import { probeLines } from './probe-lines.js';

const read = (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  probeLines(kubernetesBalancers, files);

it('reads annotations of ingresses and services', async () => {
  const text = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/healthcheck-path: /healthz
    alb.ingress.kubernetes.io/healthcheck-port: traffic-port
    alb.ingress.kubernetes.io/healthcheck-interval-seconds: "15"
    alb.ingress.kubernetes.io/success-codes: 200-599
spec:
  rules:
    - http:
        paths:
          - backend: {service: {name: api, port: {number: 80}}}
---
apiVersion: v1
kind: Service
metadata:
  name: api
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path: "/up"
    service.beta.kubernetes.io/aws-load-balancer-healthcheck-path: ""
    # service.beta.kubernetes.io/aws-load-balancer-healthcheck-path: /no
`;
  expect(await read({ 'k8s/web.yaml': text })).toEqual([
    'k8s/web.yaml:6 Ingress web/api | readiness → de-route | http /healthz | cannot fail: the success codes `200-599` hold server errors | every 15',
    'k8s/web.yaml:21 Service api | readiness → de-route | http /up',
  ]);
});

it('reads the objects of controllers', async () => {
  const object = (apiVersion: string, kind: string, spec: object): string =>
    JSON.stringify({ apiVersion, kind, metadata: { name: kind.toLowerCase() }, spec });
  const text = [
    object('cloud.google.com/v1', 'BackendConfig', {
      healthCheck: { type: 'HTTP', requestPath: '/gke', port: 8080, checkIntervalSec: 5 },
    }),
    object('networking.gke.io/v1', 'HealthCheckPolicy', {
      default: { config: { type: 'GRPC', grpcHealthCheck: { port: 50051 } } },
      targetRef: { name: 'rpc' },
    }),
    object('gateway.k8s.aws/v1beta1', 'TargetGroupConfiguration', {
      targetReference: { name: 'api' },
      defaultConfiguration: { healthCheckConfig: { healthCheckPath: '/aws', healthCheckProtocol: 'HTTPS' } },
    }),
    object('gateway.envoyproxy.io/v1alpha1', 'BackendTrafficPolicy', {
      targetRefs: [{ name: 'route' }],
      healthCheck: { active: { type: 'HTTP', http: { path: '/eg' }, interval: '3s' } },
    }),
    object('projectcontour.io/v1', 'HTTPProxy', {
      routes: [{ services: [{ name: 'api' }], healthCheckPolicy: { path: '/contour' } }, {}],
    }),
    object('k8s.nginx.org/v1', 'VirtualServer', {
      upstreams: [
        { service: 'a', port: 80, healthCheck: { enable: true, path: '/nginx' } },
        { service: 'b', port: 80, healthCheck: { enable: false, path: '/off' } },
      ],
    }),
    object('configuration.konghq.com/v1beta1', 'KongUpstreamPolicy', {
      healthchecks: { active: { type: 'http', httpPath: '/kong', healthy: { interval: 5 } } },
    }),
    // Flux waits for objects; it asks nothing.
    object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', {
      healthChecks: [{ kind: 'Deployment', name: 'x' }],
    }),
  ].join('\n---\n');
  expect(await read({ 'k8s/all.yaml': text })).toEqual([
    'k8s/all.yaml:1 BackendConfig backendconfig | readiness → de-route | http 8080 /gke | every 5',
    'k8s/all.yaml:3 HealthCheckPolicy healthcheckpolicy/rpc | readiness → de-route | grpc 50051',
    'k8s/all.yaml:5 TargetGroupConfiguration targetgroupconfiguration/api | readiness → de-route | https /aws',
    'k8s/all.yaml:7 BackendTrafficPolicy backendtrafficpolicy/route | readiness → de-route | http /eg | every 3',
    'k8s/all.yaml:9 HTTPProxy httpproxy/api | readiness → de-route | http /contour',
    'k8s/all.yaml:11 VirtualServer virtualserver/a | readiness → de-route | http 80 /nginx',
    'k8s/all.yaml:13 KongUpstreamPolicy kongupstreampolicy | readiness → de-route | http /kong | every 5',
  ]);
});

it('evaluates charts', async () => {
  expect(
    await read({
      'c/Chart.yaml': 'name: c\n',
      'c/values.yaml': 'path: /healthz\n',
      'c/templates/i.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: {{ .Chart.Name }}\n  annotations:\n    alb.ingress.kubernetes.io/healthcheck-path: {{ .Values.path }}\n',
    }),
  ).toEqual(['c/templates/i.yaml:6 Ingress c | readiness → de-route | http /healthz']);
});

it('evaluates charts with the values of environments, each check once', async () => {
  const annotation = 'alb.ingress.kubernetes.io/healthcheck-path';
  expect(
    await read({
      'c/Chart.yaml': 'name: c\n',
      'c/values.yaml': 'ingress: {enabled: true, annotations: {}}\ninternal: {enabled: false}\n',
      'c/env/dev.yaml': `internal:\n  enabled: true\n  annotations:\n    ${annotation}: /livez\n`,
      'c/env/prod.yaml': `ingress:\n  annotations:\n    ${annotation}: /healthz\ninternal:\n  annotations:\n    ${annotation}: /never\n`,
      'c/env/stage.yaml': `ingress:\n  annotations:\n    ${annotation}: /healthz\n`,
      'c/templates/i.yaml':
        '{{- if .Values.ingress.enabled }}\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: out\n  annotations: {{ toYaml .Values.ingress.annotations | nindent 4 }}\n{{- end }}\n---\n{{- if .Values.internal.enabled }}\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: in\n  annotations: {{ toYaml .Values.internal.annotations | nindent 4 }}\n{{- end }}\n',
    }),
  ).toEqual([
    'c/env/dev.yaml:4 Ingress in | readiness → de-route | http /livez',
    'c/env/prod.yaml:3 Ingress out | readiness → de-route | http /healthz',
  ]);
});
