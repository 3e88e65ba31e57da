import type { FailOn, IdentifiedFinding } from '../../../src/model/finding.js';
import type { FindingsReport } from '../../../src/model/report.js';
import type { RuleCard } from '../../../src/model/rule.js';

/** What a hostile repository puts into names and texts: escape sequences, workflow commands, overrides, half a character, markup. */
export const hostile =
  '\u001b[31m\u0007\u009b31m\u202e\u0000\ufffe\ud800 %0A\r\n::error file=a::owned\n##[error]owned\n</failure>]]>&"\'<script>alert(1)</script> [x](https://evil.example) | a,b:c `';

export const rule: RuleCard = {
  id: 'adr-dead-link',
  severity: 'warning',
  question: 'decisions',
  summary: 'A link leads to nothing.',
  why: 'Nobody can follow it.',
  whenNotToUse: 'Never.',
  sources: ['https://example.org/why'],
  bad: [{ title: 'A', files: { 'docs/adr/0001-a.md': '[b](b.md)\n' } }],
  good: [],
};
export const silentRule: RuleCard = { ...rule, id: 'adr-silent', severity: 'error' };

let count = 0;
/** A finding, unlike all others. */
export function finding(over: Partial<IdentifiedFinding> = {}): IdentifiedFinding {
  count += 1;
  return {
    rule: 'adr-dead-link',
    severity: 'warning',
    message: 'The link leads to nothing.',
    advice: 'Mend it.',
    span: { file: 'docs/adr/0001-a.md', line: 3, column: 1, endLine: 3, endColumn: 10 },
    service: '',
    question: 'decisions',
    fingerprint: count.toString(16).padStart(32, '0'),
    status: 'new',
    ...over,
  };
}

export function reportWith(
  findings: readonly IdentifiedFinding[],
  over: Partial<FindingsReport> & { readonly failOn?: FailOn } = {},
): FindingsReport {
  const { failOn = 'error', ...rest } = over;
  return {
    tool: { name: 'lintel', version: '1.2.3' },
    root: 'shop',
    commit: null,
    findings,
    skipped: [],
    excerpts: new Map(),
    verdict: { passed: true, failedOn: [], failOn },
    ...rest,
  };
}

/** A report in which everything that may be hostile is. */
export const hostileReport: FindingsReport = reportWith(
  [
    finding({
      message: `Message ${hostile}`,
      advice: `Advice ${hostile}`,
      service: hostile,
      span: { file: `a b/${hostile}.md`, line: 3, column: 2, endLine: 3, endColumn: 9 },
      related: [
        {
          text: hostile,
          span: { file: `http://evil/${hostile}`, line: 1, column: 1, endLine: 2, endColumn: 1 },
        },
      ],
    }),
    finding({ severity: 'error' }),
    finding({ status: 'baselined' }),
  ],
  {
    root: hostile,
    failures: [{ part: 'routes', message: hostile }],
    questions: [
      {
        id: 'a.b',
        service: hostile,
        text: hostile,
        state: 'stale',
        answer: 'some',
        risk: 'high',
        required: true,
        reasons: [hostile],
      },
    ],
  },
);

export const unsafeCharacter =
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
