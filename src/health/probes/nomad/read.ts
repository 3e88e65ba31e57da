import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseHcl } from '../../../syntax/manifests/hcl/parse.js';
import { HclScope } from '../../../syntax/manifests/hcl/scope.js';
import { blocksOf, partsOf, type HclBlock } from '../../../syntax/manifests/hcl/value.js';
import { readCheckCommand } from '../command.js';
import { askedPath, portNumber } from '../http-address.js';
import { requestHeaders } from '../request-headers.js';
import { secondsOf, timingsOf } from '../timings.js';

/** The checks of one job file. */
export async function readNomad(source: SourceText): Promise<Reading<Probe>> {
  const body = parseHcl(source);
  const scope = new HclScope([body]);
  const facts: Probe[] = [];
  for (const job of blocksOf(body, 'job'))
    for (const group of blocksOf(job, 'group')) {
      const tasks = blocksOf(group, 'task');
      for (const owner of [group, ...tasks])
        for (const service of blocksOf(owner, 'service'))
          for (const check of blocksOf(service, 'check')) {
            const place = { job, group, task: owner === group ? tasks[0] : owner, service };
            const probe = await probeOf(check, place, scope);
            if (probe) facts.push(probe);
          }
    }
  return { facts, skipped: [] };
}

interface Place {
  readonly job: HclBlock;
  readonly group: HclBlock;
  readonly task: HclBlock | undefined;
  readonly service: HclBlock;
}

async function probeOf(check: HclBlock, place: Place, scope: HclScope): Promise<Probe | undefined> {
  const asked = await askedBy(check, place, scope);
  if (!asked) return undefined;
  const text = (name: string): string | undefined => scope.text(check.attributes.get(name));
  const restart = blocksOf(check, 'check_restart')[0] ?? blocksOf(place.service, 'check_restart')[0];
  const limit = restart && scope.text(restart.attributes.get('limit'));
  const restarts = limit !== undefined && limit !== '0';
  const grace = restart && scope.text(restart.attributes.get('grace'));
  const image = place.task && blocksOf(place.task, 'config')[0]?.attributes.get('image');
  return {
    platform: 'nomad',
    kind: restarts ? 'liveness' : 'readiness',
    effect: restarts ? 'restart' : 'de-route',
    ...asked,
    timings: timingsOf({
      initialDelaySeconds: secondsOf(grace),
      periodSeconds: secondsOf(text('interval')),
      timeoutSeconds: secondsOf(text('timeout')),
      failureThreshold: restarts ? Number(limit) || undefined : undefined,
    }),
    target: {
      kind: 'Nomad job',
      name: place.job.labels[0] ?? '',
      ...(place.task?.labels[0] !== undefined && { container: place.task.labels[0] }),
      ...(image && scope.text(image) !== undefined && { image: scope.text(image) ?? '' }),
    },
    span: check.span,
    confidence: 'high',
  };
}

type Asked = Pick<
  Probe,
  'transport' | 'path' | 'port' | 'scheme' | 'headers' | 'grpcService' | 'command' | 'tool'
>;

async function askedBy(check: HclBlock, place: Place, scope: HclScope): Promise<Asked | undefined> {
  const text = (name: string): string | undefined => scope.text(check.attributes.get(name));
  const port = portOf(text('port') ?? scope.text(place.service.attributes.get('port')), place.group, scope);
  switch (text('type')) {
    case 'http': {
      const path = check.attributes.has('path') ? text('path') : '/';
      return {
        transport: 'http',
        ...(path !== undefined && { path: askedPath(path) }),
        ...port,
        scheme: text('protocol') === 'https' ? 'https' : 'http',
        ...requestHeaders(
          partsOf(check, 'header').flatMap(({ attributes }) =>
            [...attributes].map(([name, value]) => [name, scope.texts(value).at(-1) ?? '?'] as const),
          ),
        ),
      };
    }
    case 'tcp':
      return { transport: 'tcp', ...port };
    case 'grpc': {
      const service = text('grpc_service');
      return { transport: 'grpc', ...port, ...(service !== undefined && { grpcService: service }) };
    }
    case 'script': {
      const words = [text('command') ?? '', ...scope.texts(check.attributes.get('args'))];
      const around = { variables: new Map<string, string>(), ownNames: [] };
      return { transport: 'exec', ...(await readCheckCommand({ form: 'exec', words }, '', around)) };
    }
    default:
      return undefined;
  }
}

/** `port = "http"` names a port of the group's network; inside the container it is `to`, else what is `static`. */
function portOf(
  written: string | undefined,
  group: HclBlock,
  scope: HclScope,
): { readonly port?: number | string } {
  if (written === undefined) return {};
  const named = blocksOf(group, 'network')
    .flatMap((network) => blocksOf(network, 'port'))
    .find(({ labels }) => labels[0] === written);
  const number =
    named && (scope.text(named.attributes.get('to')) ?? scope.text(named.attributes.get('static')));
  return { port: portNumber(number ?? written) ?? written };
}
