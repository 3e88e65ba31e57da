import type { HclScope } from '../../../syntax/manifests/hcl/scope.js';

/** What the reader of a block has to know of the directory that it lies in. */
export interface Surroundings {
  readonly scope: HclScope;
  /** The directory holds a service of ECS, whose scheduler replaces what a load balancer finds unhealthy. */
  readonly runsTasks: boolean;
}
