import { positional } from '../../../syntax/code/arguments.js';
import type { CodeFile } from '../../../syntax/code/code-file.js';
import { seenAt } from '../../recogniser.js';
import type { Recogniser, Seen, SettingsRecogniser, TextRecogniser } from '../../recogniser.js';

/** Names that only a database for reads has: `DATABASE_REPLICA_URL`, `DB_READER_HOST`, `READ_REPLICA_DSN`, `POSTGRES_RO_URL`. */
const names =
  '(?:[A-Z][A-Z\\d]*_){0,6}(?:(?:DB|DATABASE|POSTGRES|POSTGRESQL|PG|MYSQL|SQL|AURORA|RDS)_(?:READ(?:ER|ONLY|_ONLY)?|RO|REPLICA|READ_REPLICA|SLAVE|FOLLOWER)|READ(?:_?ONLY)?_(?:REPLICA|DB|DATABASE)|REPLICA_(?:DB|DATABASE)|(?:DB|DATABASE|SQL)_REPLICA)_(?:DB_|DATABASE_|CONNECTION_)?(?:URL|URI|HOST|HOSTS|DSN|ENDPOINT|ADDR|ADDRESS|SERVER|URLS|STRING)';
const readerVariable = new RegExp(`^${names}$`);

/** Where the file tells that it is about a database, this word of Aurora is enough. */
const ofDatabase = /aurora|\brds\b|postgres|mysql/i;

/** Words that a file must have to name such a variable; a cheap test. */
export const readerWords =
  /reader_?(?:url|host|endpoint)|read_?only_?(?:url|host|dsn)|(?:db|database|postgres|mysql)_(?:read|ro)_|read_(?:db|database)_|replica|readonly/i;

/** A program that asks its environment for a database for reads, by any of the ways in which a language names a variable. */
export function* readerVariables(code: CodeFile): Iterable<Seen> {
  const told = new Set<string>();
  for (const { name, start, end } of [...namesIn(code), ...fieldsOfSettings(code)]) {
    if (told.has(name) || !isReader(name, code)) continue;
    told.add(name);
    yield seenAt(code, { start, end }, `the address of a database for reads is taken from ${name}`, 'medium');
  }
  if (code.language !== 'csharp') return;
  for (const call of code.calls) {
    const name = call.name === 'GetConnectionString' ? positional(call, 0) : undefined;
    if (
      name?.kind === 'text' &&
      /^(?:\w*(?:read_?only|replica)\w*|(?:db)?reader(?:db|database)?)$/i.test(name.text)
    )
      yield seenAt(code, call, `there is a connection string for reads (${name.text})`, 'medium');
  }
}

function isReader(name: string, { source }: CodeFile): boolean {
  return (
    readerVariable.test(name) ||
    (/^(?:AURORA_|DB_)?READER_ENDPOINT$/.test(name) && ofDatabase.test(source.text))
  );
}

interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Names in capitals that stand in quotes or in `${…}`; in JavaScript those of members and keys beside the environment too. */
function* namesIn({ source, language }: CodeFile): Iterable<Named> {
  // Tests of Rust stand below what they test.
  const text = language === 'rust' ? (source.text.split(/^#\[cfg\(test\)\]/m, 1)[0] ?? '') : source.text;
  const isBare =
    language === 'javascript' && /\bprocess\.env\b|import\.meta\.env|\bz\.object\(|createEnv\(/.test(text);
  const pattern = isBare
    ? /\b()([A-Z][A-Z\d]*(?:_[A-Z\d]+)+)\b/g
    : /(["'`{])([A-Z][A-Z\d]*(?:_[A-Z\d]+)+)(?=["'`}:,])/g;
  for (const { 1: before = '', 2: name = '', index } of text.matchAll(pattern)) {
    const start = index + before.length;
    yield { name, start, end: start + name.length };
  }
}

/** Fields of pydantic's settings are variables of the environment: https://docs.pydantic.dev/latest/concepts/pydantic_settings/ */
function* fieldsOfSettings(code: CodeFile): Iterable<Named> {
  if (code.language !== 'python') return;
  for (const { bases, start, end } of code.classes) {
    if (!bases.some((base) => /(?:^|\.)BaseSettings$/.test(base))) continue;
    for (const { 0: line, 1: field = '', index } of code.source.text
      .slice(start, end)
      .matchAll(/^[ \t]+(\w+)[ \t]*:/gm)) {
      const at = start + index + line.length - line.trimStart().length;
      yield { name: field.toUpperCase(), start: at, end: at + field.length };
    }
  }
}

/** Deployments that give a program such an address; what is left empty is not given. */
const given: TextRecogniser = {
  in: 'text',
  sighting: 'read-replica-configured',
  files: /\.ya?ml$|(?:^|\/)\.env[\w.-]*$/i,
  words: readerWords,
  *see(source) {
    const pattern = new RegExp(
      `^[ \\t]*(?:-[ \\t]*)?\\{?(?:export[ \\t]+)?(?:(?:name:[ \\t]*["']?(${names})["']?[ \\t]*(?:,|$))|["']?(${names})["']?[ \\t]*[:=][ \\t]*["']?[^\\s"'#])`,
      'gm',
    );
    for (const { 0: line, 1: named, 2: valued, index } of source.text.matchAll(pattern)) {
      const name = named ?? valued ?? '';
      const start = index + line.indexOf(name);
      yield {
        span: source.span(start, start + name.length),
        text: `a program is given the address of a database for reads (${name})`,
        confidence: 'medium',
      };
    }
  },
};

/** Data sources of Spring with a name for reads: `spring.datasource.reader.url`. */
const ofSpring: SettingsRecogniser = {
  in: 'settings',
  sighting: 'read-replica-configured',
  words: /datasource/,
  *see({ framework, key, value, open, span }) {
    const name =
      /(?:^|\.)data-?source[\w.-]*\.(?:read-?only|reader|read-?replica|replica|read|slave)\.(?:[\w-]+\.)?(?:jdbc-?)?url$/i;
    if (framework === 'jvm' && name.test(key) && (open || value !== ''))
      yield { span, text: `there is a data source for reads (${key})`, confidence: 'high' };
  },
};

/** What deployments and settings files give a program. */
export const readerSettings: readonly Recogniser[] = [given, ofSpring];
