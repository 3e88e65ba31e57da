import { describe, expect, it } from 'vitest';
import { loadPack } from '../../src/checklist/bundled-packs.js';
import { evidenceOf, evidenceText } from '../../src/checklist/evidence-of.js';
import { suggest } from '../../src/checklist/suggestion.js';
import type { SubQuestion } from '../../src/model/checklist.js';
import { evidence, subQuestion } from './sample-pack.js';

const replicas: SubQuestion = subQuestion('scaling.replicas', {
  choices: [
    {
      id: 'protected',
      text: 'With a budget',
      risk: 'none',
      suggestedBy: ['several-replicas', 'disruption-budget-present'],
    },
    { id: 'several', text: 'Two or more', risk: 'low', suggestedBy: ['several-replicas'] },
    { id: 'single', text: 'One', risk: 'high', suggestedBy: ['single-replica-workload', 'singleton-lock'] },
  ],
  signals: [
    { id: 'several-replicas', stance: 'supports' },
    { id: 'disruption-budget-present', stance: 'supports' },
    { id: 'single-replica-workload', stance: 'contradicts' },
    { id: 'singleton-lock', stance: 'contradicts' },
  ],
});

describe('suggest', () => {
  it('names the choice that all its supporting signals speak for, and where they were seen', () => {
    expect(suggest(replicas, [evidence('several-replicas', 'supports', 'medium', 'k8s/a.yaml:3')])).toEqual({
      choice: 'several',
      confidence: 'medium',
      because: 'Shows several-replicas (k8s/a.yaml:3).',
    });
    expect(suggest(replicas, [evidence('disruption-budget-present', 'supports')])).toBeUndefined();
  });

  it('prefers the choice that more signals speak for', () => {
    const both = [
      evidence('several-replicas', 'supports', 'high', 'k8s/a.yaml:3'),
      evidence('several-replicas', 'supports', 'high', 'k8s/b.yaml:3'),
      evidence('disruption-budget-present', 'supports', 'low', 'k8s/pdb.yaml:1'),
    ];
    expect(suggest(replicas, both)).toEqual({
      choice: 'protected',
      confidence: 'low',
      because: 'Shows several-replicas (k8s/a.yaml:3); Shows several-replicas (k8s/b.yaml:3); and 1 more.',
    });
  });

  it('needs only one of the contradicting signals', () => {
    expect(suggest(replicas, [evidence('singleton-lock', 'contradicts')])).toMatchObject({
      choice: 'single',
    });
  });

  it('is silent when the evidence speaks both ways', () => {
    const mixed = [
      evidence('several-replicas', 'supports'),
      evidence('single-replica-workload', 'contradicts'),
    ];
    expect(suggest(replicas, mixed)).toBeUndefined();
  });

  it('is silent without evidence, or when signals name no choice or two of them', () => {
    expect(suggest(replicas, [])).toBeUndefined();
    expect(suggest(replicas, [evidence('migration-has-down', 'supports')])).toBeUndefined();
    const [first, second, ...rest] = replicas.choices;
    const tied = first && second ? [{ ...first, suggestedBy: ['several-replicas'] }, second, ...rest] : [];
    expect(
      suggest({ ...replicas, choices: tied }, [evidence('several-replicas', 'supports')]),
    ).toBeUndefined();
  });

  it('suggests from the bundled pack what the signals mean', () => {
    const subQuestions = loadPack('scalability')?.questions.flatMap((asked) => asked.subQuestions) ?? [];
    const suggested = (id: string, ...signals: readonly string[]): string | undefined => {
      const asked = subQuestions.find((candidate) => candidate.id === id);
      const seen = signals.map((signal) => evidence(signal, 'supports'));
      return asked && suggest(asked, seen)?.choice;
    };
    expect(suggested('migrations.down', 'migration-has-down')).toBe('written');
    expect(suggested('migrations.down', 'migration-without-down')).toBe('none');
    expect(suggested('migrations.down', 'migration-without-down', 'migration-has-down')).toBeUndefined();
    expect(suggested('partial-failure.health-checks', 'probe-cannot-fail')).toBe('flawed');
    expect(suggested('partial-failure.health-checks', 'service-without-probe')).toBe('none');
    expect(
      suggested('partial-failure.health-checks', 'liveness-endpoint-shallow', 'readiness-probe-present'),
    ).toBe('layered');
    expect(suggested('partial-failure.health-checks', 'liveness-probe-present')).toBeUndefined();
    expect(suggested('independent-scaling.replicas', 'several-replicas', 'disruption-budget-present')).toBe(
      'protected',
    );
  });
});

describe('evidenceOf', () => {
  it('keeps what the sub-question names, with the stance of the pack, best first', () => {
    const all = [
      evidence('several-replicas', 'supports', 'low', 'b:1'),
      evidence('several-replicas', 'supports', 'high', 'b:2'),
      evidence('several-replicas', 'supports', 'high', 'a:9'),
      evidence('single-replica-workload', 'supports', 'high', 'z:1'),
      evidence('unrelated', 'contradicts', 'high', 'a:1'),
    ];
    expect(
      evidenceOf(replicas, all).map((item) => [item.stance, item.confidence, evidenceText(item)]),
    ).toEqual([
      ['contradicts', 'high', 'Shows single-replica-workload (z:1)'],
      ['supports', 'high', 'Shows several-replicas (a:9)'],
      ['supports', 'high', 'Shows several-replicas (b:2)'],
      ['supports', 'low', 'Shows several-replicas (b:1)'],
    ]);
  });
});
