import type { QuestionState } from '../model/answer.js';
import type { IdentifiedFinding } from '../model/finding.js';
import type { QuestionReport } from '../model/report.js';
import type { Acceptance, ReportedWaiver, Waiver } from '../model/waiver.js';
import { isSameWaiver } from './waivers-file.js';
import type { PlacedWaiver } from './waivers-file.js';

/** Days before its end from which a waiver is said to run out. */
const warnedDays = 14;

/** What waivers are held against. */
export interface WaivableThings {
  readonly findings: readonly IdentifiedFinding[];
  readonly questions: readonly QuestionReport[];
  /** The day on which they are judged; without it none has expired. */
  readonly asOf?: string;
  /** Only this service is looked at: waivers of others are neither used nor unused. */
  readonly service?: string;
}

/** The same with what is waived marked, and every waiver with how it stands. */
export interface WaivedThings {
  readonly findings: readonly IdentifiedFinding[];
  readonly questions: readonly QuestionReport[];
  readonly waivers: readonly ReportedWaiver[];
}

/** States of a question that need a waiver to pass. */
const troubles = new Set<QuestionState>(['stale', 'challenged', 'at-risk', 'unknown']);

/**
 * Marks what is waived. A waiver accepts exactly one finding (by its fingerprint) or one sub-question of one service; it never accepts
 * more than it names, nothing after its last day, and the second one for the same thing is unused.
 */
export function applyWaivers(waivers: readonly PlacedWaiver[], things: WaivableThings): WaivedThings {
  const services = new Set(things.questions.map(({ service }) => service));
  const judged = waivers.map((waiver, index): ReportedWaiver => {
    const isDouble = waivers.slice(0, index).some((earlier) => isSameWaiver(earlier, waiver));
    return { ...waiver, state: stateOf(waiver, isDouble, services, things) };
  });
  const accepting = judged.filter(({ state }) => state === 'active' || state === 'expiring');
  const findings = things.findings.map((finding): IdentifiedFinding => {
    const waiver = accepting.find((candidate) => candidate.finding === finding.fingerprint);
    return waiver === undefined ? finding : { ...finding, status: 'waived', waiver: acceptanceOf(waiver) };
  });
  const parts = things.questions.map((question): QuestionReport => {
    const waiver = accepting.find((candidate) => isAbout(candidate, question));
    if (waiver === undefined || !troubles.has(question.state)) return question;
    return {
      ...question,
      state: 'waived',
      waiver: { ...acceptanceOf(waiver), instead: question.state },
      reasons: [`Accepted by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}`, ...question.reasons],
    };
  });
  return { findings, questions: parts.map((question) => asWhole(question, parts)), waivers: judged };
}

function stateOf(
  waiver: PlacedWaiver,
  isDouble: boolean,
  services: ReadonlySet<string>,
  { findings, questions, asOf, service }: WaivableThings,
): ReportedWaiver['state'] {
  if (waiver.question !== undefined && waiver.service === undefined && services.size > 1) return 'too-wide';
  const isElsewhere = service !== undefined && waiver.service !== service;
  const needed =
    !isDouble &&
    (waiver.finding === undefined
      ? questions.some((question) => isAbout(waiver, question) && troubles.has(question.state))
      : findings.some(({ fingerprint }) => fingerprint === waiver.finding));
  if (!needed && !isElsewhere) return 'unused';
  if (asOf === undefined) return 'active';
  if (waiver.expires < asOf) return 'expired';
  return daysBetween(asOf, waiver.expires) <= warnedDays ? 'expiring' : 'active';
}

function isAbout(waiver: Waiver, question: QuestionReport): boolean {
  return (
    waiver.question === question.id && (waiver.service === undefined || waiver.service === question.service)
  );
}

function acceptanceOf({ owner, reason, expires }: Waiver): Acceptance {
  return { owner, reason, expires };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** A whole question whose troubled parts are all waived is waived too, until the first of them runs out. */
function asWhole(question: QuestionReport, all: readonly QuestionReport[]): QuestionReport {
  if (question.id.includes('.') || !troubles.has(question.state)) return question;
  const parts = all.filter(
    ({ id, service }) => id.startsWith(`${question.id}.`) && service === question.service,
  );
  const waived = parts.flatMap(({ waiver }) => waiver ?? []);
  const open = parts.filter(
    ({ state, required }) => troubles.has(state) && (state !== 'unknown' || required),
  );
  const [first] = waived.toSorted((a, b) => (a.expires < b.expires ? -1 : 1));
  if (first === undefined || open.length > 0) return question;
  return {
    ...question,
    state: 'waived',
    waiver: { ...first, instead: question.state },
    reasons: [`Waived until ${first.expires}.`, ...question.reasons],
  };
}
