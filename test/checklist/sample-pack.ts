import type { Answer } from '../../src/model/answer.js';
import type { Question, RiskRule, SubQuestion } from '../../src/model/checklist.js';
import type { Confidence } from '../../src/model/confidence.js';
import type { Evidence, Stance } from '../../src/model/evidence.js';

/** A pack file that passes the lint; tests damage one part of it. */
export const samplePack = `id: sample
version: 3
title: A sample
description: Three sub-questions on backups.
questions:
  - id: backups
    text: Can the data be restored?
    why: Because data goes missing.
    incident:
      text: On 31 January 2017 none of the backups worked.
      source: { title: Postmortem, url: https://example.org/postmortem }
    subQuestions:
      - id: backups.taken
        text: Is a backup taken every day?
        why: What was not kept is gone.
        required: true
        choices:
          - { id: daily, text: Every day, risk: none }
          - { id: weekly, text: Every week, risk: medium }
          - { id: never, text: Never, risk: high, suggestedBy: [backup-job-missing] }
        signals:
          - { id: backup-job-missing, stance: contradicts }
        sources:
          - { title: Backups, url: https://example.org/backups }
      - id: backups.restored
        text: Was a restore rehearsed in the last six months?
        why: A backup is worth what the last restore was worth.
        choices:
          - { id: recently, text: 'Yes, with a date', risk: none }
          - { id: never, text: Never, risk: high }
        sources:
          - { title: Restores, url: https://example.org/restores }
      - id: backups.elsewhere
        text: Does a copy lie in another region?
        why: Regions fail.
        choices:
          - { id: other-region, text: In another region, risk: none }
          - { id: same-region, text: In the same region, risk: low }
        sources:
          - { title: Regions, url: https://example.org/regions }
    riskRules:
      - when: { backups.taken: [never] }
        risk: high
        because: There is nothing to restore.
      - when: { backups.taken: [weekly], backups.restored: [never] }
        risk: high
        because: Old backups that nobody has tried.
      - when: { backups.restored: [never] }
        risk: medium
        because: The backups were never tried.
      - when: { backups.elsewhere: [same-region] }
        risk: low
        because: One region can lose both.
      - when: {}
        risk: none
        because: Backups are taken and tried.
`;

export const sampleSignals: ReadonlySet<string> = new Set(['backup-job-missing']);

/** A sub-question with two choices, `good` (none) and `bad` (high), unless told otherwise. */
export function subQuestion(id: string, change: Partial<SubQuestion> = {}): SubQuestion {
  return {
    id,
    text: `Is ${id} so?`,
    why: 'It matters.',
    choices: [
      { id: 'good', text: 'It is', risk: 'none' },
      { id: 'bad', text: 'It is not', risk: 'high' },
    ],
    sources: [{ title: 'Page', url: 'https://example.org/page' }],
    signals: [],
    required: false,
    ...change,
  };
}

export function question(
  id: string,
  subQuestions: readonly SubQuestion[],
  riskRules: readonly RiskRule[] = [{ when: {}, risk: 'none', because: 'Nothing is wrong.' }],
): Question {
  const source = { title: 'Report', url: 'https://example.org/report' };
  return {
    id,
    text: `Is ${id} well?`,
    why: 'It matters.',
    incident: { text: 'It broke.', source },
    subQuestions,
    riskRules,
  };
}

export function evidence(
  signal: string,
  stance: Stance,
  confidence: Confidence = 'high',
  place = 'k8s/deploy.yaml:12',
): Evidence {
  const [file = '', line = '1'] = place.split(':');
  const at = Number(line);
  return {
    question: 'any',
    signal,
    stance,
    service: 'checkout',
    span: { file, line: at, column: 1, endLine: at, endColumn: 9 },
    text: `Shows ${signal}.`,
    meaning: 'It matters.',
    confidence,
  };
}

export function answer(questionId: string, choice: string, change: Partial<Answer> = {}): Answer {
  return {
    question: questionId,
    choice,
    at: '2026-11-01',
    wording: `sha256:${'a'.repeat(64)}`,
    evidence: [],
    ...change,
  };
}
