import { describe, expect, it } from 'vitest';
import { lintPack } from '../../src/checklist/lint-pack.js';
import { parsePack } from '../../src/checklist/parse-pack.js';
import { samplePack, sampleSignals } from './sample-pack.js';

function lint(text: string): readonly (readonly [string, number, string])[] {
  return lintPack(parsePack(text, 'p.yaml'), { knownSignals: sampleSignals }).map(
    ({ rule, line, message }) => [rule, line, message],
  );
}

function replaced(from: string, to: string): string {
  expect(samplePack).toContain(from);
  return samplePack.replace(from, to);
}

describe('lintPack', () => {
  it('finds nothing wrong with a good pack', () => {
    expect(lint(samplePack)).toEqual([]);
  });

  it('gives the problems of parsing when the file is no pack', () => {
    expect(lint('id: x')[0]?.[0]).toBe('schema');
  });

  it.each([
    [
      'Is a backup taken every day?',
      'Do you consider daily backups?',
      14,
      '"consider" cannot be verified: everyone will say yes.',
    ],
    [
      'Is a backup taken every day?',
      'Do you ensure that appropriate backups exist?',
      14,
      '"ensure that appropriate" cannot be verified: everyone will say yes.',
    ],
    [
      'Is a backup taken every day?',
      'Is the team Aware\n          of backups?',
      14,
      '"aware of" cannot be verified: everyone will say yes.',
    ],
    [
      'text: Every week',
      'text: Whenever reasonable',
      19,
      '"reasonable" cannot be verified: everyone will say yes.',
    ],
  ])('refuses wording that cannot be verified: %s → %s', (from, to, line, message) => {
    expect(lint(replaced(from, to))).toEqual([['not-verifiable', line, message]]);
  });

  it('does not take parts of words for vague phrases', () => {
    expect(
      lint(replaced('Is a backup taken every day?', 'Is the etcd snapshot free of inconsiderate software?')),
    ).toEqual([]);
  });

  it('wants a question', () => {
    expect(lint(replaced('Is a backup taken every day?', 'A backup is taken every day.'))).toEqual([
      ['not-a-question', 14, 'The text does not end with a question mark.'],
    ]);
    expect(lint(replaced('Can the data be restored?', 'Restoring data'))).toEqual([
      ['not-a-question', 7, 'The text does not end with a question mark.'],
    ]);
  });

  it('wants ids that are unique and begin with their question', () => {
    const rules = lint(replaced('id: backups.restored', 'id: backups.taken'));
    expect(rules[0]).toEqual(['repeated-id', 25, 'The sub-question id `backups.taken` is used twice.']);
    expect(lint(samplePack.replaceAll('backups.elsewhere', 'copies.elsewhere'))).toEqual([
      ['id-of-other-question', 33, '`copies.elsewhere` stands under `backups`.'],
    ]);
    expect(lint(samplePack.replace('id: weekly', 'id: daily').replace('[weekly]', '[daily]'))).toContainEqual(
      ['repeated-id', 19, 'The choice id `daily` is used twice.'],
    );
  });

  it('wants sources, and two choices at least', () => {
    const noSource = replaced(
      'sources:\n          - { title: Restores, url: https://example.org/restores }',
      'sources: []',
    );
    expect(lint(noSource)).toEqual([['no-source', 31, '`backups.restored` names no source.']]);
    const oneChoice = replaced(
      '          - { id: same-region, text: In the same region, risk: low }\n',
      '',
    ).replace('[same-region]', '[other-region]');
    expect(lint(oneChoice)).toContainEqual(['choice-count', 36, '`backups.elsewhere` has one choice.']);
  });

  it('refuses choice ids that YAML tools would turn into truth values', () => {
    expect(lint(samplePack.replaceAll('other-region', 'yes')).map(([rule, line]) => [rule, line])).toEqual([
      ['unstable-choice-id', 37],
    ]);
  });

  it('wants three to seven sub-questions', () => {
    const without = samplePack
      .replace(/ {6}- id: backups\.elsewhere[\s\S]*?(?= {4}riskRules)/, '')
      .replace(/ {6}- when: \{ backups\.elsewhere[\s\S]*?(?= {6}- when: \{\})/, '');
    expect(lint(without)).toEqual([['sub-question-count', 12, '`backups` has 2 sub-questions.']]);
  });

  it('knows no other signals than those that detectors find', () => {
    const unknown = samplePack.replace(
      '{ id: backup-job-missing, stance: contradicts }',
      '{ id: backup-jobs, stance: contradicts }',
    );
    expect(lint(unknown)).toEqual([
      [
        'suggested-by-other-signal',
        20,
        '`backup-job-missing` suggests a choice but is not one of the signals of `backups.taken`.',
      ],
      ['unknown-signal', 22, 'No detector finds the signal `backup-jobs`.'],
    ]);
  });

  it('shows a combination of answers for which no risk rule holds', () => {
    const partial = replaced('- when: {}', '- when: { backups.taken: [weekly] }');
    expect(lint(partial)).toEqual([
      [
        'risk-rules-not-total',
        41,
        'No risk rule of `backups` holds for { backups.taken: daily, backups.restored: recently, backups.elsewhere: other-region }.',
      ],
    ]);
  });

  it('finds a risk rule that never decides', () => {
    const shadowed = replaced('{ backups.taken: [never] }', '{ backups.restored: [never] }');
    expect(lint(shadowed).map(([rule, line]) => [rule, line])).toEqual([
      ['risk-rule-unreachable', 45],
      ['risk-rule-unreachable', 48],
    ]);
    const afterAll = `${samplePack}      - when: { backups.taken: [weekly] }\n        risk: low\n        because: Too late.\n`;
    expect(lint(afterAll)).toEqual([
      [
        'risk-rule-unreachable',
        57,
        'Whenever this rule ("Too late.") holds, an earlier one does too: it never decides.',
      ],
    ]);
  });

  it('finds risk rules about things that are not there', () => {
    expect(lint(replaced('{ backups.taken: [never] }', '{ backups.take: [never] }'))).toEqual([
      ['risk-rule-names-unknown', 42, '`backups` has no sub-question `backups.take`.'],
    ]);
    expect(lint(replaced('{ backups.taken: [never] }', '{ backups.taken: [sometimes] }'))).toEqual([
      ['risk-rule-names-unknown', 42, '`backups.taken` has no choice `sometimes`.'],
    ]);
    expect(lint(replaced('{ backups.taken: [never] }', '{ __proto__: [never] }'))).toEqual([
      ['risk-rule-names-unknown', 42, '`backups` has no sub-question `__proto__`.'],
    ]);
  });

  it('finds a sub-question whose answer changes nothing', () => {
    const unused = samplePack.replace(/ {6}- when: \{ backups\.elsewhere[\s\S]*?(?= {6}- when: \{\})/, '');
    expect(lint(unused)).toEqual([
      [
        'answer-without-effect',
        33,
        'No risk rule of `backups` mentions `backups.elsewhere`: its answer changes nothing.',
      ],
    ]);
  });

  it('says so when there are too many combinations to try', () => {
    const choices = Array.from(
      { length: 90 },
      (_, at) => `          - { id: c${at}, text: Choice ${at}, risk: low }\n`,
    ).join('');
    const many = samplePack.replaceAll(
      / {10}- \{ id: (?:daily|recently|other-region)/g,
      (line) => choices + line,
    );
    expect(lint(many).map(([rule]) => rule)).toEqual(['risk-rules-not-checkable']);
  });
});
