import type { Evidence, Signal, SignalMatch } from '../model/evidence.js';
import type { Finding } from '../model/finding.js';
import type { InService } from '../model/service.js';
import type { Sighting } from '../model/sighting.js';
import type { EvidenceFacts } from './facts.js';
import type { Recogniser } from './recogniser.js';

/** A match that knows its service. */
export type LocatedMatch = InService<SignalMatch>;

/** A signal of this room: as the model says, with matches that know their service. */
export interface EvidenceSignal extends Signal<EvidenceFacts> {
  detect(facts: EvidenceFacts): readonly LocatedMatch[];
  /** What it rests on that no other reader gives. */
  readonly recognisers?: readonly Recogniser[];
}

/** What a signal says of itself: all but how it is found. */
type SignalCard = Omit<EvidenceSignal, 'detect' | 'recognisers'>;

/**
 * A signal that is there where one of its recognisers saw something.
 * @param keep what else must hold, with all facts at hand; may say it more exactly, e.g. with the number of replicas.
 */
export function sightedSignal(
  card: SignalCard & { readonly recognisers: readonly Recogniser[] },
  keep: (sighting: InService<Sighting>, facts: EvidenceFacts) => LocatedMatch | boolean = () => true,
): EvidenceSignal {
  const kinds = new Set(card.recognisers.map(({ sighting }) => sighting));
  return {
    ...card,
    detect: (facts) =>
      facts.sightings
        .filter(({ kind }) => kinds.has(kind))
        .flatMap((sighting) => {
          const kept = keep(sighting, facts);
          return kept === true ? [matchOf(sighting)] : kept === false ? [] : [kept];
        }),
  };
}

function matchOf({ span, text, confidence, service }: InService<Sighting>): LocatedMatch {
  return { span, text, confidence, service };
}

/** A signal that is seen where one of these rules reports: what a rule judges as wrong speaks against the question. */
export function signalOfRules(
  card: Omit<SignalCard, 'recognition'>,
  rules: readonly string[],
): EvidenceSignal {
  return {
    ...card,
    recognition: `A finding of ${rules.map((rule) => `\`${rule}\``).join(', ')}.`,
    detect: (facts) => facts.findings.filter((finding) => rules.includes(finding.rule)).map(matchOfFinding),
  };
}

function matchOfFinding(finding: InService<Finding>): LocatedMatch {
  // Findings are sentences of their own; evidence is said in lists and within others.
  const text = finding.message.replace(/\.$/, '');
  return { span: finding.span, text, confidence: 'high', service: finding.service };
}

/** A match as evidence on the question of its signal. */
export function evidenceOf({ id, question, stance, meaning }: EvidenceSignal, match: LocatedMatch): Evidence {
  return { ...match, question, signal: id, stance, meaning };
}
