import type { Finding } from '../model/finding.js';
import type { RuleCard } from '../model/rule.js';
import type { SourceSpan } from '../model/source-span.js';
import type { ReportedWaiver } from '../model/waiver.js';
import { waiversFile } from './waivers-file.js';

const example = (entry: string): Readonly<Record<string, string>> => ({
  [waiversFile]: `waivers:\n  - ${entry}\n    owner: "@team-api"\n    reason: the client is replaced in March\n    expires: 2026-03-31\n`,
});

const accepted = example('question: partial-failure.timeouts');

/** Rules on the waivers themselves; judged by `audit`, which knows what they accept. */
export const waiverRules = {
  expired: {
    id: 'waiver-expired',
    severity: 'error',
    question: '',
    summary: 'A waiver ran out, and what it accepted is still there.',
    why: 'Somebody said until when it can wait. That day is over: what was accepted counts again, and the waiver says so instead of fading away.',
    whenNotToUse: 'The day is that of the commit, or of --as-of; the last day counts to its end in UTC.',
    sources: [
      'https://docs.github.com/en/code-security/code-scanning/managing-code-scanning-alerts/resolving-code-scanning-alerts',
    ],
    bad: [{ title: 'Judged on 2026-04-01', files: accepted }],
    good: [{ title: 'Judged on 2026-03-31', files: accepted }],
  },
  expiring: {
    id: 'waiver-expiring',
    severity: 'note',
    question: '',
    summary: 'A waiver runs out within two weeks.',
    why: 'The day after it the gate fails, and then it is somebody else who is stopped.',
    whenNotToUse: 'Only waivers that accept something are named.',
    sources: [
      'https://docs.github.com/en/code-security/code-scanning/managing-code-scanning-alerts/resolving-code-scanning-alerts',
    ],
    bad: [{ title: 'Judged on 2026-03-20', files: accepted }],
    good: [{ title: 'Judged on 2026-03-01', files: accepted }],
  },
  unused: {
    id: 'waiver-unused',
    severity: 'warning',
    question: '',
    summary: 'A waiver accepts something that is not there, or needs no waiver.',
    why: 'What it was written for is fixed, or changed so that it is something else. Left in the file it would accept the same thing when it comes back.',
    whenNotToUse: 'With --service only the waivers of that service are looked at.',
    sources: ['https://eslint.org/docs/latest/use/configure/rules#report-unused-eslint-disable-comments'],
    bad: [{ title: 'There is no such finding', files: example('finding: 0123456789abcdef0123456789abcdef') }],
    good: [{ title: 'The question is not answered', files: accepted }],
  },
  tooWide: {
    id: 'waiver-too-wide',
    severity: 'error',
    question: '',
    summary: 'A waiver names a question that several services have, and no service.',
    why: 'A risk is accepted for one service by whoever answers for it, not for all that there are and will be. It accepts nothing until it says which.',
    whenNotToUse: 'In a repository with one service the service may be left out.',
    sources: [
      'https://docs.github.com/en/code-security/code-scanning/managing-code-scanning-alerts/resolving-code-scanning-alerts',
    ],
    bad: [
      {
        title: 'Two services',
        files: {
          ...accepted,
          'a/Dockerfile': 'FROM node:22\nCMD ["node", "a.js"]\n',
          'b/Dockerfile': 'FROM node:22\nCMD ["node", "b.js"]\n',
        },
      },
    ],
    good: [
      {
        title: 'One service',
        files: { ...accepted, 'a/Dockerfile': 'FROM node:22\nCMD ["node", "a.js"]\n' },
      },
    ],
  },
} as const satisfies Readonly<Record<string, RuleCard>>;

/** What is wrong with the waivers themselves. */
export function waiverFindings(waivers: readonly ReportedWaiver[]): readonly Finding[] {
  return waivers.flatMap((waiver): readonly Finding[] => {
    const { state, line, owner, expires, reason } = waiver;
    const about =
      waiver.question ?? `${waiver.rule ?? 'a finding'} ${waiver.finding?.slice(0, 12) ?? ''}`.trim();
    const of = waiver.service === undefined ? about : `${about} (${waiver.service})`;
    const finding = ({ id, severity }: RuleCard, message: string, advice: string): Finding => ({
      rule: id,
      severity,
      message,
      advice,
      span: lineSpan(line),
    });
    switch (state) {
      case 'expired':
        return [
          finding(
            waiverRules.expired,
            `${of} was accepted by ${owner} until ${expires} (${reason}), and is still there.`,
            'Fix it and remove the waiver, or have its owner accept it anew with `lintel audit waive`.',
          ),
        ];
      case 'expiring':
        return [
          finding(
            waiverRules.expiring,
            `${of} is accepted by ${owner} until ${expires} only (${reason}).`,
            'Fix it until then.',
          ),
        ];
      case 'unused':
        return [
          finding(
            waiverRules.unused,
            `${of} needs no waiver (any more): there is nothing to accept, or another waiver does.`,
            'Remove the waiver.',
          ),
        ];
      case 'too-wide':
        return [
          finding(
            waiverRules.tooWide,
            `${about} is a question of several services, and the waiver of ${owner} names none.`,
            'Add `service:` to the waiver.',
          ),
        ];
      default:
        return [];
    }
  });
}

function lineSpan(line: number): SourceSpan {
  return { file: waiversFile, line, column: 1, endLine: line + 1, endColumn: 1 };
}
