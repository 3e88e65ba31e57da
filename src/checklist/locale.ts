import type { Pack } from '../model/checklist.js';
import { wordingDigest } from './digests.js';
import type { FileProblem } from './file-problem.js';
import { lazyValidator, schemaViolations } from './schema-problems.js';
import { escapedSegment, parseYamlText } from './yaml-text.js';

/** The texts of a question or sub-question in another language; what is absent stays in the language of the pack. */
interface TranslatedTexts {
  readonly text?: string;
  readonly why?: string;
  readonly otherwise?: string;
  /** Choice id → text. */
  readonly choices?: Readonly<Record<string, string>>;
  /** `sha256:` digest of the wording that was translated, as answers keep it: a reworded question is told. */
  readonly of?: string;
}

interface WrittenLocale {
  readonly pack: string;
  readonly locale: string;
  readonly title?: string;
  readonly description?: string;
  /** Id of a question or sub-question → texts. */
  readonly texts: Readonly<Record<string, TranslatedTexts>>;
}

/** A locale file as it was read. */
export interface ParsedLocale {
  readonly file: string;
  readonly locale: WrittenLocale | undefined;
  readonly problems: readonly FileProblem[];
  readonly lineOf: (pointer: string) => number;
}

const text = { type: 'string', pattern: '\\S' } as const;

/** JSON Schema (draft 2020-12) of a locale file, `<pack>.<language>.yaml` beside the pack. */
export const localeSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:lintel:schema:locale:1',
  title: 'A checklist pack of lintel in another language',
  type: 'object',
  required: ['pack', 'locale', 'texts'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    pack: { ...text, description: 'Id of the pack.' },
    locale: {
      type: 'string',
      pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
      description: 'Language tag (BCP 47): de, pt-BR.',
    },
    title: text,
    description: text,
    texts: {
      type: 'object',
      description: 'Id of a question or sub-question → its texts. What is missing stays as the pack has it.',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          text,
          why: text,
          otherwise: { ...text, description: 'Said when the sub-question does not apply.' },
          choices: { type: 'object', additionalProperties: text, description: 'Choice id → text.' },
          of: {
            type: 'string',
            pattern: '^sha256:[0-9a-f]{64}$',
            description:
              'Digest of the wording that was translated; `lintel checklist lint` tells when it changed.',
          },
        },
      },
    },
  },
} as const;

const validator = lazyValidator<WrittenLocale>(localeSchema);

/** Reads a locale file. Never throws. */
export function parseLocale(written: string, file: string): ParsedLocale {
  const source = parseYamlText(written, file, 'core');
  const { lineOf, value } = source;
  if (source.problems.length > 0) return { file, locale: undefined, problems: source.problems, lineOf };
  const validate = validator();
  if (validate(value)) return { file, locale: value, problems: [], lineOf };
  return {
    file,
    locale: undefined,
    problems: schemaViolations(validate.errors, source).map(({ problem }) => problem),
    lineOf,
  };
}

/**
 * A pack in another language. Ids, risks and the wording that answers are bound to stay those of the pack: changing the language makes no
 * answer stale. What is not translated stays as it is.
 */
export function localisedPack(pack: Pack, locale: WrittenLocale): Pack {
  const of = (id: string): TranslatedTexts =>
    (Object.hasOwn(locale.texts, id) ? locale.texts[id] : undefined) ?? {};
  return {
    ...pack,
    title: locale.title ?? pack.title,
    description: locale.description ?? pack.description,
    questions: pack.questions.map((question) => ({
      ...question,
      text: of(question.id).text ?? question.text,
      why: of(question.id).why ?? question.why,
      subQuestions: question.subQuestions.map((subQuestion) => {
        const texts = of(subQuestion.id);
        return {
          ...subQuestion,
          text: texts.text ?? subQuestion.text,
          why: texts.why ?? subQuestion.why,
          choices: subQuestion.choices.map((choice) => ({
            ...choice,
            text:
              (Object.hasOwn(texts.choices ?? {}, choice.id) ? texts.choices?.[choice.id] : undefined) ??
              choice.text,
          })),
          ...(subQuestion.applicability && {
            applicability: {
              ...subQuestion.applicability,
              otherwise: texts.otherwise ?? subQuestion.applicability.otherwise,
            },
          }),
          original: { text: subQuestion.text, choices: subQuestion.choices },
        };
      }),
    })),
  };
}

/** What a locale file lacks, names for nothing, or translated from an older wording. Sorted by line. */
export function lintLocale(parsed: ParsedLocale, pack: Pack): readonly FileProblem[] {
  const { locale, file, lineOf } = parsed;
  if (locale === undefined) return parsed.problems;
  const problems: FileProblem[] = [];
  const say = (
    severity: FileProblem['severity'],
    rule: string,
    pointer: string,
    message: string,
    advice: string,
  ): void => {
    problems.push({ rule, severity, file, line: lineOf(pointer), message, advice });
  };
  const subQuestions = new Map(
    pack.questions.flatMap((question) => question.subQuestions).map((sub) => [sub.id, sub]),
  );
  const questions = new Set(pack.questions.map(({ id }) => id));
  for (const [id, texts] of Object.entries(locale.texts)) {
    const pointer = `/texts/${escapedSegment(id)}`;
    const sub = subQuestions.get(id);
    if (sub === undefined && !questions.has(id)) {
      say(
        'error',
        'translation-of-nothing',
        pointer,
        `The pack ${pack.id} does not ask \`${id}\`.`,
        'Correct the id, or remove it.',
      );
      continue;
    }
    for (const choice of Object.keys(texts.choices ?? {}))
      if (sub?.choices.some((candidate) => candidate.id === choice) !== true)
        say(
          'error',
          'translation-of-nothing',
          `${pointer}/choices/${escapedSegment(choice)}`,
          `\`${id}\` has no choice \`${choice}\`.`,
          'Correct the id, or remove it.',
        );
    if (sub !== undefined && texts.of !== undefined && texts.of !== wordingDigest(sub))
      say(
        'warning',
        'translation-outdated',
        `${pointer}/of`,
        `\`${id}\` was reworded since it was translated.`,
        `Translate it again, then write \`of: ${wordingDigest(sub)}\`.`,
      );
  }
  for (const { id, missing } of missingTexts(pack, locale))
    say(
      'warning',
      'translation-missing',
      `/texts/${escapedSegment(id)}`,
      `\`${id}\` is not translated: ${missing.join(', ')}.`,
      'Until then it is shown as the pack has it.',
    );
  return problems.toSorted((a, b) => a.line - b.line);
}

function missingTexts(
  pack: Pack,
  locale: WrittenLocale,
): readonly { readonly id: string; readonly missing: readonly string[] }[] {
  return pack.questions
    .flatMap((question) => [
      { id: question.id, wanted: ['text', 'why'] },
      ...question.subQuestions.map((sub) => ({
        id: sub.id,
        wanted: [
          'text',
          'why',
          ...(sub.applicability === undefined ? [] : ['otherwise']),
          ...sub.choices.map((choice) => `choices.${choice.id}`),
        ],
      })),
    ])
    .map(({ id, wanted }) => {
      const texts = (Object.hasOwn(locale.texts, id) ? locale.texts[id] : undefined) ?? {};
      const has = new Set([
        ...Object.keys(texts),
        ...Object.keys(texts.choices ?? {}).map((choice) => `choices.${choice}`),
      ]);
      return { id, missing: wanted.filter((name) => !has.has(name)) };
    })
    .filter(({ missing }) => missing.length > 0);
}
