import { dirname } from 'node:path/posix';
import type { Probe, ProbeTarget } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { readCheckCommand } from '../command.js';
import { readTest } from '../compose/health-test.js';
import { directoryBelow } from '../directory-below.js';
import { askedPath, portNumber } from '../http-address.js';
import { secondsOf, timingsOf } from '../timings.js';

/** The checks of one service. */
export async function readCopilot(source: SourceText): Promise<Reading<Probe>> {
  const { documents, skipped } = parseYaml(source);
  const facts: Probe[] = [];
  for (const { root } of documents) {
    const target = targetOf(root, source);
    const mainPort = portNumber(root.at('image', 'port').text);
    const environments = root.get('environments').entries.map(([, environment]) => environment);
    for (const place of [root, ...environments]) {
      const http = place.at('http', 'healthcheck');
      if (http.text !== undefined || http.isMap) facts.push({ ...ofLoadBalancer(http, mainPort), target });
      const container = place.at('image', 'healthcheck');
      const own = container.isMap ? await ofContainer(container) : undefined;
      if (own) facts.push({ ...own, target });
    }
  }
  return { facts, skipped };
}

function targetOf(root: YamlValue, { path }: SourceText): ProbeTarget {
  const name = root.get('name').text ?? dirname(path).split('/').at(-1) ?? path;
  const build = root.at('image', 'build');
  const dockerfile = (build.text ?? build.get('dockerfile').text)?.replace(/\/?[^/]*$/, '');
  const directory = directoryBelow(build.get('context').text ?? dockerfile);
  return { kind: 'Copilot service', name, ...(directory !== undefined && { directory }) };
}

function ofLoadBalancer(check: YamlValue, mainPort: number | undefined): Omit<Probe, 'target'> {
  const port = portNumber(check.get('port').text) ?? mainPort;
  return {
    platform: 'copilot',
    kind: 'liveness',
    effect: 'restart',
    transport: 'http',
    path: askedPath(check.text ?? check.get('path').text ?? '/'),
    ...(port !== undefined && { port }),
    scheme: 'http',
    timings: timingsOf({
      initialDelaySeconds: secondsOf(check.get('grace_period').text),
      periodSeconds: secondsOf(check.get('interval').text),
      timeoutSeconds: secondsOf(check.get('timeout').text),
      failureThreshold: check.get('unhealthy_threshold').number,
      successThreshold: check.get('healthy_threshold').number,
    }),
    span: check.span,
    confidence: 'high',
  };
}

async function ofContainer(check: YamlValue): Promise<Omit<Probe, 'target'> | undefined> {
  const test = readTest(check.get('command'));
  if (typeof test === 'string') return undefined;
  const told = await readCheckCommand(test.command, test.text, { variables: new Map(), ownNames: [] });
  return {
    platform: 'copilot',
    kind: 'liveness',
    effect: 'restart',
    transport: 'exec',
    ...told,
    timings: timingsOf({
      initialDelaySeconds: secondsOf(check.get('start_period').text),
      periodSeconds: secondsOf(check.get('interval').text),
      timeoutSeconds: secondsOf(check.get('timeout').text),
      failureThreshold: check.get('retries').number,
    }),
    span: check.span,
    confidence: 'high',
  };
}
