import { plainText } from './plain-text.js';
import type { ReadRecord } from './read-record.js';
import { pathOfCode } from './written-targets.js';

/** A line by which a record says how it is seen that the decision is kept. */
export interface ConfirmationLine {
  /** Index of the line. */
  readonly line: number;
  /** Offsets of the text without list mark. */
  readonly start: number;
  readonly end: number;
  /** In plain words. */
  readonly text: string;
  /** What it names that can be looked at. */
  readonly names: readonly ConfirmationName[];
}

/** A path that is there or not, the id of a rule or of a signal, or an endpoint. */
export type ConfirmationName =
  | { readonly kind: 'path'; readonly path: string; readonly absent: boolean }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'endpoint'; readonly method: string; readonly path: string };

/** MADR 4 says Confirmation, MADR 3 and its predecessors Validation: https://adr.github.io/madr/. */
const sections = /^(confirmation|validation)$/i;

/** Words behind a path, or before it, that say that it must not be there. */
const absentAfter =
  /^\W{0,3}\s*(?:(?:does|do|must|may|should|shall|can)\s?(?:not|n['’]t)\s+exist|(?:is|are|was|were|has been|have been|must be|should be)\s+(?:gone|removed|deleted)|no longer exists?)\b/i;
const absentBefore = /(?:^|\W)(?:no|there is no|there are no|without a|without)\s+$/i;
/** Other words of denial: what the line says of its path is then not that it is there. */
const denial =
  /\b(?:not|no|never|none|without|n['’]t|nothing|neither|nor|nobody|only|unless|except)\b|n['’]t\b/i;

/**
 * The lines under `## Confirmation`. Only what stands in code marks is taken for a name, and where the line denies something the path is left
 * alone unless the denial is plainly that it exists: nothing is guessed.
 */
export function confirmationLines({ outline }: ReadRecord): readonly ConfirmationLine[] {
  const lines: ConfirmationLine[] = [];
  const headings = new Set(outline.headings.map(({ line }) => line));
  for (const heading of outline.headings) {
    if (
      !sections.test(
        plainText(heading.text)
          .replace(/^\d+(\.\d+)*[.)]?\s*/, '')
          .replace(/:$/, ''),
      )
    )
      continue;
    for (let index = heading.body; index < heading.end; index += 1) {
      const line = outline.lines[index];
      if (line === undefined || line.silent || headings.has(index) || line.text.trim() === '') continue;
      const mark = /^\s*(?:>\s*)*(?:(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?)?/.exec(line.text)?.[0].length ?? 0;
      const text = line.text.slice(mark).trimEnd();
      if (text === '') continue;
      lines.push({
        line: index,
        start: line.start + mark,
        end: line.start + mark + text.length,
        text: plainText(text),
        names: namesIn(text),
      });
    }
  }
  return lines;
}

function namesIn(text: string): readonly ConfirmationName[] {
  return [...text.matchAll(/(`+)([^`]+)\1/g)].flatMap((match): ConfirmationName[] => {
    const code = (match[2] ?? '').trim();
    const endpoint = /^(GET|HEAD|POST|PUT|PATCH|DELETE)\s+(\/\S*)$/.exec(code);
    if (endpoint) return [{ kind: 'endpoint', method: endpoint[1] ?? '', path: endpoint[2] ?? '' }];
    if (/^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)+$/.test(code) && !/\.[a-z]{1,4}$/.test(code))
      return [{ kind: 'id', id: code }];
    const path = pathOfCode(code) ?? (/^[\w.-]+\.[A-Za-z][A-Za-z0-9]{0,5}$/.test(code) ? code : undefined);
    if (path === undefined) return [];
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    const absent = absentAfter.test(after) || absentBefore.test(before);
    if (!absent && denial.test(before + after)) return [];
    return [{ kind: 'path', path, absent }];
  });
}
