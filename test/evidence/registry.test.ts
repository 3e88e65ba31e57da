import { describe, expect, it } from 'vitest';
import { bundledPacks } from '../../src/checklist/bundled-packs.js';
import { signals } from '../../src/evidence/registry.js';

/** Endings of the files in which a language is written. */
const endings: Readonly<Record<string, RegExp>> = {
  'C#': /\.cs$/,
  Elixir: /\.exs?$/,
  Go: /\.go$/,
  Java: /\.java$/,
  JavaScript: /\.[cm]?[jt]sx?$/,
  Kotlin: /\.kts?$/,
  PHP: /\.php$/,
  Python: /\.py$/,
  Ruby: /\.rb$/,
  Rust: /\.rs$/,
};

const ofRules = (recognition: string): boolean => recognition.startsWith('A finding of ');
const own = signals.filter(({ recognition }) => !ofRules(recognition));

describe('signals', () => {
  it('have ids of their own', () => {
    const ids = signals.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(id))).toEqual([]);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('are whole sentences', () => {
    for (const { id, guards = [], meaning, recognition } of signals)
      for (const text of [meaning, recognition, ...guards]) expect(`${id}: ${text}`).toMatch(/: \S.*[.]$/s);
  });

  it('say what is not taken for them, and have examples of both kinds', () => {
    expect(
      own
        .filter(({ guards, seen, unseen }) => !guards?.length || !seen?.length || !unseen?.length)
        .map(({ id }) => id),
    ).toEqual([]);
  });

  it('are seen in an example of each language that they name', () => {
    expect(
      own.flatMap(({ id, languages = [], seen = [] }) =>
        languages
          .filter(
            (language) =>
              !seen.some(({ files }) => Object.keys(files).some((path) => endings[language]?.test(path))),
          )
          .map((language) => `${id}: ${language}`),
      ),
    ).toEqual([]);
  });

  it('are each named by a sub-question of the checklist, with their stance', () => {
    const named = new Map(
      bundledPacks().flatMap((pack) =>
        pack.questions.flatMap(({ subQuestions }) =>
          subQuestions.flatMap((sub) => sub.signals.map(({ id, stance }) => [id, stance] as const)),
        ),
      ),
    );
    expect(signals.filter(({ id, stance }) => named.get(id) !== stance).map(({ id }) => id)).toEqual([]);
  });
});
