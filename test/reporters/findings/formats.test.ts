import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/documents/markdown/parse.js';
import { github } from '../../../src/reporters/findings/github.js';
import { gitlab } from '../../../src/reporters/findings/gitlab.js';
import { githubSummary, markdown } from '../../../src/reporters/findings/markdown.js';
import { finding, hostileReport, reportWith, rule, unsafeCharacter } from './sample-report.js';

interface CodeQuality {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: {
    readonly path: string;
    readonly lines: { readonly begin: number; readonly end: number };
  };
}

function typesIn(node: Nodes): readonly string[] {
  return [node.type, ...('children' in node ? node.children.flatMap(typesIn) : [])];
}

describe('GitLab Code Quality', () => {
  it('has the fields that GitLab reads, no byte-order mark, and [] when all is well', () => {
    expect(gitlab.write(reportWith([]), [])).toBe('[]\n');
    const text = gitlab.write(hostileReport, [rule]);
    expect(text.startsWith('[')).toBe(true);
    const issues: readonly CodeQuality[] = JSON.parse(text);
    expect(issues).toHaveLength(2);
    for (const issue of issues) {
      expect(Object.keys(issue)).toEqual([
        'description',
        'check_name',
        'fingerprint',
        'severity',
        'location',
      ]);
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(issue.severity);
      expect(issue.description).not.toMatch(unsafeCharacter);
      expect(issue.location.path).not.toMatch(/^\.?\//);
      expect(issue.location.lines.begin).toBeGreaterThanOrEqual(1);
    }
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });
});

describe('GitHub annotations', () => {
  it('are one line each, escaped so that no text of the repository ends them or begins another', () => {
    const text = github.write(hostileReport, []);
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).not.toMatch(unsafeCharacter);
      expect(line).toMatch(
        /^::(error|warning|notice) file=[^,:]+,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[^,:]+::/,
      );
    }
    expect(lines[1]).toContain(' %250A%0A');
  });

  it('escapes % first, so that it comes back as it was', () => {
    const [line = ''] = github
      .write(reportWith([finding({ message: '100%0A, a: b', advice: 'x' })]), [])
      .split('\n');
    expect(line).toBe(
      '::warning file=docs/adr/0001-a.md,line=3,endLine=3,col=1,endColumn=10,title=adr-dead-link::100%250A, a: b x',
    );
  });

  it('are ten of a kind, and say what they leave out', () => {
    const many = (severity: 'error' | 'warning' | 'note', count: number) =>
      Array.from({ length: count }, () => finding({ severity }));
    const lines = github
      .write(reportWith([...many('note', 12), ...many('error', 11), ...many('warning', 3)]), [])
      .trimEnd()
      .split('\n');
    const count = (command: string): number =>
      lines.filter((line) => line.startsWith(`::${command} `)).length;
    expect([count('error'), count('warning'), count('notice')]).toEqual([10, 3, 10]);
    expect(lines.at(-1)).toMatch(/^::notice title=lintel::4 more findings are not shown/);
  });

  it('are none when there are no new findings', () => {
    expect(github.write(reportWith([finding({ status: 'baselined' })]), [])).toBe('');
  });
});

describe('Markdown', () => {
  it('shows texts of the repository as text', () => {
    const text = markdown.write(hostileReport, []);
    expect(text.replaceAll('\n', '')).not.toMatch(unsafeCharacter);
    const types = typesIn(parseMarkdown(text));
    expect(types).toContain('tableCell');
    for (const type of ['html', 'image', 'code', 'blockquote']) expect(types).not.toContain(type);
    // A table row has the cells that the heading has.
    for (const line of text.split('\n').filter((row) => row.startsWith('| ')))
      expect(line.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  it('as a step summary stays below 1 MiB, cut between rows, and says so', () => {
    const many = Array.from({ length: 9_000 }, () => finding({ message: 'ä'.repeat(100) }));
    const text = githubSummary.write(reportWith(many), []);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toMatch(/… and \d+ more rows, cut because the page would be too long\.\n$/);
    expect(
      markdown
        .write(reportWith(many), [])
        .split('\n')
        .filter((line) => line.startsWith('| ')),
    ).toHaveLength(9_002);
  });

  it('tells the verdict first', () => {
    const verdict = { passed: false, failedOn: ['1 finding at or above "error"'], failOn: 'error' as const };
    expect(markdown.write(reportWith([finding({ severity: 'error' })], { verdict }), [])).toBe(
      [
        '# lintel: failed ❌',
        '',
        '- ❌ 1 finding at or above "error"',
        '',
        '1 error, 0 warnings, 0 notes',
        '',
        '| | Rule | Where | What |',
        '| --- | --- | --- | --- |',
        '| **error** | `adr-dead-link` | `docs/adr/0001-a.md:3` | The link leads to nothing. *Mend it.* |',
        '',
      ].join('\n'),
    );
  });
});
