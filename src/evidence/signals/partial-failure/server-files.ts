/** Directories of programs that people run by hand, and of code that prepares or builds: what waits there holds no request. */
const byHand =
  /(?:^|\/)(?:scripts?|tools?|tooling|bin|hack|cli|dev|devtools|seeds?|seeders?|migrations?|fixtures|commands?|ci|build|deploy|release|benchmarks?|loadtests?|load-?gen(?:erator)?|e2e|notebooks)\/|(?:^|\/)(?:setup|conftest|manage|seed|gulpfile|[\w.-]+\.config)\.[a-z]+$/i;

/** Whether a file can be part of what answers requests or jobs, as far as its path tells. */
export function isOfServer(path: string): boolean {
  return !byHand.test(path);
}
