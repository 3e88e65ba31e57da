import type { Probe, ProbeTimings } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { readCommand } from '../../../syntax/manifests/docker-command.js';
import { parseDockerfile } from '../../../syntax/manifests/dockerfile.js';
import type {
  DockerFlag,
  DockerfileReading,
  DockerInstruction,
} from '../../../syntax/manifests/dockerfile.js';
import { readCheckCommand } from '../command.js';
import { secondsOfDuration } from '../durations.js';
import { environmentOf } from './environment.js';

/** The health checks of all Dockerfiles among the candidates, at most one each. */
export async function readDockerfileProbes(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<Reading<Probe>> {
  const facts: Probe[] = [];
  const skipped: Skipped[] = [];
  for (const file of candidates) {
    const source = await view.read(file.path);
    if (source === undefined || !/\bHEALTHCHECK\b/i.test(source.text)) continue;
    const reading = await readDockerfile(source);
    facts.push(...reading.facts);
    skipped.push(...reading.skipped);
  }
  return { facts, skipped };
}

async function readDockerfile(source: SourceText): Promise<Reading<Probe>> {
  const parsed = parseDockerfile(source);
  const stages = stagesOfImage(parsed);
  const check = healthCheckOf(parsed, stages);
  if (!check || /^none$/i.test(check.arguments.trim())) return { facts: [], skipped: [] };
  const text = /^CMD\s+(\S[\s\S]*)$/i.exec(check.arguments)?.[1];
  if (text === undefined) {
    const detail = 'HEALTHCHECK without CMD or NONE';
    return {
      facts: [],
      skipped: [{ file: source.path, line: check.span.line, reason: 'unsupported-syntax', detail }],
    };
  }
  const around = { variables: environmentOf(parsed.instructions, stages), ownNames: [] };
  const told = await readCheckCommand(readCommand(text), text, around);
  const probe: Probe = {
    platform: 'dockerfile',
    kind: 'healthcheck',
    effect: 'gate',
    transport: 'exec',
    ...told,
    timings: timingsOf(check.flags),
    target: { kind: 'image', name: source.path },
    span: check.span,
    confidence: 'high',
  };
  return { facts: [probe], skipped: [] };
}

/** Indexes of the stages whose instructions make the image: the last one and those it is built upon, nearest first. */
function stagesOfImage({ stages }: DockerfileReading): readonly number[] {
  const found: number[] = [];
  for (let stage = stages.at(-1); stage;) {
    found.push(stage.index);
    stage = stage.baseStage === undefined ? undefined : stages[stage.baseStage];
  }
  return found;
}

function healthCheckOf(
  { instructions }: DockerfileReading,
  stages: readonly number[],
): DockerInstruction | undefined {
  for (const stage of stages) {
    const own = instructions.findLast((one) => one.stage === stage && one.keyword === 'HEALTHCHECK');
    if (own) return own;
  }
  return undefined;
}

function timingsOf(flags: readonly DockerFlag[]): ProbeTimings {
  const valueOf = (name: string): string | undefined => flags.findLast((flag) => flag.name === name)?.value;
  const delay = secondsOfDuration(valueOf('start-period'));
  const period = secondsOfDuration(valueOf('interval'));
  const timeout = secondsOfDuration(valueOf('timeout'));
  const retries = valueOf('retries');
  return {
    ...(delay !== undefined && { initialDelaySeconds: delay }),
    ...(period !== undefined && { periodSeconds: period }),
    ...(timeout !== undefined && { timeoutSeconds: timeout }),
    ...(retries !== undefined && /^\d{1,9}$/.test(retries) && { failureThreshold: Number(retries) }),
  };
}
