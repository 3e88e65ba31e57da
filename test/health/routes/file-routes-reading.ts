import { isProductFile } from '../../../src/model/repository-view.js';
import type { RouteFramework } from '../../../src/health/route-framework.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** The routes of a framework as `METHOD /path file`, `…` before a path whose beginning is not known; and what is left open. */
export async function fileRoutes(
  framework: RouteFramework,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const view = inMemoryRepository(files);
  const candidates = view.files.filter((file) => isProductFile(file) && framework.isCandidate(file));
  const { gaps, routes } = await framework.read(candidates, view);
  return [
    ...routes.map(
      ({ method, path, pathComplete, span }) => `${method} ${pathComplete ? '' : '…'}${path} ${span.file}`,
    ),
    ...gaps.map(({ reason, span }) => `open ${span.file}: ${reason}`),
  ];
}
