import type { Signal, SignalMatch } from '../model/evidence.js';
import type { Finding } from '../model/finding.js';
import type { InService } from '../model/service.js';
import type { EvidenceFacts } from './facts.js';

/** A match that knows its service. */
export type LocatedMatch = InService<SignalMatch>;

/** A signal of this room: as the model says, with matches that know their service. */
export interface EvidenceSignal extends Signal<EvidenceFacts> {
  detect(facts: EvidenceFacts): readonly LocatedMatch[];
}

/** A signal that is seen where one of these rules reports: what a rule judges as wrong speaks against the question. */
export function signalOfRules(
  card: Omit<EvidenceSignal, 'detect' | 'recognition'>,
  rules: readonly string[],
): EvidenceSignal {
  return {
    ...card,
    recognition: `A finding of ${rules.map((rule) => `\`${rule}\``).join(', ')}.`,
    detect: (facts) => facts.findings.filter((finding) => rules.includes(finding.rule)).map(matchOfFinding),
  };
}

function matchOfFinding(finding: InService<Finding>): LocatedMatch {
  return { span: finding.span, text: finding.message, confidence: 'high', service: finding.service };
}
