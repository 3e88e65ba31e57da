import { basename, dirname, join } from 'node:path/posix';
import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import { goValue, type GoValue } from '../go-template/values.js';
import { parseYaml, type YamlValue } from '../yaml.js';
import type { Chart } from './chart.js';

/** Values of one place, to be laid over others. */
export interface ValueLayer {
  readonly values: Map<string, GoValue>;
  /** The same with its places. */
  readonly root: YamlValue;
}

/** What a chart is installed with in one environment: layers, of which a later one wins. */
export interface ValueSet {
  readonly chart: Chart;
  readonly layers: readonly ValueLayer[];
}

/** A chart has not more environments than this that are looked at. */
const mostSets = 60;

/** The files of the text that a layer may be in are not longer. */
const longestText = 500_000;

/** The layer that a file holds; undefined when it is no map, or when it is encrypted. */
export async function layerOfFile(path: string, view: RepositoryView): Promise<ValueLayer | undefined> {
  const source = await view.read(path);
  return source && layerOf(source);
}

/** The layer that a text holds. */
export function layerOf(source: SourceText): ValueLayer | undefined {
  if (source.text.length > longestText) return undefined;
  const root = parseYaml(source).documents[0]?.root;
  return root && !root.get('sops').exists ? layerOfValue(root) : undefined;
}

/** The layer that a part of a file is. */
export function layerOfValue(root: YamlValue): ValueLayer | undefined {
  const values = root.isMap ? goValue(root.toPlain()) : undefined;
  return values instanceof Map ? { values, root } : undefined;
}

/** `values-prod.yaml`, `values.production.yaml`, `prod-values.yaml`, `shop-values-prod.yaml`; not the chart's own `values.yaml`. */
const isValuesName = /^(?!values\.ya?ml$)([\w.-]+[-._])?values([-._][\w.-]+)?\.ya?ml$/i;

/** Folders that hold the values of environments. Those under `ci` are for tests of the chart. */
const folders = ['', 'values', 'environments', 'environment', 'envs', 'env', 'values/environments'];

/**
 * The values of environments that lie beside a chart, each file one environment: in the chart's directory and its folders for them, and
 * one directory above, where the chart is the only one there or the file bears its name.
 */
export async function valueSetsBeside(
  chart: Chart,
  charts: readonly Chart[],
  view: RepositoryView,
): Promise<readonly ValueSet[]> {
  const parent = dirname(chart.directory);
  const isOnly = charts.every((other) => other === chart || dirname(other.directory) !== parent);
  const inside = new Set(folders.map((folder) => join(chart.directory, folder)));
  const above = new Set(chart.directory === '.' ? [] : folders.map((folder) => join(parent, folder)));
  const sets: ValueSet[] = [];
  for (const { path } of view.files) {
    if (sets.length >= mostSets || !/\.ya?ml$/i.test(path)) continue;
    const folder = dirname(path);
    const name = basename(path);
    const isNamed = isValuesName.test(name);
    const isInFolder =
      folder !== chart.directory && folder !== parent && !/^(Chart|values)\.ya?ml$/.test(name);
    const bearsName = name.includes(basename(chart.directory)) || name.includes(chart.name);
    const fits =
      (inside.has(folder) && (isNamed || isInFolder)) ||
      (above.has(folder) && (isOnly || bearsName) && (isNamed || (isInFolder && isOnly)));
    const layer = fits ? await layerOfFile(path, view) : undefined;
    if (layer && !layer.root.get('apiVersion').exists) sets.push({ chart, layers: [layer] });
  }
  return sets;
}
