import type { RubyArguments } from '../../../syntax/ruby/arguments.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import type { CallReading } from './step.js';

/** Methods of a connection that send SQL which may change something; ActiveRecord records none of them but `execute`. */
const writing =
  /^(execute|execute!|exec|exec_query|exec_update|exec_insert|exec_delete|update|update_sql|insert|delete|internal_exec_query|raw_execute|exec_params|query)$/;

/** Methods of a connection that only read. */
const reading =
  /^(select_\w+|query_\w+|quote\w*|lookup_cast_type\w*|columns|tables|indexes|foreign_keys|views|primary_key|\w+_exists\?|supports_\w+\?|adapter_name|schema_cache|schema_search_path|current_database|index_name|foreign_key_for|check_constraints|data_sources|clear_cache!|reconnect!|reset!|disconnect!|clear_query_cache)$/;

const statement =
  /^\s*(?:--[^\n]*\n\s*|\/\*[^*]*\*\/\s*)*\(?\s*(select|insert|update|delete|alter|create|drop|with|truncate|do|set|comment|grant|revoke|vacuum|analyze|lock|merge|replace|refresh|reindex|begin|commit)\b/i;

/** Whether a method of a connection sends SQL that may change something. */
export function sendsSql(method: string): boolean {
  return writing.test(method);
}

/** Whether a method of a connection only reads, so that a migration's effect is the same without it. */
export function onlyReads(method: string): boolean {
  return reading.test(method);
}

/** Whether an argument is the text of a statement, so that a call of any library with it (`DB.exec(<<~SQL)`) sends SQL. */
export function isStatement(value: RubyValue | undefined): boolean {
  return (value?.kind === 'string' || value?.kind === 'template') && statement.test(value.text);
}

/** Reads a call that sends SQL. Interpolations that are not known stay in the text as `#{…}`. */
export function readSqlCall(method: string, { positional }: RubyArguments, excerpt: string): CallReading {
  const [first] = positional;
  const texts = (first?.kind === 'array' ? first.items : [first]).map(textOf);
  const turning = method === 'execute' ? { irreversible: 'execute' } : { atOnce: true };
  const known = texts.filter((text) => text !== undefined);
  if (known.length === 0 || known.length < texts.length) {
    return {
      bodies: [{ kind: 'opaque', reason: 'the SQL is made while the migration runs', text: excerpt }],
      ...turning,
    };
  }
  const unsure = known.some(({ whole }) => !whole);
  return { sql: known.map(({ text }) => text), ...(unsure && { unsure }), ...turning };
}

function textOf(
  value: RubyValue | undefined,
): { readonly text: string; readonly whole: boolean } | undefined {
  if (value?.kind === 'string') return { text: value.text, whole: true };
  // A text that begins with what is not known says nothing.
  return value?.kind === 'template' && statement.test(value.text)
    ? { text: value.text, whole: false }
    : undefined;
}
