import type { InService } from '../../../model/service.js';
import type { Sighting } from '../../../model/sighting.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Workload } from '../../../model/workload.js';
import type { EvidenceFacts } from '../../facts.js';
import type { LocatedMatch } from '../../signal.js';

/** The workload in whose manifest a place stands. */
export function workloadAt(span: SourceSpan, { workloads }: EvidenceFacts): InService<Workload> | undefined {
  return workloads.find(
    (workload) =>
      workload.span.file === span.file &&
      workload.span.line <= span.line &&
      span.endLine <= workload.span.endLine,
  );
}

/** What stands in a workload's manifest is said of its service; what stands in that of a third party's image is none of ours. */
export function inOwnWorkload(sighting: InService<Sighting>, facts: EvidenceFacts): LocatedMatch | boolean {
  const workload = workloadAt(sighting.span, facts);
  if (!workload) return true;
  const { span, text, confidence } = sighting;
  return workload.service !== '' && { span, text, confidence, service: workload.service };
}
