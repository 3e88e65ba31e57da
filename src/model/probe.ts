import type { Confidence } from './confidence.js';
import type { SourceSpan } from './source-span.js';

export type ProbeKind = 'liveness' | 'readiness' | 'startup' | 'healthcheck';

/** What happens when the probe fails: this, not the key's name, decides how grave a wrong probe is. */
export type ProbeEffect = 'restart' | 'de-route' | 'gate' | 'none';

export type ProbeTransport = 'http' | 'grpc' | 'tcp' | 'exec';

/** The container or unit that is probed. */
export interface ProbeTarget {
  /** e.g. `Deployment`, `compose service`, `image`. */
  readonly kind: string;
  readonly name: string;
  readonly container?: string;
  /** Image reference as written. */
  readonly image?: string;
  /** Directory of the program relative to the root, when the platform's file names it. */
  readonly directory?: string;
  /** Where the workload itself is written and how it is called there, when the probe stands in another file, such as a patch of it. */
  readonly origin?: { readonly file: string; readonly name: string };
}

/** Timings in seconds and counts, only those that are written; platform defaults are the rules' business. */
export interface ProbeTimings {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold?: number;
  readonly successThreshold?: number;
}

/** One check that a platform makes. */
export interface Probe {
  /** Name of the probe platform in the registry. */
  readonly platform: string;
  readonly kind: ProbeKind;
  readonly effect: ProbeEffect;
  readonly transport: ProbeTransport;
  /** HTTP path as the platform would ask for it, without query; also when a command such as curl asks for it. */
  readonly path?: string;
  /** Port number after named ports were resolved; a name stays when it could not be. */
  readonly port?: number | string;
  readonly scheme?: 'http' | 'https';
  /** The host that is asked, when it is written and is not the probed container itself. */
  readonly host?: string;
  /**
   * Headers that the check sends besides those of its client, by lower-cased name: `{ host: 'example.org' }`. Absent when none is written;
   * what only run time knows of a value is `?`.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** For gRPC: the service name of the health request; undefined = the server as a whole. */
  readonly grpcService?: string;
  /** For exec: the words of the command. */
  readonly command?: readonly string[];
  /** For exec with a known client (curl, wget, grpc_health_probe …): the tool. */
  readonly tool?: string;
  /** Why the check can never fail, when that is so: "`|| true` hides the failure". */
  readonly cannotFail?: string;
  readonly timings: ProbeTimings;
  readonly target: ProbeTarget;
  /** The files of values or the kustomization that make it what it is, when its manifest alone does not. */
  readonly renderedWith?: readonly string[];
  /** Where the probe's block begins, to its end. */
  readonly span: SourceSpan;
  readonly confidence: Confidence;
}
