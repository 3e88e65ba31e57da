import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { readContainerCheck } from './container-check.js';
import { readAppRunnerCheck, readTargetGroup } from './load-balancers.js';

/** The checks of one task definition or template. */
export async function readEcs(source: SourceText): Promise<Reading<Probe>> {
  const { documents, skipped } = parseYaml(source);
  const facts: Probe[] = [];
  for (const { root } of documents) {
    const resources = root.get('Resources').entries.map(([id, resource]) => ({ id, resource }));
    if (resources.length === 0)
      for (const definition of [root, root.get('taskDefinition')])
        facts.push(...(await ofTask(definition, definition.get('family').text ?? source.path)));
    const runsTasks = resources.some(({ resource }) => typeOf(resource) === 'AWS::ECS::Service');
    for (const { id, resource } of resources) {
      const properties = resource.get('Properties');
      switch (typeOf(resource)) {
        case 'AWS::ECS::TaskDefinition':
          facts.push(...(await ofTask(properties, literal(properties.get('Family')) ?? id)));
          break;
        case 'AWS::ElasticLoadBalancingV2::TargetGroup':
          facts.push(...readTargetGroup(id, properties, runsTasks));
          break;
        case 'AWS::AppRunner::Service':
          facts.push(...readAppRunnerCheck(id, properties));
          break;
        default:
      }
    }
  }
  return { facts, skipped: source.path.endsWith('.json') ? skipped : [] };
}

function typeOf(resource: YamlValue): string | undefined {
  return resource.get('Type').text;
}

async function ofTask(definition: YamlValue, family: string): Promise<readonly Probe[]> {
  const containers = [
    ...definition.get('containerDefinitions').items,
    ...definition.get('ContainerDefinitions').items,
  ];
  const found: Probe[] = [];
  for (const container of containers) {
    const probe = await readContainerCheck(container, family);
    if (probe) found.push(probe);
  }
  return found;
}

/** A text that no function computes: of `!Sub name-${Stage}` nothing is known. */
function literal(value: YamlValue): string | undefined {
  const { text } = value;
  return text === undefined || text.includes('${') ? undefined : text;
}
