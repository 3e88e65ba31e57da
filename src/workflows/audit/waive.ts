import {
  isSameWaiver,
  readWaivers,
  waiversFile,
  withWaiver,
  withoutWaiver,
} from '../../audit/waivers-file.js';
import type { IdentifiedFinding } from '../../model/finding.js';
import { InputError } from '../../model/input-error.js';
import type { Waiver } from '../../model/waiver.js';
import { authorIdentity } from '../../repository/revisions.js';
import { writeAtomically } from '../../repository/write-file.js';
import { audit } from '../audit.js';
import type { Progress } from '../gather-facts.js';
import { openScanned } from '../open-scanned.js';
import type { Scanned } from '../open-scanned.js';
import { packOf } from '../packs.js';
import { reviewedServices } from '../review/reviewed-services.js';

/** What is waived: a finding by (the beginning of) its fingerprint, its `file:line` or its rule, or a sub-question by its id. */
export interface WaiveTarget {
  readonly path: string;
  readonly what: string;
  /** The service of the question; needed where there are several. */
  readonly service?: string;
  readonly dryRun: boolean;
  readonly progress?: Progress;
}

/** Who accepts it, why, and for how long. */
export interface WaiveOptions extends WaiveTarget {
  readonly owner: string;
  readonly reason: string;
  /** The last day, or a number of days from today. */
  readonly until: string | number;
  /** ISO date. */
  readonly today: string;
  readonly by?: string;
}

/** What was done to the file of waivers. */
export interface WaiveResult {
  readonly file: string;
  readonly waiver: Waiver;
  /** Whether a waiver for the same thing was there before. */
  readonly replaced: boolean;
  readonly written: boolean;
}

/**
 * Accepts a finding or a question until a day.
 * @throws InputError when the thing does not exist or is several things, and when the end is past, no day, or farther away than the
 * configuration allows.
 */
export async function waive(options: WaiveOptions): Promise<WaiveResult> {
  const scanned = await openScanned(options.path);
  try {
    const expires = lastDay(options, scanned.configuration.gate.waiverDays);
    if (options.owner.trim() === '' || options.reason.trim() === '')
      throw new InputError('a waiver wants an owner and a reason', 'Give --owner NAME and --reason TEXT.');
    const by = options.by ?? (await authorIdentity(scanned.root));
    const waiver: Waiver = {
      ...(await thingMeant(options, scanned)),
      owner: options.owner.trim(),
      reason: options.reason.trim(),
      expires,
      at: options.today,
      ...(by !== undefined && { by }),
    };
    const text = (await scanned.view.read(waiversFile))?.text;
    const replaced = text !== undefined && readWaivers(text).some((present) => isSameWaiver(present, waiver));
    if (!options.dryRun) await writeAtomically(scanned.root, waiversFile, withWaiver(text, waiver));
    return { file: waiversFile, waiver, replaced, written: !options.dryRun };
  } finally {
    await scanned.close();
  }
}

/**
 * Takes a waiver back.
 * @throws InputError when there is none for the thing, or several.
 */
export async function unwaive(target: WaiveTarget): Promise<WaiveResult> {
  const scanned = await openScanned(target.path);
  try {
    const text = (await scanned.view.read(waiversFile))?.text ?? '';
    const found = readWaivers(text).filter(
      ({ finding, question, rule, file, service }) =>
        (question === target.what && (target.service === undefined || service === target.service)) ||
        (finding !== undefined &&
          (rule === target.what ||
            file === target.what ||
            (/^[0-9a-f]{6,32}$/.test(target.what) && finding.startsWith(target.what)))),
    );
    const [first, ...others] = found;
    if (first === undefined)
      throw new InputError(
        `${waiversFile} has no waiver for "${target.what}"`,
        'See `lintel audit --json` for all of them.',
      );
    if (others.length > 0 && !others.every((other) => isSameWaiver(other, first)))
      throw new InputError(
        `"${target.what}" may be ${found.length} waivers`,
        `Say which: ${found.map(({ finding, service, line }) => `${finding?.slice(0, 12) ?? `--service ${service ?? ''}`} (line ${line})`).join(', ')}.`,
      );
    const { line: _line, ...waiver } = first;
    const without = withoutWaiver(text, waiver) ?? text;
    if (!target.dryRun) await writeAtomically(scanned.root, waiversFile, without);
    return { file: waiversFile, waiver, replaced: true, written: !target.dryRun };
  } finally {
    await scanned.close();
  }
}

/** The last day of a waiver: in the future, and not farther than the configuration allows. */
export function lastDay({ until, today }: Pick<WaiveOptions, 'until' | 'today'>, most: number): string {
  const expires = typeof until === 'number' ? addDays(today, until) : until;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(expires) || addDays(expires, 0) !== expires)
    throw new InputError(`there is no day "${expires}"`, `Write it as YYYY-MM-DD, or give --days 30.`);
  if (expires < today) throw new InputError(`${expires} is over already`, 'A waiver ends in the future.');
  const latest = addDays(today, most);
  if (expires > latest)
    throw new InputError(
      `a waiver may hold ${most} days at most, to ${latest}, not to ${expires}`,
      'Give an earlier day, or change `gate.waiverDays` in .lintel.yaml.',
    );
  return expires;
}

function addDays(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : '';
}

async function thingMeant(
  { path, what, service, progress }: WaiveTarget,
  { configuration }: Scanned,
): Promise<Pick<Waiver, 'finding' | 'question' | 'service' | 'rule' | 'file'>> {
  const questions = packOf(configuration.pack).questions;
  const ids = questions.flatMap(({ subQuestions }) => subQuestions.map(({ id }) => id));
  const report = await audit({ path, failOn: 'never', ...(progress && { progress }) });
  if (ids.includes(what)) {
    const services = reviewedServices(report).map(({ name }) => name);
    const chosen = service ?? (services.length === 1 ? services[0] : undefined);
    if (chosen === undefined || !services.includes(chosen))
      throw new InputError(
        chosen === undefined
          ? `${what} is a question of several services`
          : `there is no service "${chosen}" here`,
        `Name one with --service: ${services.join(', ')}.`,
      );
    return { question: what, service: chosen };
  }
  if (questions.some(({ id }) => id === what))
    throw new InputError(
      `"${what}" is a whole question, and risk is accepted one sub-question at a time`,
      `Name one of: ${ids.filter((id) => id.startsWith(`${what}.`)).join(', ')}.`,
    );
  const finding = findingMeant(what, report.findings);
  return {
    finding: finding.fingerprint,
    rule: finding.rule,
    file: `${finding.span.file}:${finding.span.line}`,
    ...(finding.service !== '' && { service: finding.service }),
  };
}

function findingMeant(what: string, findings: readonly IdentifiedFinding[]): IdentifiedFinding {
  const place = /^(.+):(\d+)$/.exec(what);
  const found = findings.filter(
    ({ rule, fingerprint, span }) =>
      !rule.startsWith('waiver-') &&
      (rule === what ||
        (/^[0-9a-f]{6,32}$/.test(what) && fingerprint.startsWith(what)) ||
        (place !== null && span.file === place[1] && span.line === Number(place[2]))),
  );
  const [finding, ...others] = found;
  if (finding === undefined)
    throw new InputError(
      `there is no finding and no question "${what}"`,
      'Give the beginning of its fingerprint, its file:line or its rule, as `lintel audit` shows them, or the id of a sub-question.',
    );
  if (others.length > 0)
    throw new InputError(
      `"${what}" may be ${found.length} findings, and a waiver accepts one`,
      `Say which: ${found
        .slice(0, 5)
        .map(({ span, fingerprint }) => `${fingerprint.slice(0, 12)} (${span.file}:${span.line})`)
        .join(', ')}${found.length > 5 ? ', …' : ''}.`,
    );
  return finding;
}
