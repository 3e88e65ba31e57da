import type {
  DownForm,
  Migration,
  MigrationSet,
  RunnerModel,
  SchemaOperation,
  TransactionPlacement,
} from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { evaluate, rubyProgram } from '../../../syntax/ruby/evaluate.js';
import { nameOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { firstError, ParseTimeout, spanOf, withTree } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { baseName } from '../../finding/paths.js';
import { readEmbeddedSql } from '../../sql/index.js';
import { placementOn } from '../../transaction-placement.js';
import { migrationClass, railsName } from './find-rails.js';
import { RailsInterpreter } from './interpreter.js';
import type { RailsStep } from './step.js';

/**
 * Rails wraps a migration in a transaction where the database can roll schema changes back (PostgreSQL, SQLite), and holds an advisory
 * lock on PostgreSQL and MySQL while it migrates (activerecord/lib/active_record/migration.rb, `ddl_transaction` and
 * `with_advisory_lock`).
 */
export const railsRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`disable_ddl_transaction!` in the class',
  holdsLock: true,
};

interface ReadClass {
  readonly up: readonly RailsStep[];
  readonly down: readonly RailsStep[];
  readonly form: DownForm;
  readonly transactional: boolean;
  readonly span: SourceSpan;
  readonly skipped: readonly Skipped[];
}

/** Reads the migrations of a folder of ActiveRecord. */
export async function readRails(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    const source = await view.read(path);
    if (!source) continue;
    try {
      const read = await withTree('ruby', source, (root) => readClass(source, root, set));
      skipped.push(...read.skipped);
      facts.push(await migrationOf(path, read, set, skipped));
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      skipped.push({ file: path, line: 1, reason: 'parse-error', detail: error.message });
    }
  }
  return { facts, skipped };
}

function readClass(source: SourceText, root: SyntaxNode, set: MigrationSet): ReadClass {
  const program = rubyProgram(root);
  const classes = root.descendantsOfType('class').flatMap((node) => node ?? []);
  const own = classes.find((node) =>
    /Migration(\[[\d.]+\])?$/.test(node.childForFieldName('superclass')?.text.replaceAll(/\s/g, '') ?? ''),
  );
  const version = Number(migrationClass.exec(source.text)?.[1] ?? '4.2');
  const body = own?.childForFieldName('body')?.namedChildren.flatMap((node) => node ?? []) ?? [];
  const methods = methodsOf(body);
  const constants = new Map<string, RubyValue>();
  for (const node of body) {
    const left = node.type === 'assignment' ? node.childForFieldName('left') : null;
    const right = node.childForFieldName('right');
    if (left && right) constants.set(left.text, evaluate(right, program, constants));
  }
  const tables = tablesOf(classes, own, program);
  const context = { dialect: set.dialect, version };
  const { up, down, raisesOnDown } = new RailsInterpreter(
    source,
    program,
    context,
    methods,
    constants,
    (model) => tables.get(model),
  ).run();
  const error = firstError(root);
  return {
    up,
    down,
    form: formOf(methods, down, raisesOnDown),
    transactional: !body.some((node) => node.text === 'disable_ddl_transaction!'),
    span: own ? spanOf(source, own.childForFieldName('name') ?? own) : source.span(0, 0),
    skipped: error
      ? [
          {
            file: source.path,
            line: source.position(error.startIndex).line,
            reason: 'parse-error',
            detail: 'the Ruby does not parse here; the rest was read',
          },
        ]
      : [],
  };
}

/** `def up`, `def self.up`, and methods of `class << self`. */
function methodsOf(body: readonly SyntaxNode[]): ReadonlyMap<string, SyntaxNode> {
  const methods = new Map<string, SyntaxNode>();
  for (const node of body) {
    if (node.type === 'method' || node.type === 'singleton_method')
      methods.set(node.childForFieldName('name')?.text ?? '', node);
    else if (node.type === 'singleton_class') {
      const inner = node.childForFieldName('body')?.namedChildren.flatMap((child) => child ?? []) ?? [];
      for (const [name, method] of methodsOf(inner)) methods.set(name, method);
    } else if (
      node.type === 'call' &&
      /^(private|public|protected)$/.test(node.childForFieldName('method')?.text ?? '')
    ) {
      for (const argument of node.childForFieldName('arguments')?.namedChildren ?? []) {
        if (argument?.type === 'method')
          methods.set(argument.childForFieldName('name')?.text ?? '', argument);
      }
    }
  }
  return methods;
}

/** Tables of model classes that the migration defines for itself: `class User < ApplicationRecord; self.table_name = 'people'`. */
function tablesOf(
  classes: readonly SyntaxNode[],
  own: SyntaxNode | undefined,
  program: ReturnType<typeof rubyProgram>,
): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  for (const node of classes) {
    if (node.id === own?.id) continue;
    const name = node.childForFieldName('name')?.text ?? '';
    for (const line of node.childForFieldName('body')?.namedChildren ?? []) {
      if (
        line?.type !== 'assignment' ||
        !/^self\.table_name$/.test(line.childForFieldName('left')?.text ?? '')
      )
        continue;
      const right = line.childForFieldName('right');
      const table = right ? nameOf(evaluate(right, program, new Map())) : undefined;
      if (table !== undefined) tables.set(name, table);
    }
  }
  return tables;
}

function formOf(
  methods: ReadonlyMap<string, SyntaxNode>,
  down: readonly RailsStep[],
  raises: boolean,
): DownForm {
  if (methods.has('change')) return 'inferred';
  if (!methods.has('down')) return 'none';
  if (down.length > 0) return 'explicit';
  return raises ? 'irreversible' : 'noop';
}

async function migrationOf(
  path: string,
  read: ReadClass,
  set: MigrationSet,
  skipped: Skipped[],
): Promise<Migration> {
  const [, version = '', name = ''] = railsName.exec(baseName(path)) ?? [];
  const transaction = read.transactional ? placementOn(set.dialect, 'per-migration') : 'none';
  const phase = baseName(set.directory);
  return {
    framework: 'rails',
    path,
    name,
    version,
    dialect: set.dialect,
    dialectReason: set.dialectReason,
    ...(phase !== 'migrate' && /migrate|migration/.test(phase) && { phase }),
    down: read.form,
    downProblems: read.up.flatMap((step) =>
      step.irreversible === undefined ? [] : [{ span: step.span, text: step.irreversible }],
    ),
    runner: { ...railsRunner, transaction },
    operations: [
      ...(await operationsOf(read.up, 'up', transaction, set, skipped)),
      ...(await operationsOf(read.down, 'down', transaction, set, skipped)),
    ],
    set: set.directory,
    span: read.span,
  };
}

/** Steps as operations; SQL is parsed here, because that cannot be done while the tree is walked. */
async function operationsOf(
  steps: readonly RailsStep[],
  direction: 'up' | 'down',
  transaction: TransactionPlacement,
  set: MigrationSet,
  skipped: Skipped[],
): Promise<readonly SchemaOperation[]> {
  const operations: SchemaOperation[] = [];
  let statement = -1;
  let call = -1;
  for (const step of steps) {
    if (step.call !== call) {
      statement += 1;
      call = step.call;
    }
    const confidence = step.conditional === true ? 'medium' : 'high';
    if ('sql' in step) {
      const read = await readEmbeddedSql({
        sql: step.sql,
        span: step.span,
        dialect: set.dialect,
        direction,
        transaction,
        firstStatement: statement,
      });
      operations.push(
        ...read.operations.map((operation) =>
          confidence === 'high' ? operation : { ...operation, confidence: 'medium' as const },
        ),
      );
      skipped.push(...read.skipped);
      statement += Math.max(0, read.statements - 1);
    } else operations.push({ ...step.body, span: step.span, direction, statement, transaction, confidence });
  }
  return operations;
}
