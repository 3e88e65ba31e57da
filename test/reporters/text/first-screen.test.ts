import { describe, expect, it } from 'vitest';
import type { GateFailure, GateReport } from '../../../src/model/gate.js';
import { gateLines } from '../../../src/reporters/text/gates.js';
import { createStyle } from '../../../src/reporters/text/style.js';

const title = ['lintel shop @ d40de608db  5 services · 12 migrations · 9 health endpoints · 11 probes', ''];

function failures(id: string, count: number, file: string, pass: string): readonly GateFailure[] {
  return Array.from({ length: count }, (_, index) => ({
    id,
    service: 'backoffice',
    text: 'The index of the table is built while nothing writes, and whoever wants to write waits for it, however long it takes, in every release.',
    file,
    line: index + 1,
    pass: [pass, `lintel audit waive 222f229cbed${index} --owner NAME --days 30 --reason "why it can wait"`],
  }));
}

function gate(id: string, failed: readonly GateFailure[] = []): GateReport {
  return {
    id,
    wants: id,
    state: failed.length > 0 ? 'failed' : 'passed',
    failures: failed,
    waived: 0,
    before: 0,
  };
}

const advice =
  'Build it with CREATE INDEX CONCURRENTLY, and switch the transaction off in the header of the migration.';
const long = 'services/backoffice/db/migrate/20260220100000_add_reason_to_refunds.rb';
const findings = gate('findings', failures('create-index-blocking', 12, long, advice));
const stale = gate(
  'stale-answers',
  failures('partial-failure.timeouts', 4, 'k8s/api.yaml', 'lintel review --set …'),
);
const challenged = gate(
  'challenged-answers',
  failures('migrations.compatible', 2, long, 'lintel review --note …'),
);
const baseline = gate(
  'baseline',
  failures('drop-column', 1, '.lintel/baseline.json', 'lintel audit baseline'),
);
const rest = ['required-questions', 'accepted-risk', 'waivers'].map((id) => gate(id));

/** What a terminal of 80 columns and 24 rows shows below the command. */
function firstScreen(gates: readonly GateReport[], colour = false): readonly string[] {
  const failed = gates.filter(({ state }) => state === 'failed');
  const verdict = {
    passed: false,
    failOn: 'error' as const,
    failedOn: failed.map(({ id }) => `${id} failed`),
    gates,
  };
  const lines = [...title, ...gateLines({ asOf: null }, verdict, createStyle(colour), 80, title)];
  // eslint-disable-next-line no-control-regex -- escape sequences begin with a control character
  const plain = lines.map((line) => line.replaceAll(/\u001b\[[0-9;]*m/g, ''));
  return plain.flatMap((line) => (line === '' ? [''] : (line.match(/.{1,80}/gu) ?? []))).slice(0, 23);
}

describe('the first screen of a failing gate', () => {
  it.each([
    ['one', [findings]],
    ['two', [findings, baseline]],
    ['three', [findings, stale, baseline]],
    ['four', [findings, stale, challenged, baseline]],
  ])('holds what failed, where, a way out and the other gates: %s', (_name, failed) => {
    const screen = firstScreen([...failed, ...rest]);
    const text = screen.join('\n');
    for (const { id, failures: all } of failed) {
      expect(text).toContain(`✗ ${id} failed`);
      expect(text).toContain(`${all[0]?.file ?? ''}:1`);
      expect(text).toContain(`→ ${all[0]?.pass[0]?.slice(0, 40) ?? ''}`);
    }
    for (const { id } of rest) expect(text).toContain(`✓ ${id}`);
    expect(firstScreen([...failed, ...rest], true)).toEqual(screen);
  });

  it('says less of each where more failed', () => {
    expect(firstScreen([findings, stale, challenged, baseline, ...rest]).join('\n')).toMatchInlineSnapshot(`
      "lintel shop @ d40de608db  5 services · 12 migrations · 9 health endpoints · 11 p
      robes

      FAILED  4 of 7 gates
        ✗ findings failed
          create-index-blocking (backoffice)
            services/backoffice/db/migrate/20260220100000_add_reason_to_refunds.rb:1
          … and 11 more
          → Build it with CREATE INDEX CONCURRENTLY, and switch the transaction off in
            the header of the migration.
        ✗ stale-answers failed
          partial-failure.timeouts (backoffice)  k8s/api.yaml:1
          … and 3 more
          → lintel review --set …
        ✗ challenged-answers failed
          migrations.compatible (backoffice)
            services/backoffice/db/migrate/20260220100000_add_reason_to_refunds.rb:1
          … and 1 more
          → lintel review --note …
        ✗ baseline failed
          drop-column (backoffice)  .lintel/baseline.json:1
          → lintel audit baseline
        ✓ required-questions   ✓ accepted-risk   ✓ waivers"
    `);
  });
});
