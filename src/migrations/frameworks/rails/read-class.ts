import type { Dialect, DownForm } from '../../../model/migration.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { evaluate } from '../../../syntax/ruby/evaluate.js';
import { rubyProgram } from '../../../syntax/ruby/program.js';
import type { RubyProgram } from '../../../syntax/ruby/program.js';
import { nameOf, RubyFrame } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { firstError, spanOf } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { RailsInterpreter } from './interpreter.js';
import type { InterpretedWay } from './interpreter.js';
import { tableize } from '../../inflection.js';
import { isMigrationBase, versionOfBase } from './migration-class.js';
import type { MigrationSource, MigrationWays } from './migration-source.js';
import type { Irreversible } from './recorder.js';
import type { RailsStep } from './step.js';

/** A migration file as it was read from its tree. */
export interface ReadClass {
  readonly up: readonly RailsStep[];
  readonly down: readonly RailsStep[];
  readonly problems: readonly Irreversible[];
  readonly form: DownForm;
  readonly transactional: boolean;
  readonly span: SourceSpan;
  readonly skipped: readonly Skipped[];
}

const nothing: InterpretedWay = { steps: [], problems: [], raises: false };

/** Reads the migration class of a file, both ways. */
export function readClass(
  source: SourceText,
  root: SyntaxNode,
  dialect: Dialect,
  others: ReadonlyMap<string, MigrationWays>,
): ReadClass {
  const classes = root.descendantsOfType('class').flatMap((node) => node ?? []);
  const own = classes.find((node) => isMigrationBase(baseOf(node)));
  const tables = new Map<string, string>();
  const tableOf = (model: string): string | undefined => tables.get(model.split('::').at(-1) ?? model);
  const program = rubyProgram(root, (receiver, method, [first]) =>
    knownCall(receiver, method, first, tableOf),
  );
  const body = childrenOf(own?.childForFieldName('body'));
  const constants = constantsOf([...childrenOf(root), ...body], program);
  for (const [model, table] of tablesOf(classes, root, own, program)) tables.set(model, table);
  const methods = methodsOf(body);
  const context = { dialect, version: versionOfBase(own ? baseOf(own) : '') };
  const migration: MigrationSource = { source, program, context, methods, constants, others, tableOf };
  const change = methods.get('change');
  const way = (name: 'up' | 'down'): InterpretedWay => {
    const method = change ?? methods.get(name);
    return method
      ? new RailsInterpreter(migration, change !== undefined && name === 'down').run(method)
      : nothing;
  };
  const [up, down] = [way('up'), way('down')];
  return {
    up: up.steps,
    down: down.steps,
    problems: down.problems,
    form: formOf(methods, down),
    transactional: !body.some((node) => node.text === 'disable_ddl_transaction!'),
    span: own ? spanOf(source, own.childForFieldName('name') ?? own) : source.span(0, 0),
    skipped: skippedOf(source, root, own, [up, down]),
  };
}

function skippedOf(
  source: SourceText,
  root: SyntaxNode,
  own: SyntaxNode | undefined,
  ways: readonly InterpretedWay[],
): readonly Skipped[] {
  const skipped: Skipped[] = [];
  const file = source.path;
  const error = firstError(root);
  if (error) {
    const { line } = source.position(error.startIndex);
    skipped.push({
      file,
      line,
      reason: 'parse-error',
      detail: 'the Ruby does not parse here; the rest was read',
    });
  } else if (!own)
    skipped.push({ file, line: 1, reason: 'unsupported-syntax', detail: 'no migration class was found' });
  const cut = ways.find(({ cutAt }) => cutAt)?.cutAt;
  if (cut) {
    const { line } = source.position(cut.startIndex);
    skipped.push({
      file,
      line,
      reason: 'dynamic',
      detail: 'too many or too deeply nested statements; the rest was not read',
    });
  }
  return skipped;
}

function baseOf(node: SyntaxNode): string {
  return (
    node
      .childForFieldName('superclass')
      ?.text.replace(/^\s*<\s*/, '')
      .replaceAll(/\s/g, '') ?? ''
  );
}

function childrenOf(node: SyntaxNode | null | undefined): readonly SyntaxNode[] {
  return node?.namedChildren.flatMap((child) => child ?? []) ?? [];
}

/** `def up`, `def self.up`, `private def …`, and methods of `class << self`. */
function methodsOf(body: readonly SyntaxNode[]): ReadonlyMap<string, SyntaxNode> {
  const methods = new Map<string, SyntaxNode>();
  const add = (node: SyntaxNode): void => {
    methods.set(node.childForFieldName('name')?.text ?? '', node);
  };
  for (const node of body) {
    if (node.type === 'method' || node.type === 'singleton_method') add(node);
    else if (node.type === 'singleton_class')
      for (const inner of childrenOf(node.childForFieldName('body'))) {
        if (inner.type === 'method') add(inner);
      }
    else if (node.type === 'call')
      for (const argument of childrenOf(node.childForFieldName('arguments'))) {
        if (argument.type === 'method' || argument.type === 'singleton_method') add(argument);
      }
  }
  return methods;
}

function constantsOf(nodes: readonly SyntaxNode[], program: RubyProgram): RubyFrame {
  const constants = new RubyFrame();
  for (const node of nodes) {
    if (node.type !== 'assignment') continue;
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    if (left && right) constants.bind(left.text, evaluate(right, program, constants));
  }
  return constants;
}

/** Tables of the models that the migration defines for itself: `class User < ApplicationRecord; self.table_name = 'people'`. */
function tablesOf(
  classes: readonly SyntaxNode[],
  root: SyntaxNode,
  own: SyntaxNode | undefined,
  program: RubyProgram,
): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  const note = (name: string, body: readonly SyntaxNode[]): void => {
    for (const line of body) {
      if (line.type !== 'assignment' || line.childForFieldName('left')?.text !== 'self.table_name') continue;
      const right = line.childForFieldName('right');
      const table = right ? nameOf(evaluate(right, program, new RubyFrame())) : undefined;
      if (table !== undefined) tables.set(name, table);
    }
  };
  for (const node of classes)
    if (node.id !== own?.id) {
      const name = node.childForFieldName('name')?.text ?? '';
      note(name.split('::').at(-1) ?? name, childrenOf(node.childForFieldName('body')));
    }
  // `User = Class.new(ActiveRecord::Base) do … end`
  for (const node of [...childrenOf(root), ...childrenOf(own?.childForFieldName('body'))]) {
    const right = node.type === 'assignment' ? node.childForFieldName('right') : null;
    if (right?.childForFieldName('receiver')?.text === 'Class')
      note(
        node.childForFieldName('left')?.text ?? '',
        childrenOf(right.childForFieldName('block')?.childForFieldName('body')),
      );
  }
  return tables;
}

/** Values of calls that ActiveRecord answers: names and texts quoted for SQL, the table of a model. */
function knownCall(
  receiver: string | undefined,
  method: string,
  first: RubyValue | undefined,
  tableOf: (model: string) => string | undefined,
): RubyValue | undefined {
  switch (method) {
    case 'quote_table_name':
    case 'quote_column_name': {
      const name = nameOf(first);
      return name !== undefined && /^\w+(\.\w+)*$/.test(name) ? { kind: 'string', text: name } : undefined;
    }
    case 'quote':
      return first?.kind === 'string' || first?.kind === 'symbol'
        ? { kind: 'string', text: `'${first.text.replaceAll("'", "''")}'` }
        : first?.kind === 'number'
          ? { kind: 'string', text: first.text }
          : undefined;
    case 'quoted_true':
    case 'quoted_false':
      return { kind: 'string', text: method === 'quoted_true' ? 'TRUE' : 'FALSE' };
    case 'table_name':
    case 'quoted_table_name':
      return receiver !== undefined && /^(::)?[A-Z][\w:]*$/.test(receiver)
        ? { kind: 'string', text: tableOf(receiver) ?? tableize(receiver) }
        : undefined;
    default:
      return undefined;
  }
}

function formOf(methods: ReadonlyMap<string, SyntaxNode>, down: InterpretedWay): DownForm {
  if (methods.has('change')) return down.raises ? 'irreversible' : 'inferred';
  if (!methods.has('down')) return 'none';
  if (down.steps.length > 0) return 'explicit';
  return down.raises ? 'irreversible' : 'noop';
}
