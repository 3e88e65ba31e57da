import { Ajv2020 } from 'ajv/dist/2020.js';
import type { BaselineEntry } from '../model/baseline.js';
import type { IdentifiedFinding } from '../model/finding.js';
import { InputError } from '../model/input-error.js';
import { compareText } from '../model/source-span.js';

/** Where the baseline is kept, relative to the root. */
export const baselineFile = '.lintel/baseline.json';

const schema = {
  type: 'object',
  required: ['version', 'findings'],
  properties: {
    version: { const: 1 },
    findings: {
      type: 'array',
      items: {
        type: 'object',
        required: ['fingerprint', 'rule', 'file'],
        properties: {
          fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
          rule: { type: 'string' },
          file: { type: 'string' },
          service: { type: 'string' },
        },
      },
    },
  },
} as const;

/** An entry with the line at which it stands. */
export type PlacedEntry = BaselineEntry & { readonly line: number };

/**
 * Reads the text of a baseline.
 * @param file its path, for messages.
 * @throws InputError when it is no JSON or of another form.
 */
export function readBaseline(text: string, file: string): readonly PlacedEntry[] {
  const wrong = (what: string): InputError =>
    new InputError(`${file}: ${what}`, 'Write it anew: remove it, then `lintel audit baseline`.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  const validate = new Ajv2020({ strict: false }).compile<{
    findings: (Omit<BaselineEntry, 'service'> & { readonly service?: string })[];
  }>(schema);
  if (!validate(value)) {
    const [problem] = validate.errors ?? [];
    throw wrong(
      `${problem?.instancePath.slice(1).replaceAll('/', ' ') || 'the file'} ${problem?.message ?? 'is wrong'}`,
    );
  }
  // Entries stand on lines of their own when lintel wrote them; otherwise the first line has to do.
  const lines = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    const fingerprint = /"fingerprint": ?"([0-9a-f]{32})"/.exec(line)?.[1];
    if (fingerprint !== undefined && !lines.has(fingerprint)) lines.set(fingerprint, index + 1);
  }
  return value.findings.map((entry) => ({
    ...entry,
    service: entry.service ?? '',
    line: lines.get(entry.fingerprint) ?? 1,
  }));
}

/** The text of a baseline: one line for each finding, in an order of its own, so that branches merge. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const sorted = entries.toSorted(
    (a, b) =>
      compareText(a.file, b.file) || compareText(a.rule, b.rule) || compareText(a.fingerprint, b.fingerprint),
  );
  const lines = sorted.map(
    ({ fingerprint, rule, file, service }) =>
      `    ${JSON.stringify({ fingerprint, rule, file, service }).replaceAll('":"', '": "').replaceAll('","', '", "')}`,
  );
  return `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

/** A finding as a baseline lists it. */
export function entryOf({ fingerprint, rule, span, service }: IdentifiedFinding): BaselineEntry {
  return { fingerprint, rule, file: span.file, service };
}

/** Findings that the baseline lists are marked: they stood before. */
export function markBaselined(
  findings: readonly IdentifiedFinding[],
  entries: readonly BaselineEntry[],
): readonly IdentifiedFinding[] {
  const listed = new Set(entries.map(({ fingerprint }) => fingerprint));
  return findings.map((finding) =>
    finding.status === 'new' && listed.has(finding.fingerprint)
      ? { ...finding, status: 'baselined' }
      : finding,
  );
}

/** What a baseline becomes: it only shrinks, unless new findings are taken in on purpose. */
export interface BaselineUpdate {
  readonly entries: readonly BaselineEntry[];
  readonly removed: readonly BaselineEntry[];
  readonly added: readonly BaselineEntry[];
  /** New findings that stay outside. */
  readonly refused: readonly BaselineEntry[];
}

/**
 * The next baseline: fixed findings leave; new ones come in only where there is no baseline yet, or with `acceptNew`. Waived findings are
 * somebody's already and never listed.
 */
export function updateBaseline(
  present: readonly BaselineEntry[] | undefined,
  findings: readonly IdentifiedFinding[],
  acceptNew: boolean,
): BaselineUpdate {
  const candidates = findings.filter(({ status }) => status !== 'waived').map(entryOf);
  if (present === undefined) return { entries: candidates, removed: [], added: candidates, refused: [] };
  const found = new Map(findings.map((finding) => [finding.fingerprint, entryOf(finding)]));
  const listed = new Set(present.map(({ fingerprint }) => fingerprint));
  const kept = present.flatMap(({ fingerprint }) => found.get(fingerprint) ?? []);
  const fresh = candidates.filter(({ fingerprint }) => !listed.has(fingerprint));
  return {
    entries: acceptNew ? [...kept, ...fresh] : kept,
    removed: present.filter(({ fingerprint }) => !found.has(fingerprint)),
    added: acceptNew ? fresh : [],
    refused: acceptNew ? [] : fresh,
  };
}
