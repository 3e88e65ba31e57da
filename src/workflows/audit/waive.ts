import { isSameWaiver, readWaivers, waiversFile } from '../../audit/waivers-file.js';
import type { IdentifiedFinding } from '../../model/finding.js';
import { InputError } from '../../model/input-error.js';
import type { Waiver } from '../../model/waiver.js';
import { authorIdentity } from '../../repository/revisions.js';
import { audit } from '../audit.js';
import type { Progress } from '../gather-facts.js';
import { openScanned } from '../open-scanned.js';
import type { Scanned } from '../open-scanned.js';
import { configuredPack } from '../packs.js';
import { reviewedServices } from '../review/reviewed-services.js';
import { lastDay } from './last-day.js';
import { WaiverStore } from './waiver-store.js';

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
    const store = await WaiverStore.open(scanned.root, scanned.view);
    const replaced = store.has(waiver);
    if (!options.dryRun) await store.set(waiver);
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
    if (!target.dryRun) await (await WaiverStore.open(scanned.root, scanned.view)).remove(waiver);
    return { file: waiversFile, waiver, replaced: true, written: !target.dryRun };
  } finally {
    await scanned.close();
  }
}

async function thingMeant(
  { path, what, service, progress }: WaiveTarget,
  scanned: Scanned,
): Promise<Pick<Waiver, 'finding' | 'question' | 'service' | 'rule' | 'file'>> {
  const { questions } = await configuredPack(scanned);
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
