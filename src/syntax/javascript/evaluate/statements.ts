import type { FunctionNode, Statement } from '../tree.js';
import { defineClass } from './classes.js';
import type { Completion, Evaluator, Frame } from './evaluator.js';
import { named } from './expressions.js';
import { defaultBinding } from './module-instance.js';
import { evaluateTest, negated, writtenText } from './operators.js';
import { Scope } from './scope.js';
import { certainText } from './text.js';
import { objectValue, undefinedValue, unknown, type Value } from './value.js';

type Of<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;

/** Runs statements in order; functions are there before the first of them runs. */
export async function executeStatements(
  statements: readonly Statement[],
  frame: Frame,
  evaluator: Evaluator,
): Promise<Completion> {
  for (const statement of statements) hoist(statement, frame, evaluator);
  for (const [index, statement] of statements.entries()) {
    if (statement.kind === 'if') {
      const { completion, guard } = await executeIf(statement, frame, evaluator);
      if (completion !== 'normal') return completion;
      if (guard !== undefined)
        return evaluator.state.maybe(guard.condition, () =>
          executeStatements(statements.slice(index + 1), frame, evaluator),
        );
    } else {
      const completion = await executeStatement(statement, frame, evaluator);
      if (completion !== 'normal') return completion;
    }
  }
  return 'normal';
}

function hoist(statement: Statement, { scope }: Frame, evaluator: Evaluator): void {
  const node = declaredFunction(statement);
  if (node?.name === undefined) return;
  const known = scope.bindings.get(node.name);
  if (known?.kind === 'function' && known.node === node) return;
  const value: Value = { kind: 'function', node, scope, name: node.name, properties: new Map() };
  scope.bindings.set(node.name, value);
  evaluator.host.created?.(value);
}

function declaredFunction(statement: Statement): FunctionNode | undefined {
  if (statement.kind === 'function') return statement.function;
  if (statement.kind !== 'export') return undefined;
  const { form } = statement;
  if (form.kind === 'declaration') return declaredFunction(form.declaration);
  return form.kind === 'default' && form.value.kind === 'function' ? form.value.function : undefined;
}

async function executeStatement(
  statement: Statement,
  frame: Frame,
  evaluator: Evaluator,
): Promise<Completion> {
  const { scope } = frame;
  switch (statement.kind) {
    case 'expression':
      await evaluator.evaluate(statement.expression, scope);
      return 'normal';
    case 'variables':
      await executeVariables(statement, frame, evaluator);
      return 'normal';
    case 'class':
      if (statement.class.name !== undefined)
        scope.bindings.set(statement.class.name, await defineClass(statement.class, scope, evaluator));
      return 'normal';
    case 'return':
      frame.returns.push(
        statement.argument ? await evaluator.evaluate(statement.argument, scope) : undefinedValue,
      );
      return 'left';
    case 'throw':
      if (statement.argument) await evaluator.evaluate(statement.argument, scope);
      evaluator.host.thrown?.();
      return 'left';
    case 'break':
      return 'broken';
    case 'block':
      return executeStatements(statement.body, inner(frame, evaluator), evaluator);
    case 'loop':
      await executeLoop(statement, frame, evaluator);
      return 'normal';
    case 'switch':
      return executeSwitch(statement, frame, evaluator);
    case 'try':
      return executeTry(statement, frame, evaluator);
    case 'enum':
      await executeEnum(statement, scope, evaluator);
      return 'normal';
    case 'namespace': {
      const body = inner(frame, evaluator);
      await executeStatements(statement.body, body, evaluator);
      const members = [...body.scope.bindings].flatMap(([name, value]): [string, Value][] =>
        value.kind === 'imported' ? [] : [[name, value]],
      );
      scope.bindings.set(statement.name, objectValue(members));
      return 'normal';
    }
    case 'export':
      await executeExport(statement, frame, evaluator);
      return 'normal';
    default:
      return 'normal';
  }
}

/** A block scope within the same function. */
function inner(frame: Frame, evaluator: Evaluator): Frame {
  return {
    scope: new Scope(frame.scope.module, frame.scope, evaluator.state.branches),
    returns: frame.returns,
  };
}

async function executeVariables(
  statement: Of<'variables'>,
  frame: Frame,
  evaluator: Evaluator,
): Promise<void> {
  const { scope } = frame;
  for (const { target, value } of statement.declarations) {
    const evaluated = value ? await evaluator.evaluate(value, scope) : undefinedValue;
    const isOpen = evaluated.kind === 'unknown';
    const type = target.kind === 'name' || target.kind === 'objectPattern' ? target.type : undefined;
    const declared = isOpen && type ? await evaluator.typed(type, scope) : undefined;
    // `var x;` after `x = …` leaves x as it is.
    if (value === undefined && target.kind === 'name' && scope.bindings.has(target.name)) continue;
    await evaluator.bind(target, named(declared ?? evaluated, target), scope, 'declare');
  }
}

async function executeIf(
  statement: Of<'if'>,
  frame: Frame,
  evaluator: Evaluator,
): Promise<{ readonly completion: Completion; readonly guard?: { readonly condition: string | undefined } }> {
  const { state } = evaluator;
  const { truth, condition } = await evaluateTest(statement.test, frame.scope, evaluator);
  const runBranch = (body: readonly Statement[]): Promise<Completion> =>
    executeStatements(body, inner(frame, evaluator), evaluator);
  if (truth !== undefined)
    return { completion: await runBranch(truth ? statement.consequent : statement.alternate) };
  const otherwise = negated(condition);
  const consequent = await state.maybe(condition, () => runBranch(statement.consequent));
  const alternate = await state.maybe(otherwise, () => runBranch(statement.alternate));
  if (consequent !== 'normal' && alternate !== 'normal')
    return { completion: consequent === 'left' && alternate === 'left' ? 'left' : 'broken' };
  // What follows `if (test) return` runs under the opposite; after `if (test) throw` nothing runs otherwise.
  if (consequent !== 'normal') {
    const isThrow = statement.consequent.at(-1)?.kind === 'throw';
    return { completion: 'normal', guard: { condition: isThrow ? undefined : otherwise } };
  }
  return alternate === 'normal' ? { completion: 'normal' } : { completion: 'normal', guard: { condition } };
}

const iterationLimit = 200;

async function executeLoop(statement: Of<'loop'>, frame: Frame, evaluator: Evaluator): Promise<void> {
  const { iteration } = statement;
  const body = inner(frame, evaluator);
  await executeStatements(statement.head, body, evaluator);
  if (iteration === undefined) {
    await evaluator.state.looped(() => executeStatements(statement.body, body, evaluator));
    return;
  }
  const iterated = await evaluator.evaluate(iteration.iterated, frame.scope);
  const items = iteration.of ? itemsOf(iterated) : keysOf(iterated);
  const isOpen = items === undefined || (iterated.kind === 'list' && iterated.open);
  for (const item of (items ?? []).slice(0, iterationLimit)) {
    const round = inner(frame, evaluator);
    await evaluator.bind(iteration.target, item, round.scope, 'declare');
    await executeStatements(statement.body, round, evaluator);
  }
  if (!isOpen) return;
  await evaluator.state.looped(async () => {
    const round = inner(frame, evaluator);
    await evaluator.bind(iteration.target, unknown, round.scope, 'declare');
    return executeStatements(statement.body, round, evaluator);
  });
}

function itemsOf(value: Value): readonly Value[] | undefined {
  return value.kind === 'list' ? value.items : undefined;
}

function keysOf(value: Value): readonly Value[] | undefined {
  if (value.kind !== 'object' || value.open) return undefined;
  return [...value.members.keys()].map((key) => ({ kind: 'text', parts: [key], origins: [] }));
}

async function executeSwitch(
  statement: Of<'switch'>,
  frame: Frame,
  evaluator: Evaluator,
): Promise<Completion> {
  const subject = await evaluator.evaluate(statement.subject, frame.scope);
  const known = certainText(subject);
  const written = writtenText(statement.subject, frame.scope);
  let isMatched = false;
  let mayEndNormally = !statement.cases.some(({ test }) => test === undefined);
  for (const { test, body } of statement.cases) {
    const value = test && (await evaluator.evaluate(test, frame.scope));
    const text = value && certainText(value);
    const isDecided = known !== undefined && text !== undefined;
    if (isDecided && text !== known && !isMatched) continue;
    isMatched ||= isDecided;
    const condition =
      known !== undefined || !test ? undefined : `${written} === ${writtenText(test, frame.scope)}`;
    const completion = await evaluator.state.maybe(condition, () =>
      executeStatements(body, inner(frame, evaluator), evaluator),
    );
    // Without a break the next case runs as well.
    mayEndNormally ||= completion === 'broken';
    if (isMatched && completion !== 'normal') return completion === 'left' ? 'left' : 'normal';
    if (!isMatched && body.length > 0) mayEndNormally ||= completion === 'normal';
  }
  return mayEndNormally || isMatched ? 'normal' : 'left';
}

async function executeTry(statement: Of<'try'>, frame: Frame, evaluator: Evaluator): Promise<Completion> {
  const { caught } = statement;
  const run = (): Promise<Completion> =>
    executeStatements(statement.body, inner(frame, evaluator), evaluator);
  const risks = evaluator.host.risks?.();
  const completion = caught ? await evaluator.state.guarded(run) : await run();
  let handled: Completion = completion;
  const isRisky = risks === undefined || risks !== evaluator.host.risks?.();
  if (caught && isRisky) {
    const handler = inner(frame, evaluator);
    if (caught.parameter) await evaluator.bind(caught.parameter, unknown, handler.scope, 'declare');
    handled = await evaluator.state.maybe(undefined, () =>
      executeStatements(caught.body, handler, evaluator),
    );
  }
  const last = await executeStatements(statement.finalizer, inner(frame, evaluator), evaluator);
  return last === 'left' || (completion === 'left' && handled === 'left') ? 'left' : 'normal';
}

async function executeEnum(statement: Of<'enum'>, scope: Scope, evaluator: Evaluator): Promise<void> {
  const object = { ...objectValue(), module: scope.module.module };
  let next: number | undefined = 0;
  for (const { name, value } of statement.members) {
    const evaluated: Value = value
      ? await evaluator.evaluate(value, scope)
      : next === undefined
        ? unknown
        : { kind: 'literal', value: next };
    next =
      evaluated.kind === 'literal' && typeof evaluated.value === 'number' ? evaluated.value + 1 : undefined;
    object.members.set(name, evaluated);
  }
  scope.bindings.set(statement.name, object);
}

async function executeExport(statement: Of<'export'>, frame: Frame, evaluator: Evaluator): Promise<void> {
  const { form } = statement;
  const { scope } = frame;
  if (form.kind === 'declaration') await executeStatement(form.declaration, frame, evaluator);
  else if (form.kind === 'equals')
    scope.module.moduleObject.members.set('exports', await evaluator.evaluate(form.value, scope));
  else if (form.kind === 'default') {
    const hoisted =
      form.value.kind === 'function' ? scope.bindings.get(form.value.function.name ?? '') : undefined;
    const value =
      hoisted === undefined || hoisted.kind === 'imported'
        ? await evaluator.evaluate(form.value, scope)
        : hoisted;
    scope.bindings.set(defaultBinding, value);
    if (value.kind === 'class' && form.value.kind === 'class' && value.name !== undefined)
      scope.bindings.set(value.name, value);
  }
}
