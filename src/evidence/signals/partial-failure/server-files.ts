import type { EvidenceFacts } from '../../facts.js';

/** Directories of programs that people run by hand, and of code that prepares or builds: what waits there holds no request. */
const byHand =
  /(?:^|\/)(?:scripts?|tools?|tooling|bin|hack|cli|dev|devtools|seeds?|seeders?|migrations?|fixtures|commands?|ci|build|deploy|release|benchmarks?|loadtests?|cmd\/(?:[\w-]*[-_])?(?:client|cli|ctl|bench|benchmark|loadtest|tool)|load-?gen(?:erator)?|e2e|notebooks|(?:[a-z\d]+[-_])*(?:demos?|examples?|samples?)(?:[-_][a-z\d]+)*)\/|(?:^|\/)(?:setup|conftest|manage|seed|gulpfile|[\w.-]+\.config)\.[a-z]+$/i;

/** Whether a file can be part of what answers requests or jobs, as far as its path tells. */
export function isOfServer(path: string): boolean {
  return !byHand.test(path);
}

/**
 * Whether a service may be a program that somebody runs and that ends: all that is known of it is a script of `package.json`, nothing builds an
 * image of it, and it has no routes.
 */
export function mayEnd(name: string, { routes, services, workloads }: EvidenceFacts): boolean {
  const service = services.find((candidate) => candidate.name === name);
  return (
    service !== undefined &&
    service.reasons.every(({ text }) => /^(?:package\.json script|Nx application)\b/.test(text)) &&
    !routes.some((route) => route.service === name) &&
    !workloads.some((workload) => workload.service === name)
  );
}
