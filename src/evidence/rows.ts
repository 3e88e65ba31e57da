import { codeLanguages } from '../syntax/code/code-file.js';
import type { Confidence } from '../model/confidence.js';
import type { CodeCall, CodeFile, CodeLanguage, CodeMark } from '../syntax/code/code-file.js';
import { seenAt } from './recogniser.js';
import type { CodeRecogniser, CodeWords, Seen } from './recogniser.js';
import { settingsIn } from './values.js';
import type { Setting } from './values.js';

/** What a row of a table says where it applies; undefined where it does not after all. */
type Says<Place> = string | ((place: Place, code: CodeFile) => string | undefined);

interface Row<Place> {
  readonly languages: readonly CodeLanguage[];
  readonly says: Says<Place>;
  /** `high` unless said. */
  readonly confidence?: Confidence | ((place: Place, code: CodeFile) => Confidence);
}

/** A call that shows something. */
export interface CallRow extends Row<CodeCall> {
  readonly target: RegExp;
}

/** An annotation, a decorator or an attribute that shows something. */
export interface MarkRow extends Row<CodeMark> {
  readonly target: RegExp;
}

/** An option that shows something by its name and value. */
export interface SettingRow extends Row<Setting> {
  readonly name: RegExp;
}

/** A class that shows something by what it is derived from. */
export interface BaseRow extends Row<string> {
  readonly base: RegExp;
}

interface Tables {
  readonly calls?: readonly CallRow[];
  readonly marks?: readonly MarkRow[];
  readonly settings?: readonly SettingRow[];
  readonly bases?: readonly BaseRow[];
}

/**
 * A recogniser of what its tables name.
 * @param leaves whether a file is left out as a whole.
 */
export function tableRecogniser(
  sighting: string,
  words: CodeWords,
  { calls = [], marks = [], settings = [], bases = [] }: Tables,
  leaves: (code: CodeFile) => boolean = () => false,
): CodeRecogniser {
  const rows = [...calls, ...marks, ...settings, ...bases];
  return {
    in: 'code',
    sighting,
    languages: codeLanguages.filter((language) => rows.some(({ languages }) => languages.includes(language))),
    words,
    *see(code) {
      if (leaves(code)) return;
      const isSpoken = ({ languages }: Row<never>): boolean => languages.includes(code.language);
      const seen = new Set<number>();
      const once = function* (found: Seen | undefined, start: number): Iterable<Seen> {
        if (found && !seen.has(start)) {
          seen.add(start);
          yield found;
        }
      };
      const itsCalls = calls.filter(isSpoken);
      for (const call of itsCalls.length > 0 ? code.calls : [])
        for (const row of itsCalls)
          if (row.target.test(call.target)) yield* once(seenBy(row, call, code, call), call.start);
      const itsMarks = marks.filter(isSpoken);
      for (const mark of itsMarks.length > 0 ? code.marks : [])
        for (const row of itsMarks)
          if (row.target.test(mark.target)) yield* once(seenBy(row, mark, code, mark), mark.start);
      const itsSettings = settings.filter(isSpoken);
      for (const setting of itsSettings.length > 0 ? settingsIn(code) : [])
        for (const row of itsSettings)
          if (row.name.test(setting.name)) yield* once(seenBy(row, setting, code, setting), setting.start);
      const itsBases = bases.filter(isSpoken);
      for (const { name, bases: targets, start } of itsBases.length > 0 ? code.classes : [])
        for (const row of itsBases)
          if (targets.some((target) => row.base.test(target)))
            yield* once(seenBy(row, name, code, { start, end: start }), start);
    },
  };
}

function seenBy<Place>(
  { says, confidence = 'high' }: Row<Place>,
  place: Place,
  code: CodeFile,
  { start, end }: { readonly start: number; readonly end: number },
): Seen | undefined {
  const text = typeof says === 'string' ? says : says(place, code);
  return text === undefined
    ? undefined
    : seenAt(
        code,
        { start, end: Math.max(start, end) },
        text,
        typeof confidence === 'function' ? confidence(place, code) : confidence,
      );
}
