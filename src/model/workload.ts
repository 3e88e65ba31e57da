import type { SourceSpan } from './source-span.js';

/** A container as a platform's manifest describes it. */
export interface WorkloadContainer {
  readonly name: string;
  readonly image?: string;
  readonly init: boolean;
  readonly ports: readonly { readonly name?: string; readonly port: number }[];
  readonly environment: Readonly<Record<string, string>>;
  /** What it starts instead of the image's own entry point, when the manifest says so. */
  readonly command?: readonly string[];
}

/** Something that a platform runs: a Kubernetes workload, a compose service. */
export interface Workload {
  readonly platform: 'kubernetes' | 'compose';
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** As written; undefined = the platform's default. */
  readonly replicas?: number;
  readonly containers: readonly WorkloadContainer[];
  /** Directory of the build context relative to the root, when the manifest names one. */
  readonly buildContext?: string;
  /** The Dockerfile of that build, relative to the root, and the stage that it takes. */
  readonly dockerfile?: string;
  readonly buildTarget?: string;
  readonly span: SourceSpan;
}
