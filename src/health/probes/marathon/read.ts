import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { readCheckCommand } from '../command.js';
import { askedPath, portNumber } from '../http-address.js';
import { timingsOf } from '../timings.js';

/** Groups lie in groups this deep. */
const deepest = 8;

/** The checks of the applications of one file. */
export async function readMarathon(source: SourceText): Promise<Reading<Probe>> {
  const { documents, skipped } = parseYaml(source);
  const facts: Probe[] = [];
  for (const { root } of documents)
    for (const app of [root, ...root.items].flatMap((one) => appsIn(one, 0)))
      for (const check of app.get('healthChecks').items) facts.push(...(await probeOf(check, app)));
  return { facts, skipped };
}

function appsIn(value: YamlValue, depth: number): readonly YamlValue[] {
  if (depth > deepest || !value.isMap) return [];
  return [
    ...(value.get('healthChecks').isSequence ? [value] : []),
    ...value.get('apps').items.flatMap((app) => appsIn(app, depth + 1)),
    ...value.get('groups').items.flatMap((group) => appsIn(group, depth + 1)),
  ];
}

async function probeOf(check: YamlValue, app: YamlValue): Promise<readonly Probe[]> {
  const asked = await askedBy(check);
  if (!asked) return [];
  const failures = check.get('maxConsecutiveFailures').number;
  const onlyOut = failures === 0;
  const image = app.at('container', 'docker', 'image').text;
  const port = portOf(check, app);
  return [
    {
      platform: 'marathon',
      kind: onlyOut ? 'readiness' : 'liveness',
      effect: onlyOut ? 'de-route' : 'restart',
      ...asked,
      ...(asked.transport !== 'exec' && port !== undefined && { port }),
      timings: timingsOf({
        initialDelaySeconds: check.get('gracePeriodSeconds').number,
        periodSeconds: check.get('intervalSeconds').number,
        timeoutSeconds: check.get('timeoutSeconds').number,
        failureThreshold: onlyOut ? undefined : failures,
      }),
      target: {
        kind: 'Marathon app',
        name: (app.get('id').text ?? '').split('/').at(-1) ?? '',
        ...(image !== undefined && { image }),
      },
      span: check.span,
      confidence: 'high',
    },
  ];
}

type Asked = Pick<Probe, 'transport' | 'path' | 'scheme' | 'command' | 'tool' | 'cannotFail'>;

async function askedBy(check: YamlValue): Promise<Asked | undefined> {
  const protocol = (check.get('protocol').text ?? 'HTTP').replace(/^MESOS_/, '');
  if (protocol === 'TCP') return { transport: 'tcp' };
  if (protocol === 'HTTP' || protocol === 'HTTPS') {
    const path = check.get('path').text ?? '/';
    return {
      transport: 'http',
      ...(!/[{}$]/.test(path) && { path: askedPath(path) }),
      scheme: protocol === 'HTTPS' ? 'https' : 'http',
    };
  }
  const command = check.at('command', 'value').text;
  const around = { variables: new Map<string, string>(), ownNames: [] };
  return command === undefined
    ? undefined
    : { transport: 'exec', ...(await readCheckCommand({ form: 'shell', words: [] }, command, around)) };
}

function portOf(check: YamlValue, app: YamlValue): number | undefined {
  const own = portNumber(check.get('port').text);
  if (own !== undefined) return own;
  const index = check.get('portIndex').number ?? 0;
  const mapping =
    app.at('container', 'portMappings').items[index] ??
    app.at('container', 'docker', 'portMappings').items[index];
  return portNumber(
    mapping?.get('containerPort').text ?? app.get('portDefinitions').items[index]?.get('port').text,
  );
}
