import { routeFrameworks } from '../../../src/health/routes/registry.js';
import { isProductFile } from '../../../src/model/repository-view.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** `path: dependency file:line, …` of what stands before each route. */
export async function before(framework: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const view = inMemoryRepository(files);
  const reader = routeFrameworks.find(({ name }) => name === framework);
  const candidates = view.files.filter((file) => isProductFile(file) && reader?.isCandidate(file));
  const { routes } = (await reader?.read(candidates, view)) ?? { routes: [] };
  return routes.map(({ path, touchedBefore = [] }) =>
    `${path}: ${touchedBefore.map(({ dependency, span }) => `${dependency} ${span.file}:${span.line}`).join(', ')}`.trimEnd(),
  );
}
