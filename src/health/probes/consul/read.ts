import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseHcl } from '../../../syntax/manifests/hcl/parse.js';
import { placedBody } from '../../../syntax/manifests/hcl/placed.js';
import { HclScope } from '../../../syntax/manifests/hcl/scope.js';
import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';
import { parseYaml } from '../../../syntax/yaml.js';
import { readCheckCommand } from '../command.js';
import { httpAddress, portNumber, socketAddress } from '../http-address.js';
import { requestHeaders } from '../request-headers.js';
import { numberOf, secondsOf, timingsOf } from '../timings.js';

/** The checks of one file of definitions. */
export async function readConsul(source: SourceText): Promise<Reading<Probe>> {
  const facts: Probe[] = [];
  for (const root of rootsOf(source)) {
    // A job of Nomad has services, too; those are Nomad's.
    if (root.get('job').exists) continue;
    for (const service of [...listed(root.get('service')), ...listed(root.get('services'))]) {
      const name = service.get('name').text ?? service.get('id').text ?? source.path;
      const own = [...listed(service.get('check')), ...listed(service.get('checks'))];
      for (const check of own) facts.push(...(await probeOf(check, name, service)));
    }
    for (const check of [...listed(root.get('check')), ...listed(root.get('checks'))]) {
      const service = check.get('service_id').text ?? check.get('serviceid').text;
      if (service !== undefined) facts.push(...(await probeOf(check, service, check)));
    }
  }
  return { facts, skipped: [] };
}

function rootsOf(source: SourceText): readonly ManifestValue[] {
  if (/\.json(\.\w+)?$/i.test(source.path)) return parseYaml(source).documents.map(({ root }) => root);
  const body = parseHcl(source);
  return [placedBody(body, new HclScope([body]), source.span(0, 0))];
}

/** One block, several blocks, or a list. */
function listed(value: ManifestValue): readonly ManifestValue[] {
  if (value.isMap) return [value];
  return value.items.filter((item) => item.isMap);
}

async function probeOf(
  check: ManifestValue,
  name: string,
  service: ManifestValue,
): Promise<readonly Probe[]> {
  const asked = await askedBy(check);
  if (!asked) return [];
  const port = asked.port ?? portNumber(service.get('port').text);
  return [
    {
      platform: 'consul',
      kind: 'readiness',
      effect: 'de-route',
      ...asked,
      ...(port !== undefined && { port }),
      timings: timingsOf({
        periodSeconds: secondsOf(check.get('interval').text),
        timeoutSeconds: secondsOf(check.get('timeout').text),
        failureThreshold: numberOf(check.get('failures_before_critical').text),
        successThreshold: numberOf(check.get('success_before_passing').text),
      }),
      target: { kind: 'Consul service', name },
      span: check.span,
      confidence: 'high',
    },
  ];
}

type Asked = Pick<
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

async function askedBy(check: ManifestValue): Promise<Asked | undefined> {
  const http = check.get('http').text;
  if (http !== undefined && http !== '') {
    const headers = check
      .get('header')
      .entries.map(([key, values]) => [key, values.items.at(-1)?.text ?? '?'] as const);
    return { transport: 'http', scheme: 'http', ...httpAddress(filled(http)), ...requestHeaders(headers) };
  }
  const tcp = check.get('tcp').text;
  if (tcp !== undefined && tcp !== '') return { transport: 'tcp', ...socketAddress(filled(tcp)) };
  const grpc = check.get('grpc').text;
  if (grpc !== undefined && grpc !== '') {
    const [address = '', service = ''] = filled(grpc).split('/');
    return { transport: 'grpc', ...socketAddress(address), ...(service !== '' && { grpcService: service }) };
  }
  const around = { variables: new Map<string, string>(), ownNames: [] };
  const words = check.get('args').items.flatMap(({ text }) => text ?? []);
  if (words.length > 0)
    return { transport: 'exec', ...(await readCheckCommand({ form: 'exec', words }, '', around)) };
  const script = check.get('script').text;
  return script === undefined
    ? undefined
    : { transport: 'exec', ...(await readCheckCommand({ form: 'shell', words: [] }, script, around)) };
}

/** What a template writes into an address is not known. */
function filled(text: string): string {
  return text.replace(/\{\{[^{}]*\}\}|<%[^%]*%>/g, '\u0000');
}
