import type { Probe } from '../../../src/model/probe.js';
import type { ProbePlatform } from '../../../src/health/probe-platform.js';
import { readPlatform } from './read-platform.js';

/** What a platform asks, one line for each probe: place, target, kind, effect, what is asked, timings. */
export async function probeLines(
  platform: ProbePlatform,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { facts } = await readPlatform(platform, files);
  return facts.map(probeLine);
}

function probeLine(probe: Probe): string {
  const { span, target, timings } = probe;
  const asked = [probe.scheme ?? probe.transport, probe.host, probe.port, probe.path].filter(
    (part) => part !== undefined,
  );
  const where = target.directory === undefined ? '' : ` in ${target.directory}`;
  const container = target.container === undefined ? '' : `/${target.container}`;
  const seconds = [
    ['delay', timings.initialDelaySeconds],
    ['every', timings.periodSeconds],
    ['timeout', timings.timeoutSeconds],
    ['failures', timings.failureThreshold],
    ['successes', timings.successThreshold],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return [
    `${span.file}:${span.line} ${target.kind} ${target.name}${container}${where}`,
    `${probe.kind} → ${probe.effect}`,
    [...asked, ...(probe.tool === undefined ? [] : [`by ${probe.tool}`])].join(' '),
    ...Object.entries(probe.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(probe.cannotFail === undefined ? [] : [`cannot fail: ${probe.cannotFail}`]),
    ...(seconds.length > 0 ? [seconds.join(', ')] : []),
    ...(probe.confidence === 'high' ? [] : [probe.confidence]),
  ].join(' | ');
}
