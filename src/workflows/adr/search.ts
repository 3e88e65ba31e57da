import { filterLogs } from '../../documents/adr/filter.js';
import type { RecordFilter } from '../../documents/adr/filter.js';
import { formatOf, outlineOf } from '../../documents/adr/outline.js';
import { plainText } from '../../documents/adr/plain-text.js';
import type { AdrRecord } from '../../documents/adr/record.js';
import { foldForSearch, searchRecords, termsOf } from '../../documents/adr/search.js';
import type { SearchedRecord } from '../../documents/adr/search.js';
import { InputError } from '../../model/input-error.js';
import { openLogRoot } from './open-log.js';
import { readLogs } from './read-logs.js';

/** A line that answers. */
export interface FoundPlace {
  /** From 1. */
  readonly line: number;
  /** The heading that the line stands under; null before the first one. */
  readonly section: string | null;
  /** The line without markup. */
  readonly text: string;
}

export interface FoundRecord {
  readonly record: AdrRecord;
  readonly score: number;
  readonly places: readonly FoundPlace[];
}

export interface SearchResult {
  readonly query: string;
  /** The best first. */
  readonly found: readonly FoundRecord[];
  /** How many records answer, also those beyond the limit. */
  readonly total: number;
}

/** Lines shown for one record. */
const placesShown = 3;

/**
 * The records in which every word of the query stands (at the beginning of a word), ranked; phrases in quotes stand as they are.
 * @throws InputError when the query has no word.
 */
export async function searchAdrs(options: {
  readonly path: string;
  readonly folder?: string;
  readonly query: string;
  readonly filter: RecordFilter;
  readonly limit: number;
}): Promise<SearchResult> {
  const terms = termsOf(options.query);
  if (terms.words.length + terms.phrases.length === 0)
    throw new InputError(
      'no words to look for',
      'Say what the record is about: `lintel adr search postgres`.',
    );
  const { scanned, configured } = await openLogRoot(options);
  try {
    const { logs } = await readLogs(scanned, configured);
    const searched: SearchedRecord[] = [];
    for (const record of filterLogs(logs, options.filter).flatMap(({ records }) => records)) {
      const source = await scanned.view.read(record.path);
      searched.push({ record, text: source?.text ?? '' });
    }
    const hits = searchRecords(searched, terms);
    const texts = new Map(searched.map(({ record, text }) => [record.path, text]));
    return {
      query: options.query,
      total: hits.length,
      found: hits.slice(0, options.limit).map(({ record, score, lines }) => ({
        record,
        score,
        places: placesOf(record, texts.get(record.path) ?? '', lines),
      })),
    };
  } finally {
    await scanned.close();
  }
}

function placesOf(record: AdrRecord, text: string, lines: readonly number[]): readonly FoundPlace[] {
  const outline = outlineOf(text, formatOf(record.path));
  const title = foldForSearch(record.title);
  const places: FoundPlace[] = [];
  for (const index of lines) {
    const line = outline.lines[index];
    if (line === undefined || places.length === placesShown) continue;
    const heading = outline.headings.findLast((candidate) => candidate.line <= index);
    const shown = plainText(line.text.replace(/^\s*(?:#{1,6}|={1,6}|[-*+]|>|\d+[.)])\s+/, ''));
    // The title is shown anyway.
    if (shown === '' || foldForSearch(shown).endsWith(title)) continue;
    const section = heading === undefined || heading.depth === 1 ? null : plainText(heading.text);
    places.push({ line: index + 1, section, text: shown });
  }
  return places.toSorted((a, b) => a.line - b.line);
}
