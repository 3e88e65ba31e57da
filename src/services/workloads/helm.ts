import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import { parseYaml } from '../../syntax/yaml.js';
import type { YamlValue } from '../../syntax/yaml.js';
import type { CandidateFiles } from '../candidate-files.js';
import { directoryOf, joinPath } from '../repository-paths.js';

/** An image that a Helm chart's values name. */
export interface ChartImage {
  readonly chart: string;
  /** Where the image is set, as `api.image`. */
  readonly key: string;
  readonly image: string;
  readonly span: SourceSpan;
}

/** Values are looked through this deep for images. */
const deepest = 5;

/**
 * The images in the `values.yaml` of every chart: each map with a `repository` whose key is `image` or ends with it, and `image: name:tag`.
 * Source: https://helm.sh/docs/chart_best_practices/values/
 */
export async function readChartImages(files: CandidateFiles): Promise<readonly ChartImage[]> {
  const images: ChartImage[] = [];
  for (const path of files.named('Chart.yaml', 'Chart.yml')) {
    const directory = directoryOf(path);
    const chart = await files.read(path);
    const values = await files.read(joinPath(directory, 'values.yaml'));
    const name = chart && rootOf(chart)?.get('name').text;
    const root = values && rootOf(values);
    if (name === undefined || !root) continue;
    images.push(...imagesIn(root, [], name));
  }
  return images;
}

function rootOf(source: SourceText): YamlValue | undefined {
  return parseYaml(source).documents[0]?.root;
}

function imagesIn(value: YamlValue, keys: readonly string[], chart: string): ChartImage[] {
  if (keys.length > deepest) return [];
  return value.entries.flatMap(([key, child]): ChartImage[] => {
    if (/image$/i.test(key)) {
      const repository = child.isMap ? child.get('repository') : child;
      const image = repository.text;
      if (image === undefined || image === '') return [];
      const registry = child.get('registry').text;
      const full = registry === undefined || registry === '' ? image : `${registry}/${image}`;
      return [{ chart, key: [...keys, key].join('.'), image: full, span: repository.span }];
    }
    return child.isMap ? imagesIn(child, [...keys, key], chart) : [];
  });
}
