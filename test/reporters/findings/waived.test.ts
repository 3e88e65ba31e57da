import { describe, expect, it } from 'vitest';
import type { QuestionReport } from '../../../src/model/report.js';
import { github } from '../../../src/reporters/findings/github.js';
import { gitlab } from '../../../src/reporters/findings/gitlab.js';
import { junit } from '../../../src/reporters/findings/junit.js';
import { markdown } from '../../../src/reporters/findings/markdown.js';
import { sarif } from '../../../src/reporters/findings/sarif.js';
import { finding, reportWith, rule, silentRule } from './sample-report.js';

const waiver = { owner: '@team', reason: 'until the move', expires: '2026-12-31' };

const question: QuestionReport = {
  id: 'load.queue',
  service: 'shop',
  text: 'Is it bounded?',
  state: 'waived',
  answer: 'none',
  risk: 'high',
  required: true,
  reasons: ['Accepted by @team until 2026-12-31: until the move'],
  waiver: { ...waiver, instead: 'at-risk' },
  details: { why: 'It grows.', evidence: [] },
};

const report = reportWith(
  [
    finding({ severity: 'error', status: 'waived', waiver, message: 'A lock.' }),
    finding({ severity: 'error', status: 'baselined', message: 'An old lock.' }),
  ],
  {
    questions: [
      question,
      { ...question, id: 'load.cache', state: 'stale', before: true, reasons: ['Moved.'] },
    ],
    change: { base: 'v1', touched: [], madeStale: [], newFindings: 0 },
    verdict: {
      passed: false,
      failedOn: ['1 waiver ran out'],
      failOn: 'error',
      gates: [
        { id: 'findings', wants: 'no finding', state: 'passed', failures: [], waived: 1, before: 1 },
        {
          id: 'waivers',
          wants: 'no waiver that ran out',
          state: 'failed',
          waived: 0,
          before: 0,
          failures: [
            {
              id: 'waiver-expired',
              service: '',
              text: 'It ran out.',
              file: '.lintel/waivers.yaml',
              line: 4,
              pass: ['Renew it.'],
            },
          ],
        },
      ],
    },
  },
);

describe('what is waived or stood before', () => {
  it('is skipped in JUnit, with who accepted it until when; the gates are a suite', () => {
    const text = junit.write(report, [rule, silentRule]);
    expect(text).toContain('<testsuite name="gates" tests="2" failures="1" errors="0" skipped="0">');
    expect(text).toContain('.lintel/waivers.yaml:4: waiver-expired: It ran out. -&gt; Renew it.');
    expect(text.match(/waived by @team until 2026-12-31: until the move/g)).toHaveLength(2);
    expect(text).toContain('Moved. (stood so before this change)');
    expect(text.match(/<failure /g)).toHaveLength(1);
  });

  it('stands in a table of its own in Markdown', () => {
    const text = markdown.write(report, []);
    expect(text).toContain('- ❌ 1 waiver ran out\n- ✅ findings (1 waived) (1 before)\n');
    expect(text).toContain('Since `v1`: 0 new findings, 0 answers made stale, 0 questions touched.');
    expect(text).toContain('1 finding stood before and is not counted.');
    expect(text).toMatch(/\| `load\.queue` \| shop \| 2026-12-31 \| @team \| until the move \|/);
  });

  it('is no result, no issue and no annotation elsewhere, and is counted where that can be said', () => {
    const log: { runs: { results: object[]; properties: object }[] } = JSON.parse(
      sarif.write(report, [rule]),
    );
    expect(log.runs[0]?.results).toEqual([]);
    expect(log.runs[0]?.properties).toMatchObject({ baselined: 1, waived: 1 });
    expect(gitlab.write(report, [])).toBe('[]\n');
    expect(github.write(report, [])).toBe('');
  });
});

describe('an answer that fails its gate', () => {
  const stale: QuestionReport = {
    id: 'load.queue',
    service: 'shop',
    text: 'Is it bounded?',
    state: 'stale',
    answer: 'all',
    risk: 'none',
    required: true,
    reasons: ['The cited lines were changed.'],
    place: { file: 'docs/reviews/shop.yaml', line: 9 },
  };
  const failing = reportWith([], {
    questions: [stale],
    verdict: {
      passed: false,
      failedOn: ['1 stale answer'],
      failOn: 'error',
      gates: [
        {
          id: 'stale-answers',
          wants: 'every answer still rests on what it cites',
          state: 'failed',
          waived: 0,
          before: 0,
          failures: [
            {
              id: 'load.queue',
              service: 'shop',
              text: 'It was changed.',
              file: 'docs/reviews/shop.yaml',
              line: 9,
              pass: ['lintel review --service shop'],
            },
          ],
        },
      ],
    },
  });

  it('stands at its line in the file of answers, in SARIF, for GitHub and for GitLab', () => {
    expect(github.write(failing, [])).toBe(
      '::error file=docs/reviews/shop.yaml,line=9,endLine=9,title=stale-answers::load.queue (shop): It was changed. To pass: lintel review --service shop\n',
    );
    expect(JSON.parse(gitlab.write(failing, []))).toEqual([
      expect.objectContaining({
        check_name: 'stale-answers',
        severity: 'major',
        location: { path: 'docs/reviews/shop.yaml', lines: { begin: 9, end: 9 } },
      }),
    ]);
    const log: {
      runs: {
        tool: { driver: { rules: { id: string }[] } };
        results: { ruleId: string; ruleIndex: number }[];
      }[];
    } = JSON.parse(sarif.write(failing, [rule]));
    expect(log.runs[0]?.results).toEqual([
      expect.objectContaining({ ruleId: 'stale-answers', ruleIndex: 1 }),
    ]);
    expect(log.runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual(['adr-dead-link', 'stale-answers']);
  });
});
