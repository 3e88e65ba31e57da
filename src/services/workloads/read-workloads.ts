import type { Skipped } from '../../model/skipped.js';
import type { Workload } from '../../model/workload.js';
import { compareSpans } from '../../model/source-span.js';
import { isComposePath } from '../../syntax/manifests/compose.js';
import type { Rendering } from '../../syntax/helm/render.js';
import type { CandidateFiles } from '../candidate-files.js';
import type { ImageBuild } from '../images/image-build.js';
import { readSkaffoldBuilds } from '../images/skaffold-builds.js';
import { ancestors, baseName, directoryOf, isDevelopmentPlace } from '../repository-paths.js';
import { ComposeVariables } from './compose-variables.js';
import { readCompose } from './compose.js';
import { readKubernetes } from './kubernetes.js';

/** A workload with what links it to its service. */
export interface FoundWorkload {
  readonly workload: Workload;
  /** How its image is built, when its file says so. */
  readonly build: ImageBuild | undefined;
  /** Directories of the repository that it mounts. */
  readonly mounts: readonly string[];
}

export interface WorkloadsReading {
  readonly workloads: readonly FoundWorkload[];
  /** All builds that files describe, compose services' included; sorted by place. */
  readonly builds: readonly ImageBuild[];
  readonly skipped: readonly Skipped[];
}

/** Manifests in JSON are looked for only where their folder says so: most JSON files are something else. */
const manifestFolder = /(^|\/)(k8s|kube|kubernetes|manifests?|deploy(ments?)?|openshift)\//i;

/** Reads the workloads of all compose files and Kubernetes manifests. */
export async function readWorkloads(files: CandidateFiles): Promise<WorkloadsReading> {
  const workloads: FoundWorkload[] = [];
  const skipped: Skipped[] = [];
  const charts = new Set(files.named('Chart.yaml', 'Chart.yml').map(directoryOf));
  const paths = files.paths.filter((path) => isCandidate(path) && !isDevelopmentPlace(path));
  const skaffold = await files.readEach(
    files.namedLike(/^skaffold([._-][\w.-]+)?\.ya?ml$/),
    readSkaffoldBuilds,
  );
  const besideCompose = new Set(paths.filter(isComposePath).map(directoryOf));
  const environments = new Map(
    await files.readEach(
      files.named('.env').filter((path) => besideCompose.has(directoryOf(path))),
      (source) => [[directoryOf(source.path), new ComposeVariables(source)] as const],
    ),
  );
  const renderings = charts.size > 0 ? await files.renderedCharts() : new Map<string, Rendering>();
  await files.readEach(paths, (source) => {
    if (isComposePath(source.path)) {
      const variables = environments.get(directoryOf(source.path)) ?? new ComposeVariables();
      const reading = readCompose(source, files, variables);
      workloads.push(...reading.workloads);
      skipped.push(...reading.skipped);
    } else {
      const rendering = renderings.get(source.path);
      const text = rendering && 'text' in rendering ? rendering.text : source;
      const reading = readKubernetes(text, isChartTemplate(source.path, charts));
      workloads.push(...reading.workloads.map((workload) => ({ workload, build: undefined, mounts: [] })));
      skipped.push(...reading.skipped);
    }
    return [];
  });
  const builds = [...skaffold, ...workloads.flatMap(({ build }) => (build ? [build] : []))];
  return {
    workloads,
    builds: builds.toSorted((a, b) => compareSpans(a.reason.span, b.reason.span)),
    skipped,
  };
}

function isCandidate(path: string): boolean {
  return /\.ya?ml$/i.test(path) || (/\.json$/i.test(path) && manifestFolder.test(path));
}

function isChartTemplate(path: string, charts: ReadonlySet<string>): boolean {
  return ancestors(directoryOf(path)).some(
    (directory) => baseName(directory) === 'templates' && charts.has(directoryOf(directory)),
  );
}
