import { dirname } from 'node:path/posix';
import { grouped } from '../../../model/grouped.js';
import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { HclScope } from '../../../syntax/manifests/hcl/scope.js';
import { parseTerraform } from '../../../syntax/manifests/hcl/terraform.js';
import type { HclBlock, HclBody } from '../../../syntax/manifests/hcl/value.js';
import { appPlatformProbes } from './app-platforms.js';
import { ecsProbes } from './ecs-task.js';
import { kubernetesProbes } from './kubernetes.js';
import { loadBalancerProbes } from './load-balancers.js';
import { moduleProbes } from './module-inputs.js';
import type { Surroundings } from './surroundings.js';

const mention = /health_?check|_probe\b|healthCheck|lb_target_group/;

/** The checks of all configurations, directory by directory: a directory is a module, in which all files see each other's names. */
export async function readTerraform(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<Reading<Probe>> {
  const directories = grouped(candidates, ({ path }) => dirname(path));
  const facts: Probe[] = [];
  for (const files of directories.values()) facts.push(...(await readDirectory(files, view)));
  return { facts, skipped: [] };
}

async function readDirectory(
  files: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly Probe[]> {
  const sources = [];
  for (const { path } of files) {
    const source = await view.read(path);
    if (source) sources.push(source);
  }
  if (!sources.some(({ text }) => mention.test(text))) return [];
  const bodies: readonly HclBody[] = sources.map(parseTerraform);
  const blocks = bodies.flatMap(({ blocks: found }) => found);
  const around: Surroundings = {
    scope: new HclScope(bodies),
    runsTasks: blocks.some(({ type, labels }) => type === 'resource' && labels[0] === 'aws_ecs_service'),
  };
  const found: Probe[] = [];
  for (const block of blocks) found.push(...(await probesOf(block, around)));
  return found;
}

async function probesOf(block: HclBlock, around: Surroundings): Promise<readonly Probe[]> {
  if (block.type === 'module') return moduleProbes(block, around);
  const [resource = ''] = block.labels;
  if (block.type !== 'resource') return [];
  if (resource === 'aws_ecs_task_definition') return ecsProbes(block, around);
  if (resource.startsWith('kubernetes_')) return kubernetesProbes(block, around);
  return [...loadBalancerProbes(resource, block, around), ...appPlatformProbes(resource, block, around)];
}
