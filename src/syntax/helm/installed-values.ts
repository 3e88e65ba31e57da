import { basename, dirname, join } from 'node:path/posix';
import type { RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import { SourceText } from '../../model/source-text.js';
import { goValue, type GoValue } from '../go-template/values.js';
import { parseKubernetes } from '../manifests/kubernetes.js';
import { relevantDocuments } from '../manifests/relevant-documents.js';
import { parseYaml, type YamlValue } from '../yaml.js';
import type { Chart } from './chart.js';
import { layerOf, layerOfFile, layerOfValue, type ValueLayer, type ValueSet } from './value-sets.js';

const mention = /HelmRelease|argoproj\.io|^releases:/m;

/**
 * The values that installers give to charts of this repository: applications of Argo CD, releases of Flux, and helmfiles.
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/helm/, https://fluxcd.io/flux/components/helm/helmreleases/#values,
 * https://helmfile.readthedocs.io/
 */
export async function installedValueSets(
  charts: readonly Chart[],
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly ValueSet[]> {
  const places: Places = { byDirectory: new Map(charts.map((chart) => [chart.directory, chart])), view };
  const sets: ValueSet[] = [];
  for (const { path } of candidates) {
    const isHelmfile = /(^|\/)helmfile[^/]*(\.ya?ml(\.gotmpl)?|\/[^/]+\.ya?ml(\.gotmpl)?)$/.test(path);
    const source = isHelmfile || /\.ya?ml$/i.test(path) ? await view.read(path) : undefined;
    if (!source || !mention.test(source.text)) continue;
    // Whoever installs a chart of the repository names its directory, a helmfile as seen from itself.
    const { text } = source;
    const isNamed = ({ directory }: Chart): boolean =>
      text.includes(isHelmfile ? basename(directory) : directory);
    if (!charts.some(isNamed)) continue;
    if (isHelmfile) sets.push(...(await ofHelmfile(source, places)));
    else
      for (const { kind, apiVersion, root } of parseKubernetes(relevantDocuments(source, mention)).objects) {
        if (kind === 'HelmRelease') sets.push(...(await ofFlux(root.get('spec'), places)));
        if (!apiVersion.startsWith('argoproj.io/')) continue;
        const spec = root.at('spec', 'template', 'spec').exists
          ? root.at('spec', 'template', 'spec')
          : root.get('spec');
        for (const part of [spec.get('source'), ...spec.get('sources').items])
          sets.push(...(await ofArgo(part, places)));
      }
  }
  return sets;
}

interface Places {
  readonly byDirectory: ReadonlyMap<string, Chart>;
  readonly view: RepositoryView;
}

/** Undefined layers are of files that are not here: the rest is told all the same. */
function setOf(chart: Chart | undefined, layers: readonly (ValueLayer | undefined)[]): readonly ValueSet[] {
  const known = layers.filter((layer) => layer !== undefined);
  return chart && known.length > 0 ? [{ chart, layers: known }] : [];
}

async function ofArgo(source: YamlValue, { byDirectory, view }: Places): Promise<readonly ValueSet[]> {
  const directory = join('.', source.get('path').text ?? '-');
  const chart = byDirectory.get(directory);
  if (!chart) return [];
  const helm = source.get('helm');
  const layers: (ValueLayer | undefined)[] = [];
  for (const { text } of helm.get('valueFiles').items) {
    const fromRoot = /^\$[\w-]+\/(.*)$/.exec(text ?? '')?.[1];
    layers.push(await layerOfFile(fromRoot ?? join(directory, text ?? '-'), view));
  }
  const written = helm.get('values');
  if (written.text !== undefined)
    layers.push(shownAt(layerOf(new SourceText(written.span.file, written.text)), written));
  layers.push(layerOfValue(helm.get('valuesObject')), parametersOf(helm.get('parameters')));
  return setOf(chart, layers);
}

/** Values in a text of their own have no places in the file: they all stand where the text does. */
function shownAt(layer: ValueLayer | undefined, place: YamlValue): ValueLayer | undefined {
  return layer && { values: layer.values, root: place };
}

/** `- {name: a.b, value: "1"}` as `--set a.b=1`. */
function parametersOf(parameters: YamlValue): ValueLayer | undefined {
  if (parameters.items.length === 0) return undefined;
  const values = new Map<string, GoValue>();
  for (const item of parameters.items.slice(0, 200)) {
    const keys = (item.get('name').text ?? '').split('.');
    let map = values;
    for (const key of keys.slice(0, -1)) {
      const known = map.get(key);
      const inner = known instanceof Map ? known : new Map<string, GoValue>();
      map.set(key, inner);
      map = inner;
    }
    map.set(keys.at(-1) ?? '', goValue(item.get('value').toPlain()));
  }
  return { values, root: parameters };
}

async function ofFlux(spec: YamlValue, { byDirectory, view }: Places): Promise<readonly ValueSet[]> {
  const chartSpec = spec.at('chart', 'spec');
  const chart = byDirectory.get(join('.', chartSpec.get('chart').text ?? '-'));
  if (!chart) return [];
  const layers: (ValueLayer | undefined)[] = [];
  for (const { text } of chartSpec.get('valuesFiles').items)
    if (text !== undefined) layers.push(await layerOfFile(join('.', text), view));
  return setOf(chart, [...layers, layerOfValue(spec.get('values'))]);
}

/** Go's actions in a path stand for one name each; the files that fit are one environment each. */
async function ofHelmfile(source: SourceText, { byDirectory, view }: Places): Promise<readonly ValueSet[]> {
  const text = source.text
    .replace(/^[ \t]*\{\{[^\n]*\}\}[ \t]*$/gm, '')
    .replace(/\{\{[^{}\n]*\}\}/g, '\u0001');
  const sets: ValueSet[] = [];
  for (const { root } of parseYaml(new SourceText(source.path, text)).documents)
    for (const release of root.get('releases').items) {
      const directory = dirname(source.path);
      const chart = byDirectory.get(join(directory, release.get('chart').text ?? '-'));
      if (!chart) continue;
      const fixed: (ValueLayer | undefined)[] = [];
      let varying: readonly string[] = [];
      for (const item of release.get('values').items) {
        if (item.isMap) fixed.push(layerOfValue(item));
        const path = item.text === undefined ? undefined : join(directory, item.text);
        if (path?.includes('\u0001') === true) varying = fittingPaths(path, view);
        else if (path !== undefined) fixed.push(await layerOfFile(path, view));
      }
      sets.push(...setOf(chart, fixed));
      for (const path of varying) sets.push(...setOf(chart, [...fixed, await layerOfFile(path, view)]));
    }
  return sets;
}

function fittingPaths(pattern: string, view: RepositoryView): readonly string[] {
  const parts = pattern.split('/');
  const fits = (part: string, name: string): boolean => {
    const [head = '', ...rest] = part.split('\u0001');
    const tail = rest.at(-1);
    if (tail === undefined) return part === name;
    return name.length >= head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
  };
  return view.files
    .map(({ path }) => path)
    .filter((path) => {
      const names = path.split('/');
      return names.length === parts.length && names.every((name, at) => fits(parts[at] ?? '', name));
    })
    .slice(0, 30);
}
