import { array, assert, boolean, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/model/evidence.js';
import { countEvidence, evidenceByService, namesOfServices } from '../../src/reporters/strongest-evidence.js';

function piece(signal: string, service: string, stance: Evidence['stance'], line = 1): Evidence {
  return {
    question: 'caching',
    signal,
    service,
    stance,
    meaning: 'It matters.',
    text: signal,
    confidence: 'high',
    span: { file: 'a.ts', line, column: 1, endLine: line, endColumn: 2 },
  };
}

const shown = (
  evidence: readonly Evidence[],
  all = false,
): readonly (readonly [string, readonly string[]])[] =>
  evidenceByService(evidence, all).map((group) => [
    namesOfServices(group.services),
    group.shown.map(({ signal, span }) => `${signal}:${span.line}`),
  ]);

describe('the strongest evidence', () => {
  it('shows what is against first, and each signal once before any twice', () => {
    expect(
      shown([
        piece('ttl', 'api', 'supports', 1),
        piece('ttl', 'api', 'supports', 2),
        piece('ttl', 'api', 'supports', 3),
        piece('etag', 'api', 'supports', 4),
        piece('no-ttl', 'api', 'contradicts', 9),
        piece('ttl', 'api', 'supports', 5),
      ]),
    ).toEqual([['api', ['no-ttl:9', 'ttl:1', 'etag:4', 'ttl:2', 'ttl:3']]]);
  });

  it('lets services take turns, those with something against first, no service last', () => {
    const of = (
      service: string,
      stance: Evidence['stance'],
      lines: readonly number[] = [1, 2, 3],
    ): readonly Evidence[] => lines.map((line) => piece(stance, service, stance, line));
    expect(
      shown([...of('', 'supports', [4, 5, 6]), ...of('api', 'supports'), ...of('web', 'contradicts')]),
    ).toEqual([
      ['web', ['contradicts:1', 'contradicts:2']],
      ['api', ['supports:1', 'supports:2']],
      ['', ['supports:4']],
    ]);
  });

  it('says once what several services share', () => {
    const evidence = [
      ...['web', 'api', 'jobs', 'mail'].map((service) => piece('ttl', service, 'supports')),
      ...['web', 'api'].map((service) => piece('etag', service, 'supports')),
      piece('no-ttl', 'web', 'contradicts'),
    ];
    expect(shown(evidence)).toEqual([
      ['web', ['no-ttl:1']],
      ['api, jobs and 2 more', ['ttl:1']],
      ['api and web', ['etag:1']],
    ]);
    expect(countEvidence(evidence)).toEqual({ supports: 2, contradicts: 1 });
  });

  it('never shows more than a handful unless all is asked for, and counts what it leaves out', () => {
    const pieces = array(
      constantFrom('a', 'b', 'c').chain((service) =>
        constantFrom<Evidence['stance']>('supports', 'contradicts').chain((stance) =>
          constantFrom(1, 2, 3).map((line) => piece(stance, service, stance, line)),
        ),
      ),
      { maxLength: 30 },
    );
    assert(
      property(pieces, boolean(), (evidence, all) => {
        const groups = evidenceByService(evidence, all);
        const count = groups.reduce((sum, group) => sum + group.shown.length, 0);
        const left = groups.reduce((sum, { more }) => sum + more.supports + more.contradicts, 0);
        const { supports, contradicts } = countEvidence(evidence);
        expect(count + left).toBe(supports + contradicts);
        expect(count).toBe(all ? count + left : Math.min(5, count + left));
      }),
    );
  });
});
