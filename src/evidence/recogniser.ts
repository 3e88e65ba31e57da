import type { Confidence } from '../model/confidence.js';
import type { SourceSpan } from '../model/source-span.js';
import type { SourceText } from '../model/source-text.js';
import type { ApplicationSetting } from '../syntax/application-settings/setting.js';
import type { CodeFile, CodeLanguage, CodeRange } from '../syntax/code/code-file.js';
import type { KubernetesObject } from '../syntax/manifests/kubernetes.js';
import type { HclBlock } from '../syntax/manifests/hcl/value.js';

/** Where something was seen. */
export interface Seen {
  readonly span: SourceSpan;
  /** What the lines show, one sentence without a full stop: "calls to the payment API go through a circuit breaker (opossum)". */
  readonly text: string;
  readonly confidence: Confidence;
  readonly details?: Readonly<Record<string, string>>;
}

interface Card {
  /** The kind of its sightings: the id of the signal that rests on it alone, or a name of its own when several do. */
  readonly sighting: string;
  /** A cheap test of a text before it is parsed: a name that must be there. Keep it narrow (names of libraries, of kinds): it decides what a scan costs. */
  readonly words: RegExp;
}

/** A word for all languages, or one for each. */
export type CodeWords = RegExp | Readonly<Partial<Record<CodeLanguage, RegExp>>>;

/** Looks at program text. */
export interface CodeRecogniser extends Omit<Card, 'words'> {
  readonly in: 'code';
  /** As {@link Card.words}; addresses of the web in the text do not count. */
  readonly words: CodeWords;
  readonly languages: readonly CodeLanguage[];
  see(code: CodeFile): Iterable<Seen>;
}

/** Looks at objects of Kubernetes manifests; Helm templates as they are written with the values of their chart. */
export interface KubernetesRecogniser extends Card {
  readonly in: 'kubernetes';
  see(object: KubernetesObject): Iterable<Seen>;
}

/** Looks at blocks of Terraform at the top of a file. */
export interface TerraformRecogniser extends Card {
  readonly in: 'terraform';
  see(block: HclBlock): Iterable<Seen>;
}

/** Looks at any other text: configurations of servers and frameworks, scripts, documents. */
export interface TextRecogniser extends Card {
  readonly in: 'text';
  /** Paths of the files that it looks at. */
  readonly files: RegExp;
  /** Also in trees of tests, examples and documentation: load tests stand there. */
  readonly everywhere?: boolean;
  see(source: SourceText): Iterable<Seen>;
}

/**
 * Looks at the settings of applications, one after the other, whatever file they stand in: Spring's, Quarkus' and Micronaut's `application.*`,
 * .NET's `appsettings.json`, Django's settings modules, Rails' `config/`, Laravel's `config/*.php`, `.env` files. Those of development and
 * tests are left out. The keys are described at {@link ApplicationSetting.key}:
 *
 *     in: 'settings',
 *     words: /graceful/,
 *     *see({ framework, key, value, span }) {
 *       if (framework === 'jvm' && key === 'server.shutdown' && value === 'graceful')
 *         yield { span, text: 'requests that are under way are finished before the server stops', confidence: 'high' };
 *     },
 *
 * `words` is held against the text of the file, where a key may be spread over lines (YAML) and its last word written in several ways: test for
 * the last word or the value (`maximum-?pool-?size`, with `i`). An absent setting may be set elsewhere: nothing may be concluded from it.
 */
export interface SettingsRecogniser extends Card {
  readonly in: 'settings';
  see(setting: ApplicationSetting): Iterable<Seen>;
}

export type Recogniser =
  CodeRecogniser | KubernetesRecogniser | SettingsRecogniser | TerraformRecogniser | TextRecogniser;

/** A place in program text that was seen. */
export function seenAt(
  code: CodeFile,
  range: CodeRange,
  text: string,
  confidence: Confidence = 'high',
): Seen {
  return { span: code.source.span(range.start, range.end), text, confidence };
}

/** A word for each language, of parts of regular expressions that may be for several languages. */
export function wordsByLanguage(
  parts: readonly { readonly languages: readonly CodeLanguage[]; readonly word: string }[],
): CodeWords {
  const languages = [...new Set(parts.flatMap((part) => part.languages))];
  return Object.fromEntries(
    languages.map((language) => {
      const own = parts.filter((part) => part.languages.includes(language)).map(({ word }) => word);
      return [language, new RegExp([...new Set(own)].join('|'))];
    }),
  );
}
