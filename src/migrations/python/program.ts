import type { RepositoryView } from '../../model/repository-view.js';
import { PythonProgram } from '../../syntax/python/program.js';
import { oncePerView } from '../finding/once-per-view.js';

/** The Python files of a repository, parsed once for all readers of migrations. */
export const pythonProgram = oncePerView((view: RepositoryView) => new PythonProgram(view));
