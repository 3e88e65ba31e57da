import type { DownForm, Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { evaluate } from '../../../syntax/ruby/evaluate.js';
import { RubyFrame } from '../../../syntax/ruby/value.js';
import { firstError, ParseTimeout, spanOf, withTree } from '../../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { baseName } from '../../finding/paths.js';
import { operationsOf } from '../../programs/operations.js';
import type { ProgramStep } from '../../programs/step.js';
import { placementOn } from '../../transaction-placement.js';
import { sequelName } from './find-sequel.js';
import type { HelperMethods } from './helper-files.js';
import { withHelpers } from './helper-files.js';
import { sequelProgram } from './sequel-program.js';
import { SequelInterpreter } from './interpreter.js';
import { sequelRunner } from './sequel-runner.js';

/** A file as it was read from its tree. */
interface ReadFile {
  readonly up: readonly ProgramStep[];
  readonly down: readonly ProgramStep[];
  readonly problems: Migration['downProblems'];
  readonly form: DownForm;
  readonly transactional: boolean;
  readonly span: SourceSpan;
  readonly skipped: readonly Skipped[];
}

/** Reads the migrations of a folder of Sequel. */
export async function readSequel(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  const { dialect, dialectReason } = set;
  const runs = placementOn(dialect, 'per-migration');
  for (const path of set.files) {
    const source = await view.read(path);
    if (!source) continue;
    const read = await readTree(source, set, view).catch((error: unknown): undefined => {
      if (!(error instanceof ParseTimeout)) throw error;
      skipped.push({ file: path, line: 1, reason: 'parse-error', detail: error.message });
    });
    if (!read) continue;
    skipped.push(...read.skipped);
    const [, version = '', name = ''] = sequelName.exec(baseName(path)) ?? [];
    const reading = { dialect, transaction: read.transactional ? runs : 'none', view } as const;
    facts.push({
      framework: 'sequel',
      path,
      name,
      version,
      dialect,
      dialectReason,
      down: read.form,
      downProblems: read.problems,
      runner: { ...sequelRunner, transaction: runs },
      operations: [
        ...(await operationsOf(read.up, { ...reading, direction: 'up' }, skipped)),
        ...(await operationsOf(read.down, { ...reading, direction: 'down' }, skipped)),
      ],
      set: set.directory,
      span: read.span,
    });
  }
  return { facts, skipped };
}

async function readTree(source: SourceText, set: MigrationSet, view: RepositoryView): Promise<ReadFile> {
  return withHelpers(source, view, async (helpers) =>
    withTree('ruby', source, (root) => readFile(source, root, set, helpers)),
  );
}

function readFile(
  source: SourceText,
  root: SyntaxNode,
  { dialect }: MigrationSet,
  helpers: HelperMethods,
): ReadFile {
  const program = sequelProgram(root);
  const call = root
    .descendantsOfType('call')
    .find(
      (node) =>
        node?.childForFieldName('method')?.text === 'migration' &&
        /^(::)?(Sequel|ROM::SQL)$/.test(node.childForFieldName('receiver')?.text ?? ''),
    );
  const body = statementsOf(call?.childForFieldName('block'));
  const constants = new RubyFrame();
  const methods = new Map<string, SyntaxNode>();
  for (const node of [...childrenOf(root), ...body]) {
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    if (node.type === 'assignment' && left && right)
      constants.bind(left.text, evaluate(right, program, constants));
    if (node.type === 'method') methods.set(node.childForFieldName('name')?.text ?? '', node);
  }
  const blockOf = (name: string): SyntaxNode | null | undefined =>
    body
      .find((node) => node.type === 'call' && node.childForFieldName('method')?.text === name)
      ?.childForFieldName('block');
  const file = { source, program, dialect, constants, methods, helpers };
  const way = (block: SyntaxNode | null | undefined, reverting = false): SequelInterpreter => {
    const interpreter = new SequelInterpreter(file, reverting);
    if (block) interpreter.run(block);
    return interpreter;
  };
  const change = blockOf('change');
  // `revert` is `change` the other way round.
  const reverted = blockOf('revert');
  const written = blockOf('down') ?? reverted;
  const up = reverted ? way(reverted, true) : way(change ?? blockOf('up'));
  const down = change ? way(change, true) : way(written);
  const skipped: Skipped[] = [];
  const error = firstError(root);
  if (error)
    skipped.push({
      file: source.path,
      line: source.position(error.startIndex).line,
      reason: 'parse-error',
      detail: 'the Ruby does not parse here; the rest was read',
    });
  if (up.gaveUp || down.gaveUp)
    skipped.push({
      file: source.path,
      line: 1,
      reason: 'dynamic',
      detail: 'too many statements; the rest was not read',
    });
  return {
    up: up.steps,
    down: down.steps,
    problems: down.problems,
    form: change || reverted ? 'inferred' : written ? writtenForm(down) : 'none',
    transactional: !body.some((node) => node.text === 'no_transaction'),
    span: call
      ? spanOf(source, call.childForFieldName('method') ?? call)
      : source.span(0, source.line(1).length),
    skipped,
  };
}

function writtenForm(down: SequelInterpreter): DownForm {
  if (down.steps.length > 0) return 'explicit';
  return down.raises ? 'irreversible' : 'noop';
}

function childrenOf(node: SyntaxNode | null | undefined): readonly SyntaxNode[] {
  return node?.namedChildren.flatMap((child) => child ?? []) ?? [];
}

function statementsOf(block: SyntaxNode | null | undefined): readonly SyntaxNode[] {
  return childrenOf(block?.childForFieldName('body'));
}
