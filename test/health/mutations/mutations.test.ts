import { describe, expect, it } from 'vitest';
import { healthRules } from '../../../src/health/rules/registry.js';
import type { Finding } from '../../../src/model/finding.js';
import { factsOf } from '../rules/facts-of.js';
import { platforms } from './platforms.js';
import type { Platform } from './platforms.js';
import { programs } from './programs.js';
import type { Program } from './programs.js';

/** What goes wrong in practice between a program and the file that probes it. */
const mutations: readonly {
  readonly name: string;
  readonly files: (program: Program, platform: Platform) => Readonly<Record<string, string>>;
}[] = [
  {
    name: 'the probe asks for another word',
    files: (program, platform) => ({
      ...program.files(program.prefix, program.path),
      ...platform.files(`${program.prefix}${program.path.replace(/\/?$/, 'x')}`, program.port, program.port),
    }),
  },
  {
    name: 'the probe lacks the prefix',
    files: (program, platform) => ({
      ...program.files(program.prefix, program.path),
      ...platform.files(program.path, program.port, program.port),
    }),
  },
  {
    name: 'the program got another prefix',
    files: (program, platform) => ({
      ...program.files(`${program.prefix}2`, program.path),
      ...platform.files(`${program.prefix}${program.path}`, program.port, program.port),
    }),
  },
  {
    name: 'the program got another path',
    files: (program, platform) => ({
      ...program.files(program.prefix, '/probe/state'),
      ...platform.files(`${program.prefix}${program.path}`, program.port, program.port),
    }),
  },
  {
    name: 'the probe asks another port',
    files: (program, platform) => ({
      ...program.files(program.prefix, program.path),
      ...platform.files(`${program.prefix}${program.path}`, program.port + 17, program.port),
    }),
  },
];

async function findingsOf(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const facts = await factsOf(files);
  return healthRules.flatMap((rule) => rule.check(facts));
}

const pairs = programs.flatMap((program) => platforms.map((platform) => ({ program, platform })));

describe('a corpus of probes that match their routes', () => {
  it('has at least sixty pairs', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(60);
  });

  it.each(pairs)(
    'has no finding: $program.framework probed by $platform.name',
    async ({ program, platform }) => {
      const { prefix, path, port } = program;
      const findings = await findingsOf({
        ...program.files(prefix, path),
        ...platform.files(`${prefix}${path}`, port, port),
      });
      // Liveness has twice the patience of readiness, so that nothing is said of the two asking the same.
      expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    },
  );

  it.each(mutations)('of which 95 % are caught when $name', async ({ files }) => {
    const missed: string[] = [];
    for (const { program, platform } of pairs) {
      const findings = await findingsOf(files(program, platform));
      if (!findings.some(({ rule }) => rule === 'health-probe-path-not-served'))
        missed.push(`${program.framework} probed by ${platform.name}`);
    }
    expect(missed.length, `not caught: ${missed.join(', ')}`).toBeLessThanOrEqual(pairs.length * 0.05);
  });
});
