import type { Probe, ProbeEffect, ProbeKind, ProbeTimings } from '../../../model/probe.js';
import type { HclScope } from '../../../syntax/manifests/hcl/scope.js';
import { blocksOf, type HclBlock, type HclBody } from '../../../syntax/manifests/hcl/value.js';
import { askedPath, portNumber } from '../http-address.js';
import { secondsOf, timingsOf } from '../timings.js';

/** Timings by the names of their attributes. */
export type TimingNames = { readonly [Name in keyof ProbeTimings]: string };

/** A platform's shape of a probe. */
export interface Shape {
  readonly kind: ProbeKind;
  readonly effect: ProbeEffect;
}

/** What every check of a resource has: the platform, the resource as its target, the timings that are written as literals. */
export function checkOf(
  owner: HclBlock,
  part: HclBlock,
  shape: Shape,
  names: TimingNames,
  scope: HclScope,
): Omit<Probe, 'transport'> {
  const [resource = owner.type, name = resource] = owner.labels;
  const written = Object.entries(names).map(
    ([key, attribute]) => [key, secondsOf(scope.text(part.attributes.get(attribute)))] as const,
  );
  return {
    platform: 'terraform',
    ...shape,
    timings: timingsOf(Object.fromEntries(written)),
    target: { kind: owner.type === 'module' ? 'module' : resource, name },
    span: part.span,
    confidence: 'high',
  };
}

/** An HTTP request; a path that is computed is left open, one that is not written is `/`. */
export function httpRequest(
  part: HclBody,
  scope: HclScope,
  { path, port, scheme = 'http' }: { path: string; port?: string | undefined; scheme?: 'http' | 'https' },
): Pick<Probe, 'transport' | 'path' | 'port' | 'scheme'> {
  const attribute = part.attributes.get(path);
  const text = attribute === undefined ? '/' : scope.text(attribute);
  return {
    transport: 'http',
    ...(text !== undefined && { path: askedPath(text) }),
    ...portOf(port),
    scheme,
  };
}

/** A port when it is a number. */
export function portOf(text: string | undefined): { readonly port?: number } {
  const port = portNumber(text);
  return port === undefined ? {} : { port };
}

/** The first block of a type. */
export function firstBlock(body: HclBody, type: string): HclBlock | undefined {
  return blocksOf(body, type)[0];
}
