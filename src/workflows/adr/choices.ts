import { templateNames } from '../../documents/bundled-templates.js';
import { recentAuthors } from '../../repository/recent-authors.js';

/** What can be chosen from when a record is written by answering questions. */
export interface RecordChoices {
  readonly templates: readonly string[];
  /** Those who committed lately, most commits first. */
  readonly people: readonly string[];
}

/** The choices for a new record in a repository. */
export async function recordChoices(path: string): Promise<RecordChoices> {
  return { templates: templateNames('adr'), people: (await recentAuthors(path)).slice(0, 12) };
}
