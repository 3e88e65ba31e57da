import type { CodeCall, CodeFile, CodeLanguage, CodeMark } from '../../../syntax/code/code-file.js';
import { seenAt, wordsByLanguage } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';

/** One way in which a library is used, told by the target of a call or of an annotation. */
export interface LibraryUse {
  readonly languages: readonly CodeLanguage[];
  /** What the text of every file has that uses it: a part of a regular expression. */
  readonly word: string;
  readonly call?: RegExp;
  readonly mark?: RegExp;
  /** What else must hold, e.g. an option that is given. */
  readonly when?: (use: CodeCall | CodeMark, code: CodeFile) => boolean;
  /** What is said of a call, one sentence: `a circuit breaker is made (opossum)`. */
  readonly says?: string;
  /** What is said of the function or class that has the annotation: `stands behind a circuit breaker (resilience4j)`. */
  readonly saysOfMark?: string;
}

export const jvm: readonly CodeLanguage[] = ['java', 'kotlin'];

/** Whether a file of C# has to do with Polly: its methods have names that others have too (`AddFallback`, `AddRetry`). */
export function isOfPolly(_: CodeCall | CodeMark, { source }: CodeFile): boolean {
  return /\bPolly\b|Resilience|StrategyOptions|IAsyncPolicy|ISyncPolicy/.test(source.text);
}

/** A recogniser of all these uses; a file is read once for them. */
export function recogniserOfUses(sighting: string, uses: readonly LibraryUse[]): CodeRecogniser {
  return {
    in: 'code',
    sighting,
    languages: [...new Set(uses.flatMap(({ languages }) => languages))],
    words: wordsByLanguage(uses),
    see: (code) => usesIn(code, uses),
  };
}

function* usesIn(code: CodeFile, uses: readonly LibraryUse[]): Generator<Seen> {
  const known = uses.filter(({ languages }) => languages.includes(code.language));
  const told = new Set<string>();
  for (const call of code.calls) {
    const use = known.find((item) => item.call?.test(call.target) && (item.when?.(call, code) ?? true));
    // The steps of a chain all begin where it begins.
    if (use?.says === undefined || told.has(`${call.start} ${use.says}`)) continue;
    told.add(`${call.start} ${use.says}`);
    yield seenAt(code, call, use.says);
  }
  for (const mark of code.marks) {
    const use = known.find((item) => item.mark?.test(mark.target) && (item.when?.(mark, code) ?? true));
    if (use?.saysOfMark === undefined) continue;
    const name = mark.function?.name ?? mark.class?.name ?? '';
    yield seenAt(code, mark, `${name === '' ? 'what it stands on' : name} ${use.saysOfMark}`);
  }
}
