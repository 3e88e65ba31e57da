import type { NamedGate } from '../model/gate.js';
import { withoutWaiver } from './answer-gates.js';
import { failureOfFinding, failureOfQuestion } from './failures.js';
import { saidOf } from './judged-gate.js';
import type { GateInput, JudgedGate } from './judged-gate.js';

/** States of a question with which a gate of the repository's own is content. */
const inOrder = new Set(['satisfied', 'not-applicable']);

/**
 * A gate that the repository names: its questions have to be in order for every service, and its rules must not find anything new, of
 * whatever severity. A question stands for all its sub-questions.
 */
export function namedGate(name: string, gate: NamedGate, input: GateInput): JudgedGate {
  const wanted = gate.questions ?? [];
  const asked = input.questions
    .filter(({ id }) => id.includes('.'))
    .filter(({ id }) => wanted.includes(id) || wanted.includes(id.split('.', 1)[0] ?? ''))
    .map(withoutWaiver)
    .filter(({ state }) => !inOrder.has(state));
  const rules = new Set(gate.rules);
  const found = input.findings.filter(({ rule }) => rules.has(rule));
  const failures = [
    ...found.filter(({ status }) => status === 'new').map(failureOfFinding),
    ...asked
      .filter(({ waived, before }) => !waived && !before)
      .map(({ question, state }) => failureOfQuestion(question, state === 'challenged')),
  ];
  return {
    id: name,
    wants: [
      ...(wanted.length > 0 ? [`${wanted.join(', ')} in order`] : []),
      ...(rules.size > 0 ? [`nothing new of ${[...rules].join(', ')}`] : []),
    ].join(', '),
    begun: true,
    failures,
    waived:
      asked.filter(({ waived }) => waived).length + found.filter(({ status }) => status === 'waived').length,
    before:
      asked.filter(({ waived, before }) => !waived && before).length +
      found.filter(({ status }) => status === 'baselined').length,
    says: saidOf(
      failures,
      `thing is not as the gate "${name}" wants it`,
      `things are not as the gate "${name}" wants them`,
    ),
  };
}
