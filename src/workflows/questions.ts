import { loadPack } from '../checklist/bundled-packs.js';
import type { Question } from '../model/checklist.js';

/** The questions in the order in which reports show them: those of the default checklist. */
export function loadQuestions(): readonly Question[] {
  return loadPack('scalability')?.questions ?? [];
}
