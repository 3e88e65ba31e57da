import type { NewRecord } from '../documents/adr/new-record.js';
import { InputError } from '../model/input-error.js';
import type { Scanned } from './open-scanned.js';
import { reportOf } from './scan.js';

/**
 * What is known on a finding, to fill a decision record.
 * @param wanted the id of its rule where only one finding has it, the beginning of its fingerprint, or `file:line`.
 * @throws InputError when none or several are meant.
 */
export async function evidenceForFinding(
  scanned: Scanned,
  wanted: string,
): Promise<Pick<NewRecord, 'finding'>> {
  const { findings } = await reportOf(scanned.view, scanned.name, { root: scanned.root });
  const place = /^(.+):(\d+)$/.exec(wanted);
  const found = findings.filter(
    ({ rule, fingerprint, span }) =>
      rule === wanted ||
      (/^[0-9a-f]{6,32}$/.test(wanted) && fingerprint.startsWith(wanted)) ||
      (place !== null && span.file === place[1] && span.line === Number(place[2])),
  );
  const [finding] = found;
  if (finding === undefined)
    throw new InputError(
      `there is no finding "${wanted}"`,
      'Give its file:line, its rule or its fingerprint, as `lintel scan --json` shows them.',
    );
  if (found.length > 1)
    throw new InputError(
      `"${wanted}" may be ${found.length} findings`,
      `Say which: ${found
        .slice(0, 5)
        .map(({ span }) => `${span.file}:${span.line}`)
        .join(', ')}${found.length > 5 ? ', …' : ''}.`,
    );
  const { rule, span, message, advice } = finding;
  return { finding: { rule, file: span.file, line: span.line, message, advice } };
}
