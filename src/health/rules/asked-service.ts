import type { Probe } from '../../model/probe.js';
import type { InService, Service, ServiceWorkload } from '../../model/service.js';
import type { HealthFacts } from './facts.js';

/**
 * Whether a probe surely asks the program of its service, not a sidecar or a third-party image that happens to lie near: its workload must
 * be linked to the service, and its container must run the service's image. What is not sure is left out.
 */
export function asksOwnService(probe: InService<Probe>, facts: HealthFacts): boolean {
  const service = facts.services.find(({ name }) => name === probe.service);
  if (!service || probe.service === '' || probe.host !== undefined) return false;
  // A Dockerfile near the service may build somebody else's product: then nothing of the service speaks of it.
  if (probe.platform === 'dockerfile')
    return service.reasons.some(({ span }) => span.file === probe.span.file);
  // Platforms that build a directory ask what they built there, unless they run an image from elsewhere.
  if (probe.target.directory !== undefined && probe.target.image === undefined)
    return probe.target.directory.replace(/\/$/, '') === service.path;
  // A patch asks the workload that it patches.
  const workload = probe.target.origin ?? { file: probe.span.file, name: probe.target.name };
  const link = service.workloads.find(
    ({ name, kind, span }) =>
      name === workload.name && kind === probe.target.kind && span.file === workload.file,
  );
  const isLinked = link !== undefined && !(isByPlace(link) && hasSeveralImages(service, facts));
  return isLinked && runsServiceImage(probe, service, facts.probes);
}

/** A manifest that lies near a service runs it, unless several different images do. */
function isByPlace({ reason }: ServiceWorkload): boolean {
  return / lies in /.test(reason);
}

function hasSeveralImages({ name, workloads }: Service, facts: HealthFacts): boolean {
  const near = workloads.filter(isByPlace);
  const images = facts.workloads
    .filter(
      (workload) =>
        workload.service === name &&
        near.some((link) => link.name === workload.name && link.span.file === workload.span.file),
    )
    .flatMap(({ containers }) =>
      containers.flatMap(({ image, init }) => (init || image === undefined ? [] : [lastSegment(image)])),
    );
  return new Set(images).size > 1;
}

function runsServiceImage(
  { target, span }: Probe,
  service: Service,
  probes: readonly InService<Probe>[],
): boolean {
  // Beside an image that is called like the service another one is somebody else's product.
  if (target.image !== undefined && isForeign(target.image, service, probes)) return false;
  if (target.image !== undefined && service.images.length > 0) {
    const name = lastSegment(target.image);
    return service.images.some((image) => lastSegment(image) === name);
  }
  // Nothing says which of several containers is the service's.
  return !probes.some(
    (other) =>
      other.span.file === span.file &&
      other.target.kind === target.kind &&
      other.target.name === target.name &&
      other.target.container !== target.container,
  );
}

function isForeign(image: string, { name }: Service, probes: readonly InService<Probe>[]): boolean {
  const bears = (one: string): boolean => lastSegment(one).toLowerCase() === name.toLowerCase();
  return (
    !bears(image) &&
    probes.some(
      ({ service, target }) => service === name && target.image !== undefined && bears(target.image),
    )
  );
}

function lastSegment(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return name.replace(/[:@][\s\S]*$/, '');
}
