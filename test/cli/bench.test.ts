import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/bench-evidence.js', import.meta.url));
const sources = fileURLToPath(new URL('../../src/evidence/signals/caching', import.meta.url));

describe('the bench', () => {
  it('still finds the parts of the program that it measures', () => {
    const times: unknown = JSON.parse(
      execFileSync(process.execPath, [script, sources], { encoding: 'utf8' }),
    );
    expect(JSON.stringify(times)).toMatch(/^\{"baseline":[\d.e-]+,"subject":[\d.e-]+\}$/);
  });
});
