import { createHash } from 'node:crypto';
import type { IdentifiedFinding } from '../../model/finding.js';
import type { FindingsReport } from '../../model/report.js';
import type { RuleCard } from '../../model/rule.js';

/**
 * Answers that fail a gate as findings, for formats that know nothing else: each at its line in the file of answers, the rule is the gate.
 * What was waived or stood before is not among them; a question without an answer has no line to point at.
 */
export function answerFindings(report: FindingsReport): readonly IdentifiedFinding[] {
  const asked = new Set((report.questions ?? []).map(({ id, service }) => `${id}\u0000${service}`));
  return (report.verdict?.gates ?? [])
    .filter(({ state }) => state === 'failed')
    .flatMap((gate) =>
      gate.failures.flatMap(({ id, service, text, file, line = 1, pass }): readonly IdentifiedFinding[] => {
        if (file === undefined || !asked.has(`${id}\u0000${service}`)) return [];
        return [
          {
            rule: gate.id,
            severity: 'error',
            message: `${id}${service === '' ? '' : ` (${service})`}: ${text}`,
            advice: `To pass: ${pass[0] ?? 'answer it again.'}`,
            span: { file, line, column: 1, endLine: line + 1, endColumn: 1 },
            service,
            question: id.split('.')[0] ?? id,
            fingerprint: createHash('sha256')
              .update([gate.id, id, service].join('\u0000'))
              .digest('hex')
              .slice(0, 32),
            status: 'new',
          },
        ];
      }),
    );
}

/** The gates that these findings name, as rules. */
export function answerRules(report: FindingsReport): readonly RuleCard[] {
  const named = new Set(answerFindings(report).map(({ rule }) => rule));
  return (report.verdict?.gates ?? [])
    .filter(({ id }) => named.has(id))
    .map(({ id, wants }) => ({
      id,
      severity: 'error',
      question: '',
      summary: `The gate wants: ${wants}.`,
      why: 'An answer that does not hold any more hides the risk that it once weighed.',
      whenNotToUse: 'Accept it for a time with `lintel audit waive`, which says by whom and until when.',
      sources: [],
      bad: [],
      good: [],
    }));
}
