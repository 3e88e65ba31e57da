import type { InService } from '../../../model/service.js';
import type { Sighting } from '../../../model/sighting.js';
import type { Workload } from '../../../model/workload.js';
import type { EvidenceFacts } from '../../facts.js';
import type { LocatedMatch } from '../../signal.js';

/** The workload of this repository's own services that was seen by kind and name; undefined for third-party images. */
export function ownWorkload(
  { details, span }: Sighting,
  { workloads }: EvidenceFacts,
): InService<Workload> | undefined {
  const own = workloads.filter(
    (workload) =>
      workload.service !== '' &&
      workload.platform === 'kubernetes' &&
      workload.kind === details?.['kind'] &&
      workload.name === details['name'],
  );
  return own.find((workload) => workload.span.file === span.file) ?? own[0];
}

/** What was seen, as evidence on a service. */
export function matchIn({ span, text, confidence }: Sighting, service: string): LocatedMatch {
  return { span, text, confidence, service };
}

/** Keeps what was seen of workloads of this repository, and gives it to their service. */
export function onlyOwnWorkloads(
  sighting: InService<Sighting>,
  facts: EvidenceFacts,
): LocatedMatch | boolean {
  const workload = ownWorkload(sighting, facts);
  return workload ? matchIn(sighting, workload.service) : false;
}
