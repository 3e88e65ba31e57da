import type { Evidence } from '../../src/model/evidence.js';
import { reportOf } from '../../src/workflows/scan.js';
import { inMemoryRepository } from '../in-memory-repository.js';

/** What a scan of a small repository shows for one signal. */
export async function evidenceIn(
  files: Readonly<Record<string, string>>,
  signal: string,
): Promise<readonly Evidence[]> {
  const report = await reportOf(inMemoryRepository(files), 'example', {});
  return report.evidence.filter((item) => item.signal === signal);
}
