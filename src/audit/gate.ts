import { failsAt } from '../model/finding.js';
import type { FailOn, IdentifiedFinding } from '../model/finding.js';
import type { GateReport } from '../model/gate.js';
import type { Verdict } from '../model/report.js';
import { answerGates } from './answer-gates.js';
import { failureOfFinding } from './failures.js';
import { counted } from './judged-gate.js';
import type { GateInput, JudgedGate } from './judged-gate.js';
import { namedGate } from './named-gates.js';
import { upkeepGates } from './upkeep-gates.js';
import { waiverRules } from './waiver-rules.js';

/** The verdict on findings alone, as a lint gives it. */
export function judgeFindings(findings: readonly IdentifiedFinding[], failOn: FailOn): Verdict {
  return verdictOf([findingsGate(findings, failOn)], [], failOn);
}

/**
 * Named gates, each of which fails by itself: findings at or above a level; answers that went stale; answers that the evidence
 * challenges; required questions without an answer; answers of a higher risk than was agreed on; waivers that ran out; a baseline that
 * lists what is fixed; and those that the repository names. Questions are asked of services whose review was begun: a team that has not
 * started the checklist is told so in the report, not failed for it, unless the configuration says so. What is waived is never a pass: it
 * is counted for itself.
 */
export function judge(input: GateInput): Verdict {
  const { settings } = input;
  const own = new Set<string>(Object.values(waiverRules).map(({ id }) => id));
  const gates = [
    // What is wrong with the waivers has a gate of its own.
    findingsGate(
      input.findings.filter(({ rule, severity }) => !own.has(rule) || severity !== 'error'),
      settings.failOn,
    ),
    ...answerGates(input),
    ...upkeepGates(input),
    ...Object.entries(settings.gates).map(([name, gate]) => namedGate(name, gate, input)),
  ];
  return verdictOf(gates, settings.reportOnly, settings.failOn);
}

function findingsGate(findings: readonly IdentifiedFinding[], failOn: FailOn): JudgedGate {
  const failing = findings.filter((finding) => failsAt(finding, failOn));
  const wouldFail = (status: IdentifiedFinding['status']): number =>
    findings.filter((finding) => finding.status === status && failsAt({ ...finding, status: 'new' }, failOn))
      .length;
  return {
    id: 'findings',
    wants: failOn === 'never' ? 'findings are only listed' : `no finding at or above "${failOn}"`,
    begun: true,
    failures: failing.map(failureOfFinding),
    waived: wouldFail('waived'),
    before: wouldFail('baselined'),
    says: counted(failing.length, `finding at or above "${failOn}"`, `findings at or above "${failOn}"`),
  };
}

function verdictOf(judged: readonly JudgedGate[], reportOnly: readonly string[], failOn: FailOn): Verdict {
  const gates = judged.map(({ says: _says, begun, ...gate }): GateReport => ({
    ...gate,
    state: reportOnly.includes(gate.id)
      ? 'report-only'
      : gate.failures.length > 0
        ? 'failed'
        : begun
          ? 'passed'
          : 'not-begun',
  }));
  const failed = new Set(gates.filter(({ state }) => state === 'failed').map(({ id }) => id));
  const failedOn = judged.filter(({ id }) => failed.has(id)).flatMap(({ says }) => says);
  return { passed: failed.size === 0, failedOn, failOn, gates };
}
