import type { FileMark } from '../model/repository-view.js';

/** Marks that the path alone tells. Filled in by the repository room. */
export function marksOfPath(path: string): readonly FileMark[] {
  return /(^|\/)(test|tests|__tests__|spec)\//.test(path) ? ['test'] : [];
}
