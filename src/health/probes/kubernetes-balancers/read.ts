import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { manifestText } from '../../../syntax/helm/render.js';
import { parseKubernetes, type KubernetesObject } from '../../../syntax/manifests/kubernetes.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { takesErrors } from '../ecs/load-balancers.js';
import { askedPath, portNumber } from '../http-address.js';
import { hostHeader } from '../request-headers.js';
import { numberOf, secondsOf, timingsOf } from '../timings.js';
import { annotationFamilies, type AnnotationFamily } from './annotations.js';
import { policyChecks, type PolicyCheck } from './policies.js';

/** What every check of a balancer is written with. */
export const mention =
  /health-?check|health-probe|loadbalancer-check|check-http|BackendConfig|HealthCheckPolicy|TargetGroup(Policy|Configuration)|BackendTrafficPolicy|HTTPProxy|VirtualServer|KongUpstreamPolicy|ApisixUpstream/i;

/** The checks of all balancers that the manifests among the candidates tell of. */
export async function readBalancers(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<Reading<Probe>> {
  const facts: Probe[] = [];
  for (const { path } of candidates) {
    const source = await view.read(path);
    if (!source || !/apiVersion/.test(source.text)) continue;
    const text = await manifestText(source, view);
    if (text && mention.test(text.text)) facts.push(...balancerChecks(text));
  }
  return { facts, skipped: [] };
}

/** The checks that one manifest tells of. */
export function balancerChecks(text: SourceText): readonly Probe[] {
  return parseKubernetes(text).objects.flatMap((object) => {
    const annotations = object.root.at('metadata', 'annotations');
    return [
      ...annotationFamilies.flatMap((family) => ofAnnotations(object, annotations, family)),
      ...policyChecks(object).map((check) => ofPolicy(object, check)),
    ];
  });
}

const shape = {
  platform: 'kubernetes-balancers',
  kind: 'readiness',
  effect: 'de-route',
  confidence: 'high',
} as const;

function targetOf({ kind, name }: KubernetesObject, service: string | undefined): Probe['target'] {
  return { kind, name, ...(service !== undefined && service !== name && { container: service }) };
}

function ofAnnotations(
  object: KubernetesObject,
  annotations: YamlValue,
  family: AnnotationFamily,
): readonly Probe[] {
  const written = (key: string | undefined): string | undefined =>
    key === undefined ? undefined : annotations.get(key).text;
  const path = annotations.get(family.path);
  if (path.text === undefined || path.text === '') return [];
  const port = portNumber(written(family.port));
  const codes = written(family.codes);
  return [
    {
      ...shape,
      transport: 'http',
      ...(!/[{}$]/.test(path.text) && { path: askedPath(path.text) }),
      ...(port !== undefined && { port }),
      scheme: /^https$/i.test(written(family.protocol) ?? '') ? 'https' : 'http',
      ...hostHeader(written(family.host)),
      ...(takesErrors(codes) && { cannotFail: `the success codes \`${codes ?? ''}\` hold server errors` }),
      timings: timingsOf({
        periodSeconds: secondsOf(written(family.period)),
        timeoutSeconds: secondsOf(written(family.timeout)),
        failureThreshold: numberOf(written(family.failures)),
        successThreshold: numberOf(written(family.successes)),
      }),
      target: targetOf(object, backendOf(object)),
      span: path.span,
    },
  ];
}

/** The Service behind an Ingress, if there is but one. */
function backendOf({ kind, root }: KubernetesObject): string | undefined {
  if (kind !== 'Ingress') return undefined;
  const spec = root.get('spec');
  const backends = [
    spec.get('defaultBackend'),
    spec.get('backend'),
    ...spec
      .get('rules')
      .items.flatMap((rule) => rule.at('http', 'paths').items.map((path) => path.get('backend'))),
  ];
  const names = new Set(
    backends.flatMap(
      (backend) => backend.at('service', 'name').text ?? backend.get('serviceName').text ?? [],
    ),
  );
  return names.size === 1 ? [...names][0] : undefined;
}

function ofPolicy(object: KubernetesObject, check: PolicyCheck): Probe {
  const { block, path, port, protocol } = check;
  const kind = (protocol ?? 'HTTP').toUpperCase();
  const asksPort = port === undefined ? {} : { port };
  const transport: Pick<Probe, 'transport' | 'path' | 'port' | 'scheme'> =
    kind === 'GRPC'
      ? { transport: 'grpc', ...asksPort }
      : kind === 'TCP' || kind === 'SSL'
        ? { transport: 'tcp', ...asksPort }
        : {
            transport: 'http',
            ...(!/[{}$]/.test(path ?? '') && { path: askedPath(path ?? '/') }),
            ...asksPort,
            scheme: kind === 'HTTPS' ? 'https' : 'http',
          };
  return {
    ...shape,
    ...transport,
    ...hostHeader(check.host),
    timings: timingsOf(check.timings),
    target: targetOf(object, check.service),
    span: block.span,
  };
}
