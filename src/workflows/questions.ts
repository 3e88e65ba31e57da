import type { Question } from '../model/checklist.js';
import { packOf } from './packs.js';

/** The questions in the order in which reports show them: those of the default checklist. */
export function loadQuestions(pack = 'scalability'): readonly Question[] {
  return packOf(pack).questions;
}
