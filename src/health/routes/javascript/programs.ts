import { isProductFile, type RepositoryFile } from '../../../model/repository-view.js';
import type { RouteFramework } from '../../route-framework.js';

const program = /\.[cm]?[jt]sx?$/;
const noProgram =
  /\.d\.[cm]?ts$|\.min\.[cm]?js$|\.(?:test|spec|stories|e2e-spec|mock)\.[cm]?[jt]sx?$|(?:^|[/._-])test-(?:utils?|helpers?|setup)\.[cm]?[jt]sx?$/;

/** Whether a file may be a program in JavaScript or TypeScript that sets up routes. */
function isProgram(file: RepositoryFile): boolean {
  return isProductFile(file) && program.test(file.path) && !noProgram.test(file.path);
}

/** The fact sheet of a framework whose routes are read by evaluating programs. */
export function programFramework(
  sheet: Pick<RouteFramework, 'name' | 'title' | 'homepage' | 'recognition'>,
): RouteFramework {
  return {
    ...sheet,
    languages: ['javascript', 'typescript'],
    isCandidate: isProgram,
    read: async (candidates, view) => (await import('./read.js')).readFramework(sheet.name, candidates, view),
  };
}
