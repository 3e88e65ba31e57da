import type { Probe, ProbeEffect, ProbeKind, ProbeTimings } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { Skipped } from '../../../model/skipped.js';
import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';
import { readCheckCommand } from '../command.js';
import { askedPath, foreignHost, portNumber } from '../http-address.js';
import { requestHeaders } from '../request-headers.js';
import type { ProbedContainer } from './probed-containers.js';

const kinds: readonly (readonly [key: string, kind: ProbeKind, effect: ProbeEffect])[] = [
  ['livenessProbe', 'liveness', 'restart'],
  ['readinessProbe', 'readiness', 'de-route'],
  ['startupProbe', 'startup', 'restart'],
];

const timingKeys = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'failureThreshold',
  'successThreshold',
] as const;

/** The probes of one container. Empty ones (`{}`, null) are none; one that changes timings only is skipped, its handler is elsewhere. */
export async function readContainerProbes(probed: ProbedContainer): Promise<Reading<Probe>> {
  const facts: Probe[] = [];
  const skipped: Skipped[] = [];
  for (const [key, kind, effect] of kinds) {
    const block = probed.container.get(key);
    if (block.entries.length === 0) continue;
    const handler = await readHandler(block, probed.container);
    const span = block.touched ?? block.span;
    if (handler)
      facts.push({
        platform: 'kubernetes',
        kind,
        effect,
        ...handler,
        timings: timingsOf(block),
        target: probed.target,
        span,
        confidence: probed.confidence,
      });
    else if (block.get('$patch').text !== 'delete')
      skipped.push({
        file: span.file,
        line: span.line,
        reason: 'unsupported-syntax',
        detail: `${key} without httpGet, exec, tcpSocket or grpc: what it asks is written elsewhere`,
      });
  }
  return { facts, skipped };
}

function timingsOf(block: ManifestValue): ProbeTimings {
  return Object.fromEntries(
    timingKeys.flatMap((key) => {
      const value = block.get(key).number;
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

type Handler = Pick<
  Probe,
  | 'transport'
  | 'path'
  | 'port'
  | 'scheme'
  | 'host'
  | 'headers'
  | 'grpcService'
  | 'command'
  | 'tool'
  | 'cannotFail'
>;

async function readHandler(block: ManifestValue, container: ManifestValue): Promise<Handler | undefined> {
  const http = block.get('httpGet');
  if (http.isMap) {
    const host = hostOf(http);
    const path = http.get('path').text ?? '/';
    return {
      transport: 'http',
      ...(!path.includes('$') && { path: askedPath(path) }),
      ...portOf(http.get('port'), container),
      scheme: http.get('scheme').text?.toUpperCase() === 'HTTPS' ? 'https' : 'http',
      ...(host !== undefined && { host }),
      ...requestHeaders(
        http.get('httpHeaders').items.map((item) => [item.get('name').text, item.get('value').text]),
      ),
    };
  }
  const words = block.at('exec', 'command');
  if (words.isSequence) {
    const command = { form: 'exec' as const, words: words.items.map((item) => item.text ?? '') };
    const around = { variables: variablesOf(container), ownNames: [] };
    return { transport: 'exec', ...(await readCheckCommand(command, '', around)) };
  }
  const tcp = block.get('tcpSocket');
  if (tcp.isMap) {
    const host = hostOf(tcp);
    return { transport: 'tcp', ...portOf(tcp.get('port'), container), ...(host !== undefined && { host }) };
  }
  const grpc = block.get('grpc');
  if (!grpc.isMap) return undefined;
  const service = grpc.get('service').text;
  return {
    transport: 'grpc',
    ...portOf(grpc.get('port'), container),
    ...(service !== undefined && service !== '' && { grpcService: service }),
  };
}

function hostOf(handler: ManifestValue): string | undefined {
  const host = handler.get('host').text;
  return host === undefined ? undefined : foreignHost(host);
}

/** A name is looked up among the container's own ports; a number in quotes counts as a number when no port bears it as its name. */
function portOf(value: ManifestValue, container: ManifestValue): { readonly port?: number | string } {
  const text = value.text;
  const ports = container.get('ports').items;
  // Knative and Cloud Run ask the container's port when none is written; elsewhere one has to be.
  const [only] = text === undefined && ports.length === 1 ? ports : [];
  if (only) return { port: portNumber(only.get('containerPort').text) ?? 8080 };
  if (text === undefined || text === '' || text.includes('$')) return {};
  const named = ports.find((port) => port.get('name').text === text);
  const port = named?.get('containerPort').number ?? portNumber(text) ?? text;
  return { port };
}

function variablesOf(container: ManifestValue): ReadonlyMap<string, string> {
  return new Map(
    container.get('env').items.flatMap((item) => {
      const name = item.get('name').text;
      const value = item.get('value').text;
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}
