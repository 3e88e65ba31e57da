import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { problemText } from '../../src/checklist/file-problem.js';
import { packSchema } from '../../src/checklist/pack-schema.js';
import { packReference, parsePack } from '../../src/checklist/parse-pack.js';
import { samplePack } from './sample-pack.js';

function problemsOf(text: string): readonly string[] {
  const parsed = parsePack(text, 'packs/sample.yaml');
  expect(parsed.pack).toBeUndefined();
  return parsed.problems.map(problemText);
}

describe('parsePack', () => {
  it('gives the pack with what may be left out filled in', () => {
    const { pack, problems } = parsePack(samplePack, 'packs/sample.yaml');
    expect(problems).toEqual([]);
    expect(pack && packReference(pack)).toBe('sample@3');
    const [taken, restored] = pack?.questions[0]?.subQuestions ?? [];
    expect(taken?.required).toBe(true);
    expect(taken?.choices[2]?.suggestedBy).toEqual(['backup-job-missing']);
    expect(restored?.required).toBe(false);
    expect(restored?.signals).toEqual([]);
    expect(restored?.applicability).toBeUndefined();
  });

  it('knows the line of every part', () => {
    const { lineOf } = parsePack(samplePack, 'packs/sample.yaml');
    expect(lineOf('/questions/0/subQuestions/1/choices/1/id')).toBe(30);
    expect(lineOf('/questions/0/riskRules/2/when')).toBe(48);
    expect(lineOf('/questions/0/subQuestions/1/signals/7')).toBe(25);
    expect(lineOf('')).toBe(1);
  });

  it('reads JSON too', () => {
    const { pack } = parsePack(samplePack, 'packs/sample.yaml');
    expect(parsePack(JSON.stringify(pack), 'sample.json').pack).toEqual(pack);
  });

  it('names file, line and remedy of an unknown key', () => {
    expect(problemsOf(samplePack.replace('required: true', 'requierd: true'))).toEqual([
      'packs/sample.yaml:16: `questions/0/subQuestions/0` has the unknown key `requierd`. ' +
        'Remove it, or use one of: id, text, why, required, choices, signals, sources, applicability.',
    ]);
  });

  it('names what is missing, of a wrong type or not one of the allowed values', () => {
    const text = samplePack
      .replace('version: 3', 'version: three')
      .replace('text: Every week, risk: medium', 'text: Every week, risk: middling')
      .replace('        why: Regions fail.\n', '');
    expect(problemsOf(text)).toEqual([
      'packs/sample.yaml:2: `version` is "three". Write integer here. Raised when questions are added, removed or reworded.',
      'packs/sample.yaml:19: `questions/0/subQuestions/0/choices/1/risk` is "middling". Use one of: none, low, medium, high.',
      'packs/sample.yaml:33: `questions/0/subQuestions/2` lacks `why`. Add `why:`.',
    ]);
  });

  it('refuses ids that could not stay stable and addresses that are not https', () => {
    const text = samplePack
      .replace('id: backups.taken', 'id: Backups Taken')
      .replace('https://example.org/regions', 'www');
    expect(problemsOf(text)).toEqual([
      'packs/sample.yaml:13: `questions/0/subQuestions/0/id` is "Backups Taken", which has not the expected form. ' +
        'Id of its question, a dot and a name, e.g. `partial-failure.timeouts`. Stable for ever.',
      'packs/sample.yaml:40: `questions/0/subQuestions/2/sources/0/url` is "www", which has not the expected form. An https:// address.',
    ]);
  });

  it('names the line of broken YAML', () => {
    const [problem] = parsePack('id: sample\nversion: 1\ntitle: "open\n', 'p.yaml').problems;
    expect(problem).toMatchObject({ rule: 'not-yaml', severity: 'error', file: 'p.yaml' });
    expect(parsePack('id: a\nid: b\n', 'p.yaml').problems[0]).toMatchObject({ rule: 'not-yaml', line: 2 });
    expect(parsePack('id: a\n---\nid: b\n', 'p.yaml').problems).toMatchObject([
      { message: 'A second document begins here.' },
    ]);
  });

  it('says so when the file is empty or something else', () => {
    expect(problemsOf('')).toEqual([
      'packs/sample.yaml:1: The file is empty. Write object here. ' + packSchema.description,
    ]);
    expect(problemsOf('- a\n- b\n')[0]).toContain('The file is a list.');
  });

  it.each([
    ['block', '- '.repeat(20_000)],
    ['flow', '['.repeat(20_000)],
    ['flow, with brackets in strings,', '["]",'.repeat(5_000)],
    ['explicit keys', '? '.repeat(5_000)],
    [
      'block over many lines',
      Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    ],
  ])('survives hostile nesting in %s style', (_style, text) => {
    const [problem] = parsePack(text, 'p.yaml').problems;
    expect(problem).toMatchObject({ rule: 'not-yaml', message: 'The text nests too deeply.' });
  });

  it('survives aliases that would grow without end', () => {
    const levels = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [at, name] of ['b', 'c', 'd', 'e', 'f', 'g', 'h'].entries()) {
      const before = `*${'abcdefg'[at]}`;
      levels.push(`${name}: &${name} [${Array.from({ length: 9 }, () => before).join(',')}]`);
    }
    expect(parsePack(levels.join('\n'), 'p.yaml').problems[0]?.message).toContain('alias');
  });

  it('is not misled by keys that every object has', () => {
    const text = samplePack.replace('{ backups.taken: [never] }', '{ __proto__: [never] }');
    expect(parsePack(text, 'p.yaml').pack?.questions[0]?.riskRules[0]?.when).toHaveProperty(
      ['__proto__'],
      ['never'],
    );
  });
});

describe('the pack schema', () => {
  it('is a valid JSON Schema with a description for editors at each key of a sub-question', () => {
    const ajv = new Ajv2020({ strictTypes: true, allowUnionTypes: true });
    expect(ajv.compile(packSchema)).toBeTypeOf('function');
    const { properties } = packSchema.else.properties.questions.items.properties.subQuestions.items;
    expect(Object.entries(properties).filter(([, schema]) => !('description' in schema))).toEqual([]);
  });
});
