import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { sarif } from '../../../src/reporters/findings/sarif.js';
import { finding, hostileReport, reportWith, rule, silentRule } from './sample-report.js';

interface Log {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly {
          readonly id: string;
          readonly shortDescription: { readonly text: string };
          readonly fullDescription: { readonly text: string };
          readonly help: { readonly text: string };
          readonly properties: { readonly tags: readonly string[] };
        }[];
      };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: Readonly<Record<string, number>>;
        };
      }[];
      readonly relatedLocations?: readonly { readonly id: number }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
    readonly properties: Readonly<Record<string, number>>;
  }[];
}

const schema: object = JSON.parse(
  readFileSync(new URL('fixtures/sarif-2.1.0.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv({
  strict: false,
  unicodeRegExp: false,
  validateFormats: false,
  allErrors: true,
}).compile(schema);

function written(report: Parameters<typeof sarif.write>[0]): Log {
  const text = sarif.write(report, [rule, silentRule]);
  const log: Log = JSON.parse(text);
  validate(log);
  expect(validate.errors).toBeNull();
  return log;
}

describe('SARIF', () => {
  it('is valid by the published schema, with findings and without', () => {
    for (const report of [reportWith([]), reportWith([finding()]), hostileReport])
      expect(written(report).runs).toHaveLength(1);
  });

  it('has all that GitHub asks for, and no empty text', () => {
    const log = written(hostileReport);
    expect(log).toMatchObject({ $schema: expect.stringMatching(/sarif-2\.1\.0/), version: '2.1.0' });
    const [run] = log.runs;
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(['adr-dead-link', 'adr-silent']);
    for (const { shortDescription, fullDescription, help, properties } of run?.tool.driver.rules ?? []) {
      for (const { text } of [shortDescription, fullDescription, help]) expect(text).not.toBe('');
      expect(shortDescription.text.length).toBeLessThanOrEqual(1024);
      expect(fullDescription.text.length).toBeLessThanOrEqual(1024);
      expect(properties.tags.length).toBeLessThanOrEqual(10);
      expect(properties).not.toHaveProperty('security-severity');
    }
    for (const { ruleId, ruleIndex, message, locations } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(message.text).not.toBe('');
      const region = locations[0]?.physicalLocation.region;
      for (const key of ['startLine', 'startColumn', 'endLine', 'endColumn'])
        expect(region?.[key]).toBeGreaterThanOrEqual(1);
    }
  });

  it('names files by encoded relative URIs, and neither schemes nor hosts of the repository', () => {
    const uris = written(hostileReport).runs[0]?.results.map(
      ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? '',
    );
    for (const uri of uris ?? []) {
      expect(uri).toMatch(/^(?!\/)(?:[\w.!~*'()-]|%[0-9A-F]{2}|\/)+$/);
      expect(new URL(uri, 'file:///root/').href).toMatch(/^file:\/\/\/root\//);
    }
    expect(uris?.some((uri) => uri.startsWith('a%20b/%1B%5B31m'))).toBe(true);
  });

  it('makes links of related places only', () => {
    const text = written(hostileReport).runs[0]?.results.find(({ message }) => /Message/.test(message.text))
      ?.message.text;
    expect([...(text ?? '').matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target)).toEqual(['1']);
  });

  it('leaves out what stood before, which GitHub would show as an alert, and counts it', () => {
    const [run] = written(
      reportWith([finding(), finding({ status: 'baselined' }), finding({ status: 'waived' })]),
    ).runs;
    expect(run?.results).toHaveLength(1);
    expect(run?.properties).toEqual({ baselined: 1, waived: 1, leftOut: 0, skipped: 0 });
  });

  it('keeps within 25,000 results, the severe ones first, and within 10 MB', () => {
    const many = Array.from({ length: 25_010 }, () => finding({ severity: 'note' }));
    const text = sarif.write(reportWith([...many, finding({ severity: 'error' })]), [rule]);
    const log: Log = JSON.parse(text);
    expect(log.runs[0]?.results).toHaveLength(25_000);
    expect(log.runs[0]?.results[0]?.level).toBe('error');
    expect(log.runs[0]?.properties['leftOut']).toBe(11);
    expect(gzipSync(text).length).toBeLessThan(10 * 1024 * 1024);
  });

  it('keeps at most 100 places of a result', () => {
    const related = Array.from({ length: 500 }, () => ({ text: 'x', span: finding().span }));
    expect(written(reportWith([finding({ related })])).runs[0]?.results[0]?.relatedLocations).toHaveLength(
      99,
    );
  });

  it('is the same twice', () => {
    expect(sarif.write(hostileReport, [rule])).toBe(sarif.write(hostileReport, [rule]));
  });
});
