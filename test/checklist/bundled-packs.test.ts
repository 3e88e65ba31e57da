import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledPacks, loadPack } from '../../src/checklist/bundled-packs.js';
import { problemText } from '../../src/checklist/file-problem.js';
import { lintPack } from '../../src/checklist/lint-pack.js';
import { packReference, parsePack } from '../../src/checklist/parse-pack.js';
import { firstSignals } from './first-signals.js';
import { signals } from '../../src/evidence/registry.js';

const path = 'checklists/scalability.yaml';
const text = readFileSync(path, 'utf8');

describe('the bundled scalability pack', () => {
  it('passes the pack lint with the signals that detectors find', () => {
    const problems = lintPack(parsePack(text, path), {
      knownSignals: new Set(signals.map(({ id }) => id)),
    });
    expect(problems.map(problemText)).toEqual([]);
  });

  it('asks the eight questions of the article in their order', () => {
    expect(loadPack('scalability')?.questions.map(({ id, text }) => [id, text])).toEqual([
      ['partial-failure', 'Can the system survive partial failures?'],
      ['hot-paths', 'Are hot paths instrumented and monitored?'],
      ['read-write', 'Have you separated read and write concerns where appropriate?'],
      ['idempotency', 'Are critical operations idempotent?'],
      ['caching', 'Do you have sensible caching and TTLs?'],
      ['independent-scaling', 'Can services be scaled independently?'],
      ['migrations', 'Are database migrations safe and reversible?'],
      ['slo-alerts', 'Do you have alerts for user-facing SLO breaches?'],
    ]);
  });

  it('shows every signal somewhere', () => {
    const used = loadPack('scalability')?.questions.flatMap((question) =>
      question.subQuestions.flatMap(({ signals }) => signals.map(({ id }) => id)),
    );
    expect([...firstSignals].filter((id) => !used?.includes(id))).toEqual([]);
  });

  it('gives every sub-question a choice without risk or with low risk, and one with more', () => {
    const oneSided = loadPack('scalability')?.questions.flatMap((question) =>
      question.subQuestions
        .filter(
          ({ choices }) => new Set(choices.map(({ risk }) => risk === 'none' || risk === 'low')).size < 2,
        )
        .map(({ id }) => id),
    );
    expect(oneSided).toEqual([]);
  });

  it('wants an answer to at least one sub-question of each question', () => {
    const without = loadPack('scalability')?.questions.filter(
      (question) => !question.subQuestions.some(({ required }) => required),
    );
    expect(without).toEqual([]);
  });
});

describe('bundled packs', () => {
  it('are listed with the id that their file is named after', () => {
    expect(bundledPacks().map(packReference)).toEqual(['scalability@1']);
  });

  it('are not found by an unknown id or by a path', () => {
    expect(loadPack('resilience')).toBeUndefined();
    expect(loadPack('../checklists/scalability')).toBeUndefined();
    expect(loadPack('')).toBeUndefined();
  });
});
