import type { ElixirNode } from '../../elixir/parse.js';
import { childOf, children } from '../../elixir/parse.js';
import type { CodeValue } from '../code-file.js';
import { argumentsOf, blockOf, leadingOf, readCall } from './calls.js';
import { readModule } from './modules.js';
import { rangeOf } from './lowering.js';
import type { ElixirCode, ElixirReader } from './lowering.js';
import { bindPattern } from './patterns.js';

/** The words of the language that are written like calls. */
const kernel: Readonly<Record<string, ElixirReader>> = {
  defmodule: readModule,
  defimpl: readModule,
  defprotocol: readModule,
  alias: (node, lowering) => {
    const [named] = leadingOf(node);
    if (!named) return undefined;
    const renamed = children(childOf(node, 'Arguments') ?? null)
      .filter(({ name }) => name === 'Keywords')
      .flatMap((list) => children(list))
      .map((pair) => children(pair)[1])
      .find((value) => value?.name === 'Alias');
    const base = /^[\w.]+/.exec(lowering.text(named))?.[0].replace(/\.$/, '') ?? '';
    const own = lowering.code.context.class?.name ?? '__MODULE__';
    const group = /\{([^}]*)\}/s.exec(lowering.text(named))?.[1];
    const modules = group === undefined ? [base] : group.split(',').map((name) => `${base}.${name.trim()}`);
    for (const written of modules) {
      const module = written.replace(/^__MODULE__/, own);
      const name = renamed ? lowering.text(renamed) : module.slice(module.lastIndexOf('.') + 1);
      if (/^[A-Z]/.test(name)) lowering.code.import({ ...rangeOf(node), name, module });
    }
    return undefined;
  },
  import: readImport,
  require: readImport,
  use: readImport,
  if: readIf,
  unless: readIf,
  case: (node, lowering) => {
    const [subject] = leadingOf(node);
    const value = subject ? lowering.value(subject) : undefined;
    return readClauses(node, blockOf(node, 'do', lowering), value, lowering);
  },
  cond: (node, lowering) => readClauses(node, blockOf(node, 'do', lowering), undefined, lowering),
  receive: (node, lowering) => {
    readClauses(node, blockOf(node, 'do', lowering), undefined, lowering);
    return readClauses(node, blockOf(node, 'after', lowering), undefined, lowering);
  },
  with: (node, lowering) => {
    for (const step of leadingOf(node)) lowering.value(step);
    const value = lowering.body(blockOf(node, 'do', lowering));
    readClauses(node, blockOf(node, 'else', lowering), undefined, lowering);
    return value;
  },
  for: (node, lowering) => {
    lowering.code.loop(rangeOf(node), false, () => {
      for (const step of leadingOf(node)) lowering.value(step);
      lowering.body(blockOf(node, 'do', lowering));
    });
    return undefined;
  },
  try: (node, lowering) => {
    const [body, handlers] = [
      blockOf(node, 'do', lowering),
      [...blockOf(node, 'rescue', lowering), ...blockOf(node, 'catch', lowering)],
    ];
    const range = rangeOf(node);
    const first = body[0] ? rangeOf(body[0]) : range;
    const last = body.at(-1);
    lowering.code.try(
      {
        ...range,
        body: { start: first.start, end: last ? last.to : range.end },
        handlers: handlers.map((handler) => ({ ...rangeOf(handler), empty: isEmpty(handler, lowering) })),
      },
      () => lowering.body(body),
      () => {
        for (const handler of handlers) bindClause(handler, undefined, lowering);
      },
    );
    lowering.body(blockOf(node, 'after', lowering));
    return undefined;
  },
  quote: () => undefined,
};

export const statementReaders: Readonly<Record<string, ElixirReader>> = {
  KernelCall: (node, lowering) => {
    const [name] = children(node);
    const word = name ? lowering.text(name) : '';
    const read = Object.hasOwn(kernel, word) ? kernel[word] : undefined;
    return read ? read(node, lowering) : readCall(node, lowering);
  },
  FunctionDefinitionCall: (node, lowering) => {
    const [head] = children(childOf(node, 'Arguments') ?? null);
    const called = head?.name === 'WhenOperator' ? children(head)[0] : head;
    const [name] = called?.name === 'Identifier' ? [called] : children(called ?? null);
    const parameters = children(childOf(called ?? null, 'Arguments') ?? null);
    const start = {
      name: name ? lowering.text(name) : '',
      parameters: parameters.map((parameter) => ({
        name: parameter.name === 'Identifier' ? lowering.text(parameter) : '',
      })),
    };
    lowering.code.function(rangeOf(node), start, () => {
      for (const parameter of parameters)
        if (parameter.name !== 'Identifier') bindPattern(parameter, undefined, lowering);
      return lowering.body(blockOf(node, 'do', lowering));
    });
    return undefined;
  },
  StabClause: (node, lowering) => bindClause(node, undefined, lowering),
};

/** A clause of `case`, `fn` …: its pattern is what is given, its body is read. */
export function bindClause(
  clause: ElixirNode,
  value: CodeValue | undefined,
  lowering: ElixirCode,
): CodeValue | undefined {
  const parts = children(clause);
  const head = parts.find(({ name }) => name === 'Arguments' || name === 'WhenOperator');
  const list = head?.name === 'WhenOperator' ? childOf(head, 'Arguments') : head;
  for (const pattern of children(list ?? null)) bindPattern(pattern, value, lowering);
  return lowering.body(children(parts.find(({ name }) => name === 'Body') ?? null));
}

function readClauses(
  node: ElixirNode,
  clauses: readonly ElixirNode[],
  value: CodeValue | undefined,
  lowering: ElixirCode,
): CodeValue {
  const parts = lowering.code.conditional(() =>
    clauses.flatMap((clause) =>
      clause.name === 'StabClause' ? (bindClause(clause, value, lowering) ?? []) : [lowering.value(clause)],
    ),
  );
  return { ...rangeOf(node), kind: 'other', operator: '?:', parts };
}

function readIf(node: ElixirNode, lowering: ElixirCode): CodeValue {
  for (const condition of leadingOf(node)) lowering.value(condition);
  const parts = lowering.code.conditional(() =>
    (['do', 'else'] as const).flatMap((part) => lowering.body(blockOf(node, part, lowering)) ?? []),
  );
  return { ...rangeOf(node), kind: 'other', operator: '?:', parts };
}

/** `import`, `require`, `use`: what they bring is not known by name. */
function readImport(node: ElixirNode, lowering: ElixirCode): undefined {
  const [written] = leadingOf(node);
  if (written?.name === 'Alias')
    lowering.code.import({ ...rangeOf(node), name: '', module: lowering.text(written) });
  argumentsOf(children(childOf(node, 'Arguments') ?? null).slice(1), lowering);
  return undefined;
}

/** `_ -> :ok` and `_ -> nil` swallow what was raised. */
function isEmpty(clause: ElixirNode, lowering: ElixirCode): boolean {
  const body = children(clause).find(({ name }) => name === 'Body');
  return body !== undefined && /^(?::ok|nil)$/.test(lowering.text(body).trim());
}
