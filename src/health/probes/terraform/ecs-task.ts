import type { Probe } from '../../../model/probe.js';
import type { HclBlock, HclValue } from '../../../syntax/manifests/hcl/value.js';
import { readCheckCommand } from '../command.js';
import { testOfWords } from '../compose/health-test.js';
import { checkOf, portOf } from './check.js';
import type { Surroundings } from './surroundings.js';

/** The container checks of a task definition whose containers are written as `jsonencode([{ … }])`. */
export async function ecsProbes(block: HclBlock, around: Surroundings): Promise<readonly Probe[]> {
  const { scope } = around;
  const definitions = scope.value(block.attributes.get('container_definitions'));
  const found: Probe[] = [];
  for (const container of definitions?.kind === 'list' ? definitions.items : []) {
    const probe = container.kind === 'map' && (await containerCheck(block, container, around));
    if (probe) found.push(probe);
  }
  return found;
}

async function containerCheck(
  block: HclBlock,
  container: Extract<HclValue, { kind: 'map' }>,
  { scope }: Surroundings,
): Promise<Probe | undefined> {
  const written = container.entries.get('healthCheck');
  const value = scope.value(written);
  if (written === undefined || value?.kind !== 'map') return undefined;
  const test = testOfWords(scope.texts(value.entries.get('command')));
  if (typeof test === 'string') return undefined;
  const told = await readCheckCommand(test.command, test.text, { variables: new Map(), ownNames: [] });
  const part = { type: 'healthCheck', labels: [], attributes: value.entries, blocks: [], span: written.span };
  const names = {
    initialDelaySeconds: 'startPeriod',
    periodSeconds: 'interval',
    timeoutSeconds: 'timeout',
    failureThreshold: 'retries',
  };
  const check = checkOf(block, part, { kind: 'liveness', effect: 'restart' }, names, scope);
  const name = scope.text(container.entries.get('name'));
  const image = scope.text(container.entries.get('image'));
  return {
    ...check,
    transport: 'exec',
    ...told,
    ...portOf(told.port === undefined ? undefined : String(told.port)),
    target: {
      ...check.target,
      ...(name !== undefined && { container: name }),
      ...(image !== undefined && { image }),
    },
  };
}
