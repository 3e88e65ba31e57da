import { join } from 'node:path/posix';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { readKustomization, type Kustomization } from '../../../syntax/kustomize/kustomization.js';
import { parseKubernetes } from '../../../syntax/manifests/kubernetes.js';
import type { YamlValue } from '../../../syntax/yaml.js';

const mention = /kustomize\.toolkit\.fluxcd\.io|^\s*kustomize:/m;

/**
 * The kustomizations that are no files of their own: those of Flux, and the patches in applications of Argo CD. Each patches what lies at
 * a path of a repository, which is taken for this one.
 * Source: https://fluxcd.io/flux/components/kustomize/kustomizations/#patches,
 * https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/
 */
export async function deployedKustomizations(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
  probeWord: RegExp,
): Promise<readonly Kustomization[]> {
  const found: Kustomization[] = [];
  for (const { path } of candidates) {
    const source = /\.ya?ml$/i.test(path) ? await view.read(path) : undefined;
    if (!source || !probeWord.test(source.text) || !mention.test(source.text)) continue;
    for (const { apiVersion, root } of parseKubernetes(source).objects)
      for (const [said, place] of saidBy(apiVersion, root)) {
        if (place === undefined || !said.get('patches').isSequence) continue;
        const directory = join('.', place);
        const own = await readKustomization(source, said, directory, view);
        found.push({ ...own, resources: [directory] });
      }
  }
  return found;
}

/** What is said as in a kustomization, with the path that it is said of. */
function saidBy(apiVersion: string, root: YamlValue): readonly (readonly [YamlValue, string | undefined])[] {
  const spec = root.get('spec');
  if (apiVersion.startsWith('kustomize.toolkit.fluxcd.io/')) return [[spec, spec.get('path').text]];
  if (!apiVersion.startsWith('argoproj.io/')) return [];
  return [spec.get('source'), ...spec.get('sources').items].map((source) => [
    source.get('kustomize'),
    source.get('path').text,
  ]);
}
