import type { Dialect, OperationBody } from '../../model/migration.js';
import { JvmConstants } from '../../syntax/jvm/constants.js';
import { JvmExpressions } from '../../syntax/jvm/expressions.js';
import type { JvmExpression } from '../../syntax/jvm/expressions.js';
import type { JvmLanguage, JvmToken } from '../../syntax/jvm/tokens.js';
import { jvmTokens } from '../../syntax/jvm/tokens.js';
import { jooqBodies } from './jooq/statements.js';

/** A call of a program that sends SQL, or that sends something which is not a constant. */
export interface SqlCall {
  readonly start: number;
  readonly end: number;
  /** Undefined when the SQL is made at run time; then `reason` says by what. */
  readonly sql?: string;
  readonly reason?: string;
  /** What a statement does that a library builds out of calls. */
  readonly bodies?: readonly OperationBody[];
  /** Where the SQL begins in the file, when it stands there letter by letter. */
  readonly verbatimAt?: number;
  /** Parts of it, or whether it runs, are only known at run time. */
  readonly unsure: boolean;
  readonly looped: boolean;
}

/**
 * What sends nothing but SQL, so that an argument that is no constant is SQL of run time: JDBC's statements and connections, Spring's
 * JdbcTemplate, jOOQ's DSLContext.
 */
const surelySending =
  /^(?:execute|executeUpdate|executeLargeUpdate|addBatch|prepareStatement|prepareCall|batchUpdate)$/;
const telling =
  /^(?:info|debug|warn|error|trace|log|print|println|printf|require|check|fail|assert\w*|\w*(?:Exception|Error)|format|formatted|append|StringBuilder|StringBuffer|String|valueOf|contains|equals|startsWith|getTable\w*)$/;
const statement =
  /^(?:\s|--[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?:create\s+\w|alter\s+\w|drop\s+\w|insert\s+(?:\w+\s+)*into\b|update\s+[^]+?\bset\b|delete\s+from\b|truncate\s|merge\s+into\b|replace\s+into\b|select\s|with\s+\w+[^]*?\bas\b|comment\s+on\b|grant\s|revoke\s|set\s+\w|do\s+\$|call\s+\w|exec\s|begin\b|rename\s+table\b|reindex\b|vacuum\b|analyze\b|lock\s+table\b|pragma\s)/i;
const mostCalls = 2_000;

/** A library that makes SQL out of calls: how a file shows that it uses one, the calls that begin a statement, and what is said of them. */
interface Builder {
  readonly mark: RegExp;
  readonly begins: RegExp;
  readonly reason: string;
}

const jooq: Builder = {
  mark: /\borg\.jooq\b/,
  begins:
    /^(?:alter|create|drop|rename|truncate|comment)(?:Or\w+)?(?:Table|Temporary|Global|Local|Unique|Index|View|Materialized|Schema|Sequence|Type|Domain|Database|On|Function|Procedure|Trigger)\w*$|^(?:insertInto|deleteFrom|mergeInto|updateTable|truncate)$/,
  reason: "a name in the statement of jOOQ's DSL is known only when the migration runs",
};
const exposed: Builder = {
  mark: /\borg\.jetbrains\.exposed\b/,
  begins:
    /^(?:SchemaUtils|MigrationUtils)$|^(?:batchInsert|insertAndGetId|insertIgnore|batchUpsert|upsert|deleteWhere|deleteAll)$/,
  reason: 'the statement is built by Exposed',
};

/**
 * The SQL that a migration in Java, Kotlin, Groovy or Scala sends, in the order of the text: strings that are constants and passed to a
 * call that sends them, or that are plainly statements (a helper of the project sends them).
 */
export function sqlCallsOf(
  text: string,
  language: JvmLanguage,
  { dialect = 'unknown', from = 0, to = Number.MAX_SAFE_INTEGER, imported }: CallRange = {},
): readonly SqlCall[] {
  const tokens = jvmTokens(text, language);
  const constants = new JvmConstants(tokens, imported);
  const program: Program = {
    tokens,
    constants,
    expressions: new JvmExpressions(tokens, constants),
    parameters: parametersIn(tokens),
    places: placesOf(tokens),
    dialect,
  };
  const used = [jooq, exposed].filter(({ mark }) => mark.test(text));
  const calls: SqlCall[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word' || index < from) continue;
    if (calls.length >= mostCalls || index >= to) break;
    const builder = used.find(
      (one) => one.begins.test(token.text) || (one === jooq && /^(?:update|delete)$/.test(token.text)),
    );
    if (builder && begins(tokens, index)) {
      const call = builtAt(index, builder, program);
      if (call) calls.push(call);
    } else if (isSign(tokens[index + 1], '(') && !telling.test(token.text) && !isDeclared(tokens, index)) {
      const call = callAt(index, program);
      if (call) calls.push(call);
    }
  }
  return calls;
}

/** Which calls are wanted. */
interface CallRange {
  readonly dialect?: Dialect;
  /** Indexes of tokens between which calls count. */
  readonly from?: number;
  readonly to?: number;
  /** Texts of constants of other files, by name. */
  readonly imported?: ReadonlyMap<string, string>;
}

/** A statement that a library builds, from the call on that begins it. */
function builtAt(index: number, builder: Builder, program: Program): SqlCall | undefined {
  const { tokens, places, expressions, dialect } = program;
  const token = tokens[index];
  if (token === undefined) return undefined;
  const { start, end } = token;
  const looped = places[index]?.looped === true;
  const unsure = places[index]?.branched === true;
  if (builder === jooq) {
    const chain = expressions.unresolvedAt(index);
    const links = chain?.links ?? [];
    // `update` and `delete` are names of other things, too.
    if (token.text === 'update' && !links.some(({ name }) => name === 'set')) return undefined;
    if (token.text === 'delete' && !links.some(({ name }) => name === 'where')) return undefined;
    const bodies = jooqBodies(links, { dialect, enumName: (name) => enumName(name, program) });
    if (bodies) return { start, end: chain?.end ?? end, bodies, unsure, looped };
  }
  return { start, end, reason: builder.reason, unsure: false, looped };
}

/** What `getName()` of an enumeration of the program gives: its name in the database. */
function enumName(className: string, { tokens, expressions }: Program): string | undefined {
  const at = tokens.findIndex(
    ({ text }, index) => text === className && /^(?:class|enum)$/.test(tokens[index - 1]?.text ?? ''),
  );
  if (at === -1) return undefined;
  const method = tokens.findIndex(({ text }, index) => index > at && text === 'getName');
  if (method === -1) return undefined;
  for (let index = method + 1; index < method + 14; index += 1) {
    const isValue = isSign(tokens[index - 1], '=') || tokens[index - 1]?.text === 'return';
    const value: JvmExpression | undefined = isValue ? expressions.at(index) : undefined;
    if (value?.kind === 'text') return value.text;
  }
  return undefined;
}

interface Program {
  readonly tokens: readonly JvmToken[];
  readonly constants: JvmConstants;
  readonly expressions: JvmExpressions;
  readonly dialect: Dialect;
  readonly parameters: ReadonlySet<string>;
  readonly places: readonly Place[];
}

/** A call by what is passed to it: the first argument that is SQL, else an argument of which only run time knows. */
function callAt(index: number, { tokens, constants, parameters, places }: Program): SqlCall | undefined {
  const callee = tokens[index];
  if (callee === undefined) return undefined;
  const { start, text } = callee;
  const place = places[index];
  const looped = place?.looped === true;
  const begun = argumentsAt(tokens, index + 1);
  for (const at of begun) {
    const found = constants.textAt(at);
    if (!found || !isWhole(tokens[found.next])) continue;
    if (!statement.test(found.text) && !(surelySending.test(text) && /^\s*[a-z]+\s/i.test(found.text)))
      continue;
    const { text: sql, verbatimAt } = found;
    const end = tokens[found.next]?.end ?? callee.end;
    const unsure = found.open || place?.branched === true;
    return { start, end, sql, ...(verbatimAt !== undefined && { verbatimAt }), unsure, looped };
  }
  const [first = 0] = begun;
  const given = tokens[first];
  const isMade =
    surelySending.test(text) &&
    given?.kind === 'word' &&
    !constants.textAt(first) &&
    !parameters.has(given.text) &&
    !isLambda(tokens, first);
  return isMade ? { start, end: given.end, unsure: true, looped } : undefined;
}

/** `status -> …`, `{ connection -> … }`, `this::change`, and what surely is no text: `execute(context, …)`. */
function isLambda(tokens: readonly JvmToken[], index: number): boolean {
  const [given, next] = [tokens[index], tokens[index + 1]];
  return (
    isSign(next, '-') ||
    isSign(next, ':') ||
    /^(?:new|this|null|context|connection|ctx|conn|true|false)$/.test(given?.text ?? '')
  );
}

function isSign(token: JvmToken | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.text === sign;
}

/** Whether an argument ends here: nothing else is computed with it. */
function isWhole(token: JvmToken | undefined): boolean {
  return isSign(token, ',') || isSign(token, ')');
}

/** `dsl.alterTable(…)`, `SchemaUtils.create(…)`: no import, no declaration, and nothing that another statement only asks. */
function begins(tokens: readonly JvmToken[], index: number): boolean {
  const isObject = /^[A-Z]/.test(tokens[index]?.text ?? '');
  if (isObject) return isSign(tokens[index + 1], '.') && !isSign(tokens[index - 1], '.');
  return isSign(tokens[index - 1], '.') && (isSign(tokens[index + 1], '(') || isSign(tokens[index + 1], '{'));
}

/** `fun execute(`, `void execute(`, `def execute(`: the declaration of a method, not its call. */
function isDeclared(tokens: readonly JvmToken[], index: number): boolean {
  const before = tokens[index - 1];
  if (before?.kind === 'word')
    return !/^(?:return|new|else|throw|do|in|yield|await|and|or|not|assert)$/.test(before.text);
  return (
    isSign(before, '.') && tokens.slice(Math.max(0, index - 6), index).some(({ text }) => text === 'fun')
  );
}

/** The tokens at which the arguments of a call begin. */
function argumentsAt(tokens: readonly JvmToken[], open: number): readonly number[] {
  const begins: number[] = [open + 1];
  let depth = 0;
  for (let at = open; at < tokens.length && at - open < 2_000; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'sign') continue;
    if (/^[([{]$/.test(token.text)) depth += 1;
    if (/^[)\]}]$/.test(token.text)) depth -= 1;
    if (depth === 0) break;
    if (depth === 1 && token.text === ',') begins.push(at + 1);
  }
  return begins;
}

/** Names of parameters that are strings: what is sent through them is passed by callers, who are read themselves. */
function parametersIn(tokens: readonly JvmToken[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [index, { text }] of tokens.entries()) {
    if (text !== 'String') continue;
    const next = tokens[index + 1];
    const behind = tokens[index + 2];
    if (next?.kind === 'word' && (isSign(behind, ',') || isSign(behind, ')'))) names.add(next.text);
    if (isSign(tokens[index - 1], ':') && (isSign(next, ',') || isSign(next, ')') || isSign(next, '=')))
      names.add(tokens[index - 2]?.text ?? '');
  }
  return names;
}

interface Place {
  readonly looped: boolean;
  readonly branched: boolean;
}

const loops = /^(?:for|while|forEach\w*|each|repeat|map|flatMap)$/;
const branches = /^(?:if|else|switch|when|catch|case|finally|let|also)$/;

/** For each token whether it stands in a loop or a branch, by the words in front of the braces around it. */
function placesOf(tokens: readonly JvmToken[]): readonly Place[] {
  const places: Place[] = [];
  const stack: Place[] = [];
  let header: string[] = [];
  let current: Place = { looped: false, branched: false };
  for (const token of tokens) {
    places.push(current);
    if (token.kind === 'word') header.push(token.text);
    if (token.kind !== 'sign') continue;
    if (token.text === '{') {
      stack.push(current);
      current = {
        looped: current.looped || header.some((word) => loops.test(word)),
        branched: current.branched || header.some((word) => branches.test(word)),
      };
      header = [];
    } else if (token.text === '}') {
      current = stack.pop() ?? { looped: false, branched: false };
      header = [];
    } else if (token.text === ';') header = [];
  }
  return places;
}
