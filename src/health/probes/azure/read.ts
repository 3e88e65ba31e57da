import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseBicep } from '../../../syntax/manifests/bicep/parse.js';
import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';
import { parseYaml } from '../../../syntax/yaml.js';
import { azdDirectories } from './azd-directories.js';
import { moduleProbes } from './module-inputs.js';
import { resourceProbes, type AzureResource } from './resources.js';

const mention = /probe|healthCheckPath|monitorConfig/i;

/** The checks of all templates among the candidates. */
export async function readAzure(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<Reading<Probe>> {
  const facts: Probe[] = [];
  const directories = await azdDirectories(view);
  for (const { path } of candidates) {
    // What Bicep compiles is read at its source.
    if (path.endsWith('.json') && view.file(path.replace(/\.json$/, '.bicep'))) continue;
    const source = await view.read(path);
    if (!source || !mention.test(source.text)) continue;
    if (path.endsWith('.bicep'))
      for (const { kind, symbol, type, body } of parseBicep(source)) {
        if (kind === 'module') facts.push(...moduleProbes(symbol, body));
        else facts.push(...resourceProbes({ type, symbol, body }, directories));
      }
    else for (const resource of resourcesOf(source)) facts.push(...resourceProbes(resource, directories));
  }
  return { facts, skipped: [] };
}

/** The resources of an ARM template, nested ones too, or the one that a file of `az containerapp --yaml` is. */
function resourcesOf(source: SourceText): readonly AzureResource[] {
  if (!source.text.includes('Microsoft.')) return [];
  return parseYaml(source).documents.flatMap(({ root }) => [
    ...resourceOf(root, 0),
    ...resourcesIn(root.get('resources'), 0),
  ]);
}

/** Templates are nested in deployments, and resources in resources, this deep. */
const deepest = 5;

function resourcesIn(list: ManifestValue, depth: number): readonly AzureResource[] {
  const items = list.isSequence ? list.items : list.entries.map(([, value]) => value);
  return depth > deepest ? [] : items.flatMap((item) => resourceOf(item, depth));
}

function resourceOf(item: ManifestValue, depth: number): readonly AzureResource[] {
  const type = item.get('type').text;
  if (type?.includes('/') !== true || !item.isMap) return [];
  return [
    { type, symbol: type, body: item },
    ...resourcesIn(item.get('resources'), depth + 1),
    ...resourcesIn(item.at('properties', 'template', 'resources'), depth + 1),
  ];
}
