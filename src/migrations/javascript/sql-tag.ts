import type { ExternalValue, Value } from '../../syntax/javascript/evaluate/value.js';
import { Execution } from './execution.js';
import type { ProgramCall } from './program-call.js';
import { hostValue } from './program-object.js';
import { SqlFragment } from './sql-fragment.js';

/** Methods of a tag `sql` that give a name or a text as it is. */
const plain = new Set([
  'raw',
  'ref',
  'table',
  'id',
  'identifier',
  'unsafe',
  'lit',
  'literal',
  'val',
  'value',
  'param',
]);

/**
 * What a call of the tag `sql` of a package gives (Kysely, drizzle as Payload hands it on): a fragment that runs by `.execute(db)`, or by
 * being handed to the connection. Undefined for all other calls of the package.
 */
export function sqlTag(
  { package: name, path }: ExternalValue,
  packages: RegExp,
  call: ProgramCall,
): Value | undefined {
  const [first, second, third] = path[0] === 'default' ? path.slice(1) : path;
  if (!packages.test(name)) return undefined;
  const isRaw = first === 'CompiledQuery' && second === 'raw';
  if (!isRaw && (first !== 'sql' || third !== undefined || (second !== undefined && !plain.has(second))))
    return undefined;
  const text = call.argument(0);
  return hostValue(new TaggedSql(text.kind === 'text' ? text : undefined));
}

class TaggedSql extends SqlFragment {
  override call(name: string, call: ProgramCall): Value {
    if (name !== 'execute') return super.call(name, call);
    const execution = new Execution();
    call.sql(execution, hostValue(this));
    return hostValue(execution);
  }
}
