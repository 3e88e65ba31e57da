import { describe, expect, it } from 'vitest';
import { riskOf } from '../../src/checklist/risk.js';
import { questionState, type SubQuestionFacts, wholeQuestionState } from '../../src/checklist/states.js';
import type { QuestionState } from '../../src/model/answer.js';
import { answer, evidence, question, subQuestion } from './sample-pack.js';

function facts(change: Partial<SubQuestionFacts>): SubQuestionFacts {
  return {
    answer: answer('caching.ttl', 'good'),
    staleness: [],
    evidence: [],
    risk: 'none',
    required: false,
    applicable: { applies: true },
    ...change,
  };
}

const contradiction = evidence('probe-cannot-fail', 'contradicts', 'high', 'k8s/deploy.yaml:40');

describe('questionState', () => {
  it('is satisfied by an answer of no or low risk', () => {
    expect(questionState(facts({}))).toEqual({ state: 'satisfied', reasons: [] });
    expect(questionState(facts({ risk: 'low' })).state).toBe('satisfied');
  });

  it('is at risk by an answer of medium or high risk, with its note', () => {
    expect(
      questionState(facts({ risk: 'high', answer: answer('a.b', 'bad', { note: 'until May' }) })),
    ).toEqual({
      state: 'at-risk',
      reasons: ['The answer `bad` carries high risk.', 'until May'],
    });
    expect(questionState(facts({ risk: 'medium' })).state).toBe('at-risk');
  });

  it('is unknown without an answer, never satisfied, and says whether the gate wants one', () => {
    const unanswered = { answer: undefined, risk: undefined };
    expect(questionState(facts(unanswered))).toEqual({ state: 'unknown', reasons: ['Not answered.'] });
    expect(questionState(facts({ ...unanswered, required: true })).reasons).toEqual([
      'Not answered; the gate wants an answer.',
    ]);
    expect(
      questionState(facts({ ...unanswered, evidence: [evidence('several-replicas', 'supports')] })).state,
    ).toBe('unknown');
  });

  it('is unknown when the pack has no such choice', () => {
    expect(questionState(facts({ risk: undefined }))).toEqual({
      state: 'unknown',
      reasons: ['The answer `good` is not one of the choices.'],
    });
  });

  it('is stale when the ground of the answer moved, whatever the answer', () => {
    const staleness = [
      { kind: 'evidence-gone', path: 'src/http.ts' } as const,
      { kind: 'reworded' } as const,
    ];
    for (const risk of ['none', 'high'] as const) {
      expect(questionState(facts({ risk, staleness }))).toEqual({
        state: 'stale',
        reasons: ['The cited file src/http.ts is gone.', 'The question was reworded since it was answered.'],
      });
    }
    expect(questionState(facts({ staleness, answer: answer('a.b', 'n/a') })).state).toBe('stale');
  });

  it('is challenged when the repository says otherwise with high confidence', () => {
    expect(questionState(facts({ evidence: [contradiction] }))).toEqual({
      state: 'challenged',
      reasons: [
        'The repository says otherwise: Shows probe-cannot-fail (k8s/deploy.yaml:40). Answer again, or add a note that says why it holds all the same.',
      ],
    });
    expect(questionState(facts({ evidence: [contradiction], answer: answer('a.b', 'n/a') })).state).toBe(
      'challenged',
    );
  });

  it('is not challenged by weaker evidence, a supporting signal, against an admitted risk, or with a rebuttal', () => {
    const medium = evidence('probe-cannot-fail', 'contradicts', 'medium');
    expect(questionState(facts({ evidence: [medium] })).state).toBe('satisfied');
    expect(questionState(facts({ evidence: [evidence('several-replicas', 'supports')] })).state).toBe(
      'satisfied',
    );
    expect(questionState(facts({ evidence: [contradiction], risk: 'high' })).state).toBe('at-risk');
    const rebutted = answer('a.b', 'good', { note: 'That probe is of the test image.' });
    expect(questionState(facts({ evidence: [contradiction], answer: rebutted }))).toEqual({
      state: 'satisfied',
      reasons: ['That probe is of the test image.'],
    });
    expect(
      questionState(facts({ evidence: [contradiction], answer: answer('a.b', 'good', { note: '  ' }) }))
        .state,
    ).toBe('challenged');
  });

  it('does not apply when facts or the answer say so', () => {
    const applicable = { applies: false, reason: 'No migrations were found.' } as const;
    expect(questionState(facts({ applicable, answer: undefined, risk: undefined }))).toEqual({
      state: 'not-applicable',
      reasons: ['No migrations were found.'],
    });
    expect(questionState(facts({ answer: answer('a.b', 'n/a', { note: 'It has no cache.' }) }))).toEqual({
      state: 'not-applicable',
      reasons: ['It has no cache.'],
    });
  });
});

describe('wholeQuestionState', () => {
  const asked = question(
    'caching',
    [subQuestion('caching.ttl', { required: true }), subQuestion('caching.keys')],
    [
      { when: { 'caching.ttl': ['bad'] }, risk: 'high', because: 'Entries never end.' },
      { when: { 'caching.keys': ['bad'] }, risk: 'low', because: 'Keys are long.' },
      { when: {}, risk: 'none', because: 'All is well.' },
    ],
  );

  function whole(
    choices: readonly [string?, string?],
    states: readonly [QuestionState, QuestionState],
  ): unknown {
    const given = new Map<string, string>();
    if (choices[0] !== undefined) given.set('caching.ttl', choices[0]);
    if (choices[1] !== undefined) given.set('caching.keys', choices[1]);
    const byId = new Map([
      ['caching.ttl', states[0]],
      ['caching.keys', states[1]],
    ] as const);
    return wholeQuestionState(asked, byId, riskOf(asked, given));
  }

  it('is satisfied when all is answered and the risk is acceptable', () => {
    expect(whole(['good', 'good'], ['satisfied', 'satisfied'])).toEqual({
      state: 'satisfied',
      reasons: ['All is well.'],
    });
    expect(whole(['good', 'bad'], ['satisfied', 'at-risk'])).toEqual({
      state: 'satisfied',
      reasons: ['Keys are long.'],
    });
  });

  it('is at risk as soon as that is certain', () => {
    expect(whole(['bad'], ['at-risk', 'unknown'])).toEqual({
      state: 'at-risk',
      reasons: ['Entries never end.'],
    });
  });

  it('is unknown while answers are missing', () => {
    expect(whole([], ['unknown', 'unknown'])).toEqual({
      state: 'unknown',
      reasons: ['Not answered: caching.ttl.'],
    });
    expect(whole(['good'], ['satisfied', 'unknown'])).toEqual({
      state: 'unknown',
      reasons: ['Not answered yet: caching.keys.'],
    });
  });

  it('tells first of answers that cannot be trusted', () => {
    expect(whole(['bad', 'good'], ['at-risk', 'stale'])).toEqual({
      state: 'stale',
      reasons: ['caching.keys.'],
    });
    expect(whole(['bad', 'good'], ['at-risk', 'challenged'])).toEqual({
      state: 'challenged',
      reasons: ['caching.keys.'],
    });
  });

  it('does not apply when none of its sub-questions does', () => {
    expect(whole(['n/a', 'n/a'], ['not-applicable', 'not-applicable'])).toEqual({
      state: 'not-applicable',
      reasons: ['None of its sub-questions applies.'],
    });
    expect(whole(['n/a', 'good'], ['not-applicable', 'satisfied'])).toMatchObject({ state: 'satisfied' });
  });
});
