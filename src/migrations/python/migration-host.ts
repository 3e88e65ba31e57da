import type { PythonHost, PythonMachine } from '../../syntax/python/machine.js';
import type { PyExpression } from '../../syntax/python/tree.js';
import type { HostObject, PyArguments, PyPlace, PyValue } from '../../syntax/python/values.js';
import { CallValue, asHost, templateIn } from './values.js';

/**
 * What all readers of Python migrations answer to the evaluator: calls of other packages become values that keep their arguments, so
 * that a reader can look at `sa.Column(…)` or `models.CharField(…)` as it is written.
 */
export class MigrationHost implements PythonHost {
  begin(_machine: PythonMachine): void {
    // Nothing to prepare.
  }

  external(name: string): PyValue | undefined {
    return name === 'typing.TYPE_CHECKING' ? { kind: 'boolean', value: false } : undefined;
  }

  callExternal(name: string, args: PyArguments, site: PyPlace): Promise<PyValue | undefined> {
    return Promise.resolve(ofPureFunction(name, args) ?? asHost(new CallValue(name, args, site)));
  }

  callMethod(object: HostObject, name: string, args: PyArguments, site: PyPlace): Promise<PyValue> {
    const receiver = object instanceof CallValue ? object : undefined;
    return Promise.resolve(asHost(new CallValue(`${receiver?.name ?? ''}().${name}`, args, site, receiver)));
  }

  answers(): boolean {
    return false;
  }

  callUnknown(_receiver: PyExpression, _name: string, _args: PyArguments, _site: PyPlace): Promise<void> {
    return Promise.resolve();
  }

  matters(): boolean {
    return true;
  }

  parameter(_name: string, _annotation: PyValue | undefined, _place: PyPlace): PyValue | undefined {
    return undefined;
  }

  construct(_base: string, _args: PyArguments, _site: PyPlace): PyValue | undefined {
    return undefined;
  }
}

/** Functions of the standard library that texts of migrations go through. */
function ofPureFunction(name: string, args: PyArguments): PyValue | undefined {
  const [first] = args.positional;
  switch (name) {
    case 'textwrap.dedent':
    case 'inspect.cleandoc':
      return first?.kind === 'text' ? first : undefined;
    case 'builtins.getattr':
      return args.positional[2];
    default:
      return undefined;
  }
}

/** A statement that only reads, so that a migration's effect is the same without it. */
export function onlyReads(sql: string): boolean {
  const code = sql.replace(/^(?:\s|--[^\n]*\n|\/\*[^*]*\*\/)+/, '');
  if (/^\(?\s*(?:show|explain|describe|pragma\s+(?:table_|index_)|values)\b/i.test(code)) return true;
  return (
    /^\(?\s*(?:select|with)\b/i.test(code) &&
    !/\b(?:insert\s+into|update\s+\S+\s+set|delete\s+from|setval|into\s+(?:temp|table|outfile)|pg_advisory|set_config|create_hypertable)\b/i.test(
      code,
    )
  );
}

/** Whether a text begins like a statement of SQL. */
export function isStatement(text: string): boolean {
  return /^\s*(?:--[^\n]*\n\s*|\/\*[^*]*\*\/\s*)*\(?\s*(?:select|insert|update|delete|alter|create|drop|with|truncate|do|set|comment|grant|revoke|vacuum|analyze|lock|merge|replace|refresh|reindex|begin|commit|rename|pragma|call|exec)\b/i.test(
    text,
  );
}

/** A statement that is handed to the database, whatever object of a driver it is handed to. */
export function statementIn(value: PyValue | undefined): { text: string; whole: boolean } | undefined {
  const template = templateIn(value);
  return template && isStatement(template.text) ? template : undefined;
}
