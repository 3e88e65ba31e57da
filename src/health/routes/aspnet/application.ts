import type { RouteGuard } from '../../../model/endpoint.js';
import type { CSharpFiles, CSharpMethod } from '../../../syntax/csharp/files.js';
import type { RegisteredCheck } from './health-checks.js';
import type { DotnetProject } from './projects.js';

/** An application whose start is followed. */
export interface Application {
  readonly project: DotnetProject;
  readonly files: CSharpFiles;
  /** Whether a file belongs to its project or to one that this references. */
  readonly contains: (path: string) => boolean;
  /** Whether a file belongs to its own project. */
  readonly owns: (path: string) => boolean;
  readonly checks: () => Promise<readonly RegisteredCheck[]>;
  /** Whether the port of HTTPS is known, without which `UseHttpsRedirection` redirects nothing. */
  readonly hasHttpsPort: boolean;
  /** The limit on all requests, which stands where `UseRateLimiter` is called. */
  readonly globalLimiter: RouteGuard | undefined;
  /** Methods of the projects with this name that are handed something to map routes on. */
  readonly mappersNamed: (name: string) => Promise<readonly CSharpMethod[]>;
}
