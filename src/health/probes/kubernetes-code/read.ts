import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { CodeIndex } from '../../../syntax/code/code-index.js';
import type { CodeFile } from '../../../syntax/code/code-file.js';
import { ParseTimeout } from '../../../syntax/tree-sitter.js';
import { containersIn } from './containers.js';
import { probesOfContainer } from './probes.js';

/** What such a program cannot be written without. */
const mention = /(?:liveness|readiness|startup)_?Probe|\bProbe\.from_?(?:http_?get|command|tcp_?socket)\b/i;

/** Packages whose objects are what a manifest would say. */
const libraries =
  /^(?:@pulumi\/kubernetes|pulumi_kubernetes|Pulumi\.Kubernetes|cdk8s)|pulumi-kubernetes\/|^com\.pulumi\.kubernetes|(?:^|[./])imports[./]k8s$/;

/** The probes in the programs that describe what runs on Kubernetes. */
export async function readKubernetesCode(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<Reading<Probe>> {
  const index = new CodeIndex(view, () => false);
  const facts: Probe[] = [];
  const skipped: Skipped[] = [];
  for (const { path } of candidates) {
    const source = await view.read(path);
    if (!source || !mention.test(source.text) || !/pulumi|cdk8s|imports[./]k8s/i.test(source.text)) continue;
    try {
      const code = await index.file(path);
      if (code && isAboutKubernetes(code)) facts.push(...(await probesIn(code)));
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      skipped.push({ file: path, reason: 'parse-error', detail: error.message });
    }
  }
  return { facts, skipped };
}

function isAboutKubernetes({ imports }: CodeFile): boolean {
  return imports.some(
    ({ module, member }) => libraries.test(module) || libraries.test(`${module}.${member ?? ''}`),
  );
}

async function probesIn(code: CodeFile): Promise<readonly Probe[]> {
  const found: Probe[] = [];
  for (const container of containersIn(code)) found.push(...(await probesOfContainer(code, container)));
  return found;
}
