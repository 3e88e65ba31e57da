import type { Probe, ProbeTimings } from '../../../model/probe.js';
import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import { readCheckCommand } from '../command.js';
import { askedPath, foreignHost } from '../http-address.js';
import { timingsOf } from '../timings.js';
import { itemsOf, numberIn, part, partsOf, plainValue, portIn, spelled, textOf } from './code-values.js';
import { isProbeKey, probeKeys, type WrittenContainer } from './containers.js';

type Asked = Pick<
  Probe,
  'transport' | 'path' | 'port' | 'scheme' | 'host' | 'grpcService' | 'command' | 'tool'
>;

/** The probes of one container. */
export async function probesOfContainer(
  code: CodeFile,
  { value, kind: workload, name }: WrittenContainer,
): Promise<readonly Probe[]> {
  const facts: Probe[] = [];
  for (const { name: key = '', value: written } of partsOf(value)) {
    const spelling = spelled(key);
    if (!isProbeKey(spelling)) continue;
    const kind = probeKeys[spelling];
    const probe = plainValue(written);
    const asked = probe && (await askedBy(probe, value));
    if (!probe || !asked) continue;
    const container = textOf(part(value, 'name'));
    const image = textOf(part(value, 'image'));
    facts.push({
      platform: 'kubernetes-code',
      kind,
      effect: kind === 'readiness' ? 'de-route' : 'restart',
      ...asked,
      timings: timingsIn(probe),
      target: {
        kind: workload,
        name: name === '' ? (container ?? '') : name,
        ...(container !== undefined && { container }),
        ...(image !== undefined && { image }),
      },
      span: code.source.span(written.start, written.end),
      confidence: 'high',
    });
  }
  return facts;
}

async function askedBy(probe: CodeValue, container: CodeValue): Promise<Asked | undefined> {
  const made = probe.kind === 'call' ? await askedByCall(probe, container) : undefined;
  if (made) return made;
  const ports = part(container, 'ports');
  const http = part(probe, 'httpget');
  if (http) return httpOf(part(http, 'path'), http, portIn(part(http, 'port'), ports));
  const command = part(part(probe, 'exec'), 'command');
  if (command) return execOf(command);
  const tcp = part(probe, 'tcpsocket');
  if (tcp) return tcpOf(portIn(part(tcp, 'port'), ports));
  const grpc = part(probe, 'grpc');
  if (!grpc) return undefined;
  const service = textOf(part(grpc, 'service'));
  const port = portIn(part(grpc, 'port'), ports);
  return {
    transport: 'grpc',
    ...(port !== undefined && { port }),
    ...(service !== undefined && service !== '' && { grpcService: service }),
  };
}

/**
 * What the methods of cdk8s-plus make; without a port they ask that of the container.
 * Source: https://github.com/cdk8s-team/cdk8s-plus/blob/k8s-31/main/src/probe.ts
 */
async function askedByCall(call: CodeCall, container: CodeValue): Promise<Asked | undefined> {
  if (!/(?:^|\.)Probe\.\w+$/.test(call.target) && call.callee.object?.kind !== 'path') return undefined;
  const first = call.arguments.find(({ name }) => name === undefined);
  const ports = itemsOf(part(container, 'ports'));
  const own = part(container, 'portnumber') ?? part(container, 'port') ?? part(ports[0], 'number');
  const port = portIn(part(call, 'port') ?? own, part(container, 'ports'));
  switch (spelled(call.name)) {
    case 'fromhttpget':
      return httpOf(first?.value, call, port);
    case 'fromcommand':
      return first && execOf(first.value);
    case 'fromtcpsocket':
      return tcpOf(port);
    default:
      return undefined;
  }
}

function httpOf(path: CodeValue | undefined, options: CodeValue, port: number | string | undefined): Asked {
  const text = path === undefined ? '/' : textOf(path);
  const scheme = plainValue(part(options, 'scheme'));
  const name = scheme?.kind === 'path' ? scheme.name : textOf(scheme);
  const host = textOf(part(options, 'host'));
  const foreign = host === undefined ? undefined : foreignHost(host);
  return {
    transport: 'http',
    ...(text !== undefined && { path: askedPath(text) }),
    ...(port !== undefined && { port }),
    scheme: /^https$/i.test(name ?? '') ? 'https' : 'http',
    ...(foreign !== undefined && { host: foreign }),
  };
}

function tcpOf(port: number | string | undefined): Asked {
  return { transport: 'tcp', ...(port !== undefined && { port }) };
}

async function execOf(command: CodeValue): Promise<Asked> {
  const words = itemsOf(command).map((word) => textOf(word) ?? '');
  const told = await readCheckCommand({ form: 'exec', words }, '', { variables: new Map(), ownNames: [] });
  return { transport: 'exec', ...told };
}

function timingsIn(probe: CodeValue): ProbeTimings {
  const seconds = (name: string): number | undefined => numberIn(part(probe, name));
  return timingsOf({
    initialDelaySeconds: seconds('initialdelayseconds'),
    periodSeconds: seconds('periodseconds'),
    timeoutSeconds: seconds('timeoutseconds'),
    failureThreshold: seconds('failurethreshold'),
    successThreshold: seconds('successthreshold'),
  });
}
