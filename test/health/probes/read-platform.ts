import type { Probe } from '../../../src/model/probe.js';
import { isProductFile } from '../../../src/model/repository-view.js';
import type { ProbePlatform } from '../../../src/health/probe-platform.js';
import type { Reading } from '../../../src/model/reading.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** Reads the probes of one platform from files in memory, the way `readProbes` does. */
export function readPlatform(
  platform: ProbePlatform,
  files: Readonly<Record<string, string>>,
): Promise<Reading<Probe>> {
  const view = inMemoryRepository(files);
  const candidates = view.files.filter((file) => isProductFile(file) && platform.isCandidate(file));
  return platform.read(candidates, view);
}
