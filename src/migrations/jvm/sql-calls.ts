import { JvmConstants } from '../../syntax/jvm/constants.js';
import type { JvmLanguage, JvmToken } from '../../syntax/jvm/tokens.js';
import { jvmTokens } from '../../syntax/jvm/tokens.js';

/** A call of a program that sends SQL, or that sends something which is not a constant. */
export interface SqlCall {
  readonly start: number;
  readonly end: number;
  /** Undefined when the SQL is made at run time; then `reason` says by what. */
  readonly sql?: string;
  readonly reason?: string;
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
  /^\s*(?:(?:--[^\n]*|\/\*[^]*?\*\/)\s*)*(?:create\s+\w|alter\s+\w|drop\s+\w|insert\s+(?:\w+\s+)*into\b|update\s+[^]+?\bset\b|delete\s+from\b|truncate\s|merge\s+into\b|replace\s+into\b|select\s|with\s+\w+[^]*?\bas\b|comment\s+on\b|grant\s|revoke\s|set\s+\w|do\s+\$|call\s+\w|exec\s|begin\b|rename\s+table\b|reindex\b|vacuum\b|analyze\b|lock\s+table\b|pragma\s)/i;
const mostCalls = 2_000;

/** Libraries that make SQL out of calls: how a file shows that it uses one, the calls that begin a statement, and what is said of them. */
const builders: readonly (readonly [RegExp, RegExp, string])[] = [
  [
    /\borg\.jooq\b/,
    /^(?:alter|create|drop|rename|truncate|comment)(?:Or\w+)?(?:Table|Temporary|Global|Local|Unique|Index|View|Schema|Sequence|Type|Domain|Database|On|Function|Procedure|Trigger)\w*$|^(?:insertInto|deleteFrom|mergeInto|updateTable)$/,
    "the statement is built by jOOQ's DSL",
  ],
  [
    /\borg\.jetbrains\.exposed\b/,
    /^(?:SchemaUtils|MigrationUtils)$|^(?:batchInsert|insertAndGetId|insertIgnore|batchUpsert|upsert|deleteWhere|deleteAll)$/,
    'the statement is built by Exposed',
  ],
];

/**
 * The SQL that a migration in Java, Kotlin, Groovy or Scala sends, in the order of the text: strings that are constants and passed to a
 * call that sends them, or that are plainly statements (a helper of the project sends them).
 */
export function sqlCallsOf(text: string, language: JvmLanguage): readonly SqlCall[] {
  const tokens = jvmTokens(text, language);
  const program: Program = {
    tokens,
    constants: new JvmConstants(tokens),
    parameters: parametersIn(tokens),
    places: placesOf(tokens),
  };
  const used = builders.filter(([mark]) => mark.test(text));
  const calls: SqlCall[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word') continue;
    if (calls.length >= mostCalls) break;
    const builder = used.find(([, pattern]) => pattern.test(token.text));
    const looped = program.places[index]?.looped === true;
    if (builder && begins(tokens, index))
      calls.push({ start: token.start, end: token.end, reason: builder[2], unsure: false, looped });
    else if (isSign(tokens[index + 1], '(') && !telling.test(token.text) && !isDeclared(tokens, index)) {
      const call = callAt(index, program);
      if (call) calls.push(call);
    }
  }
  return calls;
}

interface Program {
  readonly tokens: readonly JvmToken[];
  readonly constants: JvmConstants;
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
