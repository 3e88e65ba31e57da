import type { Probe } from '../../../model/probe.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { readCheckCommand } from '../command.js';
import { readTest } from '../compose/health-test.js';
import { portNumber } from '../http-address.js';
import { timingsOf } from '../timings.js';

/** The check of one container; names are lower case in task definitions and capitalised in CloudFormation. */
export async function readContainerCheck(container: YamlValue, family: string): Promise<Probe | undefined> {
  const check = either(container, 'healthCheck');
  const test = readTest(either(check, 'command'));
  if (typeof test === 'string') return undefined;
  const told = await readCheckCommand(test.command, test.text, {
    variables: environmentOf(container),
    ownNames: [],
  });
  const name = either(container, 'name').text ?? family;
  const image = either(container, 'image').text;
  const port = told.port ?? (told.path === undefined ? undefined : firstPort(container));
  return {
    platform: 'ecs',
    kind: 'liveness',
    effect: 'restart',
    transport: 'exec',
    ...told,
    ...(port !== undefined && { port }),
    timings: timingsOf({
      initialDelaySeconds: either(check, 'startPeriod').number,
      periodSeconds: either(check, 'interval').number,
      timeoutSeconds: either(check, 'timeout').number,
      failureThreshold: either(check, 'retries').number,
    }),
    target: {
      kind: 'ECS task',
      name: family,
      container: name,
      ...(image !== undefined && !image.includes('$') && { image }),
    },
    span: check.span,
    confidence: 'high',
  };
}

function either(value: YamlValue, key: string): YamlValue {
  const written = value.get(key);
  return written.exists ? written : value.get(key.charAt(0).toUpperCase() + key.slice(1));
}

function firstPort(container: YamlValue): number | undefined {
  const [first] = either(container, 'portMappings').items;
  return first && portNumber(either(first, 'containerPort').text);
}

function environmentOf(container: YamlValue): ReadonlyMap<string, string> {
  return new Map(
    either(container, 'environment').items.flatMap((item) => {
      const name = either(item, 'name').text;
      const value = either(item, 'value').text;
      return name === undefined || value === undefined || value.includes('${')
        ? []
        : [[name, value] as const];
    }),
  );
}
