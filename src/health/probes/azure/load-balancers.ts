import type { Probe, ProbeTarget } from '../../../model/probe.js';
import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';
import { hostHeader } from '../request-headers.js';
import { timingsOf } from '../timings.js';
import { firstLiteral, httpAsked, literal, numberIn, portAsked } from './values.js';

/** The probe that an object of a load balancer, a gateway, Front Door or Traffic Manager describes. */
export function balancerProbe(item: ManifestValue, target: ProbeTarget): readonly Probe[] {
  const said = item.get('properties').isMap ? item.get('properties') : item;
  const value = (...names: readonly string[]): ManifestValue =>
    names.map((name) => said.get(name)).find(({ exists }) => exists) ?? said.get(names[0] ?? '');
  const protocol = (literal(value('protocol', 'probeProtocol')) ?? 'http').toLowerCase();
  const path = value('requestPath', 'path', 'probePath');
  const name = firstLiteral(item.get('name'));
  const isTcp = protocol === 'tcp' || protocol === 'notset';
  return [
    {
      platform: 'azure',
      kind: 'readiness',
      effect: 'de-route',
      ...(isTcp
        ? { transport: 'tcp', ...portAsked(value('port')) }
        : httpAsked(path, value('port'), protocol === 'https' ? 'https' : 'http')),
      ...(isTcp ? {} : hostHeader(firstLiteral(said.get('host')))),
      timings: timingsOf({
        periodSeconds: numberIn(value('intervalInSeconds', 'interval', 'probeIntervalInSeconds')),
        timeoutSeconds: numberIn(value('timeout', 'timeoutInSeconds')),
        failureThreshold: numberIn(value('probeThreshold', 'numberOfProbes', 'unhealthyThreshold')),
      }),
      target: { ...target, ...(name !== undefined && { container: name }) },
      span: item.span,
      confidence: 'high',
    },
  ];
}
