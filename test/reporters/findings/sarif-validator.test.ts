import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sarif } from '../../../src/reporters/findings/sarif.js';
import { listRules } from '../../../src/workflows/rules.js';
import { finding, hostileReport, reportWith, rule, silentRule } from './sample-report.js';

/** Microsoft's validator, which also knows GitHub's rules; LINTEL_SARIF_MULTITOOL names its program. */
const multitool = process.env['LINTEL_SARIF_MULTITOOL'] ?? '';
const missing = multitool === '' || !existsSync(multitool);
if (missing)
  console.warn("no SARIF validator was found: GitHub's rules are not checked (set LINTEL_SARIF_MULTITOOL)");

interface Judgement {
  readonly runs: readonly {
    readonly results?: readonly {
      readonly ruleId: string;
      readonly level?: string;
      readonly message: object;
    }[];
  }[];
}

describe.skipIf(missing)('SARIF, by the public validator with the rules of GitHub', () => {
  it.for([
    ['nothing found', reportWith([])],
    ['findings', reportWith([finding(), finding({ severity: 'error' })])],
    ['a hostile repository', hostileReport],
  ] as const)('is right with %s', ([, report]) => {
    const folder = mkdtempSync(join(tmpdir(), 'lintel-sarif-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'in.sarif'), sarif.write(report, [rule, silentRule, ...listRules()]));
    execFileSync(
      multitool,
      [
        'validate',
        'in.sarif',
        '--rule-kind',
        'Sarif;Ghas',
        '--output',
        'out.sarif',
        '--log',
        'ForceOverwrite',
      ],
      {
        cwd: folder,
        stdio: 'pipe',
      },
    );
    const { runs }: Judgement = JSON.parse(
      readFileSync(join(folder, 'out.sarif'), 'utf8').replace(/^\ufeff/, ''),
    );
    // SARIF2005 wants an address of lintel: there is none yet.
    expect((runs[0]?.results ?? []).filter(({ ruleId }) => ruleId !== 'SARIF2005')).toEqual([]);
  });
});
