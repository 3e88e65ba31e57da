import type { Probe, ProbeEffect, ProbeKind, ProbeTarget } from '../../../model/probe.js';
import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';
import { foreignHost } from '../http-address.js';
import { requestHeaders } from '../request-headers.js';
import { timingsOf } from '../timings.js';
import { httpAsked, literal, numberIn, portAsked } from './values.js';

const kinds: ReadonlyMap<string, readonly [ProbeKind, ProbeEffect]> = new Map([
  ['liveness', ['liveness', 'restart']],
  ['readiness', ['readiness', 'de-route']],
  ['startup', ['startup', 'restart']],
]);

/** The probes in the list of a container of Container Apps. Source: https://learn.microsoft.com/azure/container-apps/health-probes */
export function listedProbes(list: ManifestValue, target: ProbeTarget): readonly Probe[] {
  return list.items.flatMap((item) => {
    const [kind, effect] = kinds.get(literal(item.get('type'))?.toLowerCase() ?? '') ?? [];
    return kind && effect ? containerProbe(item, kind, effect, target) : [];
  });
}

/** The probes of a container of Container Instances, which has one block for each kind. */
export function blockProbes(container: ManifestValue, target: ProbeTarget): readonly Probe[] {
  return [...kinds].flatMap(([name, [kind, effect]]) =>
    containerProbe(container.get(`${name}Probe`), kind, effect, target),
  );
}

function containerProbe(
  block: ManifestValue,
  kind: ProbeKind,
  effect: ProbeEffect,
  target: ProbeTarget,
): readonly Probe[] {
  const asked = askedBy(block);
  if (!asked) return [];
  return [
    {
      platform: 'azure',
      kind,
      effect,
      ...asked,
      timings: timingsOf({
        initialDelaySeconds: numberIn(block.get('initialDelaySeconds')),
        periodSeconds: numberIn(block.get('periodSeconds')),
        timeoutSeconds: numberIn(block.get('timeoutSeconds')),
        failureThreshold: numberIn(block.get('failureThreshold')),
        successThreshold: numberIn(block.get('successThreshold')),
      }),
      target,
      span: block.span,
      confidence: 'high',
    },
  ];
}

type Asked = Pick<Probe, 'transport' | 'path' | 'port' | 'scheme' | 'host' | 'headers' | 'command'>;

function askedBy(block: ManifestValue): Asked | undefined {
  const http = block.get('httpGet');
  if (http.isMap) {
    const scheme = literal(http.get('scheme'))?.toUpperCase() === 'HTTPS' ? 'https' : 'http';
    const host = foreignHost(literal(http.get('host')) ?? '');
    const headers = http
      .get('httpHeaders')
      .items.map((item) => [literal(item.get('name')), literal(item.get('value')) ?? '?'] as const);
    return {
      ...httpAsked(http.get('path'), http.get('port'), scheme),
      ...(host !== undefined && { host }),
      ...requestHeaders(headers),
    };
  }
  const tcp = block.get('tcpSocket');
  if (tcp.isMap) return { transport: 'tcp', ...portAsked(tcp.get('port')) };
  const words = block.at('exec', 'command').items.flatMap((item) => literal(item) ?? []);
  return words.length > 0 ? { transport: 'exec', command: words } : undefined;
}
