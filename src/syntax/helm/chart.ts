import { dirname, join } from 'node:path/posix';
import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import { goValue, isTruthy, type GoValue } from '../go-template/values.js';
import { parseYaml } from '../yaml.js';

/** A chart in the repository. */
export interface Chart {
  readonly directory: string;
  readonly name: string;
  /** What `Chart.yaml` says. */
  readonly about: Map<string, GoValue>;
  /** Its own `values.yaml`. */
  readonly values: Map<string, GoValue>;
  /** Its templates, partials (`_helpers.tpl`) among them. */
  readonly templates: readonly SourceText[];
  readonly dependencies: readonly ChartDependency[];
}

/** A chart that another one brings along. */
export interface ChartDependency {
  /** The name under which the parent's values hold those of the dependency. */
  readonly key: string;
  /** A path in the parent's values that switches it off when it is false. */
  readonly condition: string | undefined;
  /** Undefined when it comes from elsewhere and is not in the repository. */
  readonly chart: Chart | undefined;
}

/** Charts may bring along charts this deep. */
const deepest = 4;

/** The charts that no other chart holds in its `charts` folder, sorted by directory. */
export async function readCharts(view: RepositoryView): Promise<readonly Chart[]> {
  const directories = view.files
    .map(({ path }) => path)
    .filter((path) => /(^|\/)Chart\.ya?ml$/.test(path))
    .map((path) => dirname(path))
    .toSorted();
  const charts: Chart[] = [];
  for (const directory of directories) {
    if (directories.some((other) => other !== directory && isWithin(directory, join(other, 'charts'))))
      continue;
    const chart = await readChart(view, directory, 0);
    if (chart) charts.push(chart);
  }
  return charts;
}

function isWithin(path: string, directory: string): boolean {
  return path.startsWith(`${directory}/`);
}

async function readChart(view: RepositoryView, directory: string, depth: number): Promise<Chart | undefined> {
  const at = (name: string): string => join(directory, name);
  const about = (await readMap(view, at('Chart.yaml'))) ?? (await readMap(view, at('Chart.yml')));
  const name = about?.get('name');
  if (about === undefined || typeof name !== 'string') return undefined;
  const templates: SourceText[] = [];
  for (const { path } of view.files) {
    if (!path.startsWith(at('templates/')) || !/\.(ya?ml|tpl)$/.test(path)) continue;
    const source = await view.read(path);
    if (source) templates.push(source);
  }
  const values = (await readMap(view, at('values.yaml'))) ?? new Map<string, GoValue>();
  const dependencies = depth < deepest ? await readDependencies(view, directory, about, depth) : [];
  return { directory, name, about, values, templates, dependencies };
}

async function readDependencies(
  view: RepositoryView,
  directory: string,
  about: Map<string, GoValue>,
  depth: number,
): Promise<readonly ChartDependency[]> {
  // The first version of charts listed them in a file of their own.
  const listed =
    about.get('dependencies') ??
    (await readMap(view, join(directory, 'requirements.yaml')))?.get('dependencies');
  const found: ChartDependency[] = [];
  const named = new Set<string>();
  for (const entry of Array.isArray(listed) ? listed : []) {
    if (!(entry instanceof Map)) continue;
    const name = textOf(entry.get('name'));
    if (name === undefined) continue;
    const local = /^file:\/\/(.+)$/.exec(textOf(entry.get('repository')) ?? '')?.[1];
    const inside = await readChart(view, join(directory, 'charts', name), depth + 1);
    const chart =
      inside ?? (local === undefined ? undefined : await readChart(view, join(directory, local), depth + 1));
    found.push({ key: textOf(entry.get('alias')) ?? name, condition: textOf(entry.get('condition')), chart });
    named.add(name);
  }
  const folder = `${join(directory, 'charts')}/`;
  for (const { path } of view.files) {
    const name = path.startsWith(folder)
      ? /^([^/]+)\/Chart\.ya?ml$/.exec(path.slice(folder.length))?.[1]
      : undefined;
    if (name === undefined || named.has(name)) continue;
    const chart = await readChart(view, `${folder}${name}`, depth + 1);
    found.push({ key: chart?.name ?? name, condition: undefined, chart });
  }
  return found;
}

async function readMap(view: RepositoryView, path: string): Promise<Map<string, GoValue> | undefined> {
  const source = await view.read(path);
  const root = source && parseYaml(source).documents[0]?.root;
  const value = root && goValue(root.toPlain());
  return value instanceof Map ? value : undefined;
}

function textOf(value: GoValue): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether a dependency is there with these values of its parent: of several conditions the first that is set decides. */
export function isEnabled({ condition }: ChartDependency, values: Map<string, GoValue>): boolean {
  for (const path of condition?.split(',') ?? []) {
    let found: GoValue = values;
    for (const key of path.trim().split('.')) found = found instanceof Map ? found.get(key) : undefined;
    if (found !== undefined && found !== null) return isTruthy(found);
  }
  return true;
}
