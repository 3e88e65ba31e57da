import { describe, expect, it } from 'vitest';
import { extendedPack } from '../../src/checklist/extend-pack.js';
import { lintPack } from '../../src/checklist/lint-pack.js';
import { lintLocale, localisedPack, parseLocale } from '../../src/checklist/locale.js';
import { packChanges } from '../../src/checklist/pack-changes.js';
import { parsePack } from '../../src/checklist/parse-pack.js';
import type { ParsedPack } from '../../src/checklist/parse-pack.js';
import { wordingDigest } from '../../src/checklist/digests.js';

const sub = (id: string, text = 'Is it bounded?'): string => `
      - id: ${id}
        text: ${text}
        why: It grows.
        choices:
          - {id: all, text: All, risk: none}
          - {id: none, text: None, risk: high}
        sources: [{title: T, url: 'https://example.org'}]`;

const base = `id: base
version: 1
title: Base
description: D
questions:
  - id: load
    text: Does it hold?
    why: W
    subQuestions:${sub('load.queues')}${sub('load.pools')}${sub('load.caches')}
    riskRules:
      - {when: {load.queues: [none]}, risk: high, because: Q}
      - {when: {load.pools: [none], load.caches: [all]}, risk: medium, because: P}
      - {when: {load.caches: [none]}, risk: low, because: C}
      - {when: {}, risk: none, because: Good}
`;

const own = `id: own
version: 3
title: Own
description: D
extends: [base]
without: [load.pools]
questions:
  - id: load
    text: Does it hold on Black Friday?
    subQuestions:${sub('load.queues', 'Is the queue of orders bounded?')}${sub('load.gate')}
`;

const packs = (texts: Readonly<Record<string, string>>): ReadonlyMap<string, ParsedPack> =>
  new Map(Object.entries(texts).map(([id, text]) => [id, parsePack(text, `${id}.yaml`)]));

function extended(texts: Readonly<Record<string, string>>, id: string): ParsedPack {
  const all = packs(texts);
  const parsed = all.get(id);
  if (parsed === undefined) throw new Error(id);
  return extendedPack(parsed, (other) => all.get(other));
}

const lint = (parsed: ParsedPack): readonly string[] =>
  lintPack(parsed, { knownSignals: new Set() }).map(
    ({ file, line, rule, severity }) => `${file}:${line} ${severity} ${rule}`,
  );

describe('a pack that extends another', () => {
  it('asks what is inherited, changed and added, and not what it leaves out', () => {
    const { pack } = extended({ base, own }, 'own');
    expect(pack).toMatchObject({ id: 'own', version: 3 });
    expect(
      pack?.questions.map(({ text, subQuestions }) => [
        text,
        subQuestions.map(({ id, text: asked }) => `${id} ${asked}`),
      ]),
    ).toEqual([
      [
        'Does it hold on Black Friday?',
        [
          'load.queues Is the queue of orders bounded?',
          'load.caches Is it bounded?',
          'load.gate Is it bounded?',
        ],
      ],
    ]);
    // A rule that needs a bad answer to what is not asked is gone; one that is content with a good one asks the rest.
    expect(pack?.questions[0]?.riskRules.map(({ because }) => because)).toEqual(['Q', 'C', 'Good']);
  });

  it('is linted as a whole, with lines in its own file', () => {
    const remarks = lint(extended({ base, own }, 'own'));
    expect(remarks).toEqual(['own.yaml:8 warning no-incident', 'own.yaml:18 error answer-without-effect']);
  });

  it.for([
    [{ own }, 'There is no pack `base` to extend.', 5],
    [
      { own, base: own.replace('id: own', 'id: base').replace('[base]', '[own]') },
      'cannot be used: The pack extends itself: own → base → own.',
      5,
    ],
    [{ own: own.replace('[base]', '[own]') }, 'The pack extends itself: own → own.', 5],
    [
      { base, own: own.replace('[load.pools]', '[load.nope]') },
      'Nothing that is extended asks `load.nope`.',
      6,
    ],
    [
      { base, own: own.replace('- id: load\n', '- id: other\n') },
      'No extended pack asks `other`, and it lacks why, riskRules.',
      8,
    ],
    [{ base: base.replace('risk: low', 'risk: tiny'), own }, 'The pack `base` cannot be used', 5],
    [
      { base, second: base.replace('id: base', 'id: second'), own: own.replace('[base]', '[base, second]') },
      'Two of the extended packs ask `load`.',
      5,
    ],
    [{ base, own: own.replace('[load.pools]', '[load]') }, 'Nothing is left to ask.', 6],
  ] as const)('%#: says what is wrong, with the line', ([texts, says, line]) => {
    const { pack, problems } = extended(texts, 'own');
    expect(pack).toBeUndefined();
    expect(problems[0]).toMatchObject({ file: 'own.yaml', line, message: expect.stringContaining(says) });
  });

  it('a pack that extends none needs whole questions, and has nothing to leave out', () => {
    expect(
      parsePack(own.replace('extends: [base]\n', ''), 'own.yaml').problems.map(({ message }) => message),
    ).toEqual(expect.arrayContaining([expect.stringContaining('lacks `why`')]));
  });
});

const locale = `pack: base
locale: de
texts:
  load: {text: Hält es?, why: W}
  load.queues:
    text: Sind die Schlangen begrenzt?
    why: Sie wachsen.
    choices: {all: Alle, none: Keine}
    of: sha256:${'0'.repeat(64)}
  load.gone: {text: X}
  load.pools:
    choices: {some: Manche}
`;

describe('a pack in another language', () => {
  const { pack } = parsePack(base, 'base.yaml');
  const parsed = parseLocale(locale, 'base.de.yaml');

  it('falls back to its own words, and keeps what answers are bound to', () => {
    if (pack === undefined || parsed.locale === undefined) throw new Error('not parsed');
    const german = localisedPack(pack, parsed.locale);
    const [queues, pools] = german.questions[0]?.subQuestions ?? [];
    expect(german.questions[0]?.text).toBe('Hält es?');
    expect(queues).toMatchObject({
      text: 'Sind die Schlangen begrenzt?',
      choices: [
        { id: 'all', text: 'Alle' },
        { id: 'none', text: 'Keine' },
      ],
    });
    expect(pools?.text).toBe('Is it bounded?');
    for (const [index, translated] of (german.questions[0]?.subQuestions ?? []).entries())
      expect(wordingDigest(translated)).toBe(
        wordingDigest(pack.questions[0]?.subQuestions[index] ?? translated),
      );
  });

  it('is linted: what is missing, what is nothing, what is outdated', () => {
    if (pack === undefined) throw new Error('not parsed');
    expect(
      lintLocale(parsed, pack).map(({ line, severity, message }) => `${line} ${severity} ${message}`),
    ).toEqual([
      '3 warning `load.caches` is not translated: text, why, choices.all, choices.none.',
      '9 warning `load.queues` was reworded since it was translated.',
      '10 error The pack base does not ask `load.gone`.',
      '11 warning `load.pools` is not translated: text, why, choices.all, choices.none.',
      '12 error `load.pools` has no choice `some`.',
    ]);
  });
});

describe('a pack that changes', () => {
  it('may not lose an id, and may not ask otherwise under the same version', () => {
    const before = parsePack(base, 'base.yaml').pack;
    if (before === undefined) throw new Error('not parsed');
    const changed = (text: string): readonly string[] =>
      packChanges(parsePack(text, 'base.yaml'), before).map(
        ({ line, rule, severity }) => `${line} ${severity} ${rule}`,
      );
    expect(changed(base)).toEqual([]);
    expect(changed(base.replace('text: Is it bounded?', 'text: Is each bounded?'))).toEqual([
      '2 warning version-not-raised',
    ]);
    expect(
      changed(
        base.replace('text: Is it bounded?', 'text: Is each bounded?').replace('version: 1', 'version: 2'),
      ),
    ).toEqual([]);
    expect(changed(base.replaceAll('load.pools', 'load.ponds'))).toEqual(['6 error id-removed']);
    expect(changed(base.replace('{id: all', '{id: every'))).toEqual(['10 error id-removed']);
  });
});
