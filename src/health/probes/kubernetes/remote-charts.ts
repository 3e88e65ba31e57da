import type { Probe } from '../../../model/probe.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { chartsOf } from '../../../syntax/helm/render.js';
import { parseYaml } from '../../../syntax/yaml.js';
import { readContainerProbes } from './container-probes.js';

/**
 * Probes that a chart's values give to a chart from elsewhere: `generic-service: { livenessProbe: { httpGet: { path: /ping } } }`. What that chart
 * makes of them cannot be read, but whole probes are there for nothing else. Switches and timings alone (`livenessProbe: { enabled: true }`)
 * say nothing of what is asked.
 */
export async function readRemoteChartProbes(view: RepositoryView): Promise<readonly Probe[]> {
  const found: Probe[] = [];
  for (const { about, dependencies, directory } of await chartsOf(view)) {
    const remote = dependencies.filter(({ chart }) => chart === undefined);
    const path = directory === '.' ? 'values.yaml' : `${directory}/values.yaml`;
    const source = remote.length > 0 ? await view.read(path) : undefined;
    const root = source && parseYaml(source).documents[0]?.root;
    for (const { key } of root ? remote : []) {
      const values = root?.get(key);
      if (!values?.isMap) continue;
      const image = values.at('image', 'repository').text;
      const name = about.get('name');
      const { facts } = await readContainerProbes({
        container: values,
        target: {
          kind: 'Chart',
          name: typeof name === 'string' ? name : key,
          ...(image !== undefined && { image }),
        },
        confidence: 'medium',
      });
      found.push(...facts);
    }
  }
  return found;
}
