import type { ServiceReason } from '../../model/service.js';

/** An image that some file says how to build: a compose service with `build`, a skaffold artifact. */
export interface ImageBuild {
  /** Directory whose files the build gets. */
  readonly context: string;
  /** Path of the Dockerfile; it need not exist. */
  readonly dockerfile: string;
  /** Names of the built image as written; empty when the file names none. */
  readonly images: readonly string[];
  /** What the platform calls that which it builds; undefined when its name says little about the product (profiles, test files). */
  readonly name: string | undefined;
  /** What it is called and what is passed to its build (target, values of arguments), the most telling first. */
  readonly names: readonly string[];
  /** Directories of the repository that are mounted into the container. */
  readonly mounts: readonly string[];
  readonly reason: ServiceReason;
}
