import type { SourceSpan } from './source-span.js';

/** Why something was taken for a deployable unit, e.g. "Dockerfile", "compose service api builds ./api". */
export interface ServiceReason {
  readonly text: string;
  readonly span: SourceSpan;
}

/** A deployable unit of the repository. */
export interface Service {
  /** Unique within the repository. */
  readonly name: string;
  /** Directory relative to the root; `.` is the root itself. */
  readonly path: string;
  /** Directories outside `path` whose code only this service is built from: packages of a module with several programs. */
  readonly packages?: readonly string[];
  readonly languages: readonly string[];
  readonly reasons: readonly ServiceReason[];
  /** Image names (without registry and tag) that are built from this service. */
  readonly images: readonly string[];
  /** Workloads that run it, e.g. `Deployment/checkout`, with the reason for the link. */
  readonly workloads: readonly ServiceWorkload[];
}

/** A workload of a platform that runs a service, and why lintel thinks so. */
export interface ServiceWorkload {
  readonly platform: string;
  readonly kind: string;
  readonly name: string;
  readonly span: SourceSpan;
  readonly reason: string;
}

/** A fact that was given to the service it belongs to; empty name = no service is near. */
export type InService<Fact> = Fact & { readonly service: string };
