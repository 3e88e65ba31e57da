import type { Dialect } from '../../model/migration.js';
import { foldPackageText } from '../../syntax/go/constants.js';
import { isReassigned } from '../../syntax/go/constants.js';
import type { GoFunction } from '../../syntax/go/file.js';
import type { GoProgram } from '../../syntax/go/program.js';
import { callTextFunction, concatTexts } from '../../syntax/go/text.js';
import type { GoText } from '../../syntax/go/text.js';
import type { GoCall, GoExpression, GoFunctionLiteral, GoStatement } from '../../syntax/go/tree.js';
import type { ProgramStep } from '../programs/step.js';
import { dialectsNamedIn } from '../dialect/dialects-in-code.js';
import { conditionHolds } from './conditions.js';
import { embeddedText } from './embedded-text.js';
import { libraryOfType } from './handles.js';
import type { GoLibraries } from './libraries.js';
import { GoRecorder } from './recorder.js';
import type { GoPlacing } from './recorder.js';
import { GoScope, textOf } from './values.js';
import type { GoLink, GoValue } from './values.js';

/** A struct, or a pointer to one. */
export type GoStruct = Extract<GoValue, { readonly kind: 'struct' }>;

/** Where the walk through a function stands. */
interface Place {
  readonly scope: GoScope;
  readonly unsure: boolean;
  readonly looped: boolean;
  /** How many functions lie around. */
  readonly calls: number;
  /** The call that handed values to the function that is read: what the function makes is made there. */
  readonly origin?: { readonly file: string; readonly start: number; readonly end: number };
}

/** What a stretch of statements comes to. */
interface Outcome {
  /** Nothing behind it runs. */
  readonly ends: boolean;
  readonly value?: GoValue;
}

const goesOn: Outcome = { ends: false };
const deepestCalls = 10;
/** Statements and expressions that are looked at in one way of one migration, hostile files included. */
const mostWork = 200_000;
const mostRounds = 2_000;

const unknown = (written = ''): GoValue => ({ kind: 'unknown', written });

/**
 * Reads a function of a Go program without running it: literals, constants, formatted texts, local variables, loops over known
 * lists and functions of the repository are followed; what is called on connections is handed to the libraries that know it.
 */
export class GoInterpreter {
  readonly #program: GoProgram;
  readonly #dialect: Dialect;
  readonly #libraries: GoLibraries;
  readonly #recorder: GoRecorder;
  readonly #packageValues = new Map<string, GoValue>();
  #work = 0;

  readonly #onStruct: ((value: GoStruct) => void) | undefined;

  /** @param onStruct is told of every literal of a struct that is come across. */
  constructor(
    program: GoProgram,
    dialect: Dialect,
    libraries: GoLibraries,
    onStruct?: (value: GoStruct) => void,
  ) {
    this.#onStruct = onStruct;
    this.#program = program;
    this.#dialect = dialect;
    this.#recorder = new GoRecorder(dialect);
    this.#libraries = libraries;
  }

  get steps(): readonly ProgramStep[] {
    return this.#recorder.steps;
  }

  /** Whether there was too much to read all of it. */
  get gaveUp(): boolean {
    return this.#work > mostWork;
  }

  /** Reads a function of a migration; its parameters are taken by their types. */
  async run(literal: GoFunctionLiteral, around: GoScope): Promise<void> {
    await this.#invoke(literal, around, undefined, { scope: around, unsure: false, looped: false, calls: 0 });
  }

  /** The value of an expression that stands outside of any function. */
  async valueIn(expression: GoExpression, scope: GoScope): Promise<GoValue> {
    return this.#value(expression, { scope, unsure: false, looped: false, calls: 0 });
  }

  /** Reads the statements of a function for the names that they give values to. */
  async statementsIn(body: readonly GoStatement[], scope: GoScope): Promise<void> {
    await this.#statements(body, { scope, unsure: false, looped: false, calls: 0 });
  }

  async #invoke(
    literal: GoFunctionLiteral,
    around: GoScope,
    args: readonly GoValue[] | undefined,
    place: Place,
  ): Promise<GoValue> {
    if (place.calls >= deepestCalls) return unknown();
    const scope = around.inner();
    for (const [index, { name, type, variadic }] of literal.parameters.entries()) {
      if (name === undefined) continue;
      const given = variadic ? args && { kind: 'list' as const, items: args.slice(index) } : args?.[index];
      const library = await libraryOfType(type, scope, this.#program);
      const taken: GoValue =
        library !== undefined && given?.kind !== 'handle'
          ? { kind: 'handle', library, links: [] }
          : (given ?? unknown(name));
      scope.declare(name, taken);
    }
    const outcome = await this.#statements(literal.body, { ...place, scope, calls: place.calls + 1 });
    return outcome.value ?? unknown();
  }

  async #statements(body: readonly GoStatement[], place: Place): Promise<Outcome> {
    let value: GoValue | undefined;
    for (const statement of body) {
      this.#work += 1;
      if (this.#work > mostWork) return { ends: true };
      const outcome = await this.#statement(statement, place);
      value ??= outcome.value;
      if (outcome.ends) return { ends: true, ...(value && { value }) };
    }
    return { ends: false, ...(value && { value }) };
  }

  async #statement(statement: GoStatement, place: Place): Promise<Outcome> {
    switch (statement.kind) {
      case 'expression':
        await this.#value(statement.expression, place);
        return goesOn;
      case 'assign':
        await this.#assign(statement, place);
        return goesOn;
      case 'declare': {
        const values = await this.#values(statement.values, place);
        const library = await libraryOfType(statement.type, place.scope, this.#program);
        for (const [index, name] of statement.names.entries())
          place.scope.declare(
            name,
            values[index] ??
              (library ? { kind: 'handle', library, links: [] } : this.#zero(statement, place)),
          );
        return goesOn;
      }
      case 'return': {
        const [first] = await this.#values(statement.values, place);
        return { ends: true, ...(first && { value: first }) };
      }
      case 'block':
        return this.#statements(statement.body, { ...place, scope: place.scope.inner() });
      case 'if':
        return this.#if(statement, place);
      case 'for': {
        const scope = place.scope.inner(true);
        if (statement.before) await this.#statement(statement.before, { ...place, scope });
        await this.#statements(statement.body, { ...place, scope, looped: true });
        return goesOn;
      }
      case 'range':
        await this.#range(statement, place);
        return goesOn;
      case 'switch':
        return this.#switch(statement, place);
      case 'select':
        for (const one of statement.cases)
          await this.#statements(one.body, { ...place, unsure: true, scope: place.scope.inner(true) });
        return goesOn;
      case 'other':
        for (const { name, type } of statement.types ?? []) place.scope.declareType(name, type);
        await this.#values(statement.parts, place);
        return goesOn;
      default:
        return goesOn;
    }
  }

  #zero({ type }: Extract<GoStatement, { kind: 'declare' }>, { scope }: Place): GoValue {
    if (type?.kind === 'named' && type.name === 'string' && type.qualifier === undefined)
      return { kind: 'text', text: [] };
    return type ? { kind: 'struct', type, scope, fields: new Map() } : unknown();
  }

  async #assign(statement: Extract<GoStatement, { kind: 'assign' }>, place: Place): Promise<void> {
    const values = await this.#values(statement.right, place);
    const { operator } = statement;
    for (const [index, left] of statement.left.entries()) {
      if (left.kind !== 'name') continue;
      // `tx, err := db.Begin()`: the first is what matters, the others are errors.
      const value = values[index] ?? unknown(left.name);
      if (operator === ':=') place.scope.declare(left.name, value);
      else if (operator === '=') place.scope.assign(left.name, value);
      else if (operator === '+=') {
        const before = place.scope.get(left.name);
        const sum = before && joined([before, value]);
        place.scope.assign(left.name, sum ?? unknown(left.name));
      }
    }
  }

  async #if(statement: Extract<GoStatement, { kind: 'if' }>, place: Place): Promise<Outcome> {
    const scope = place.scope.inner();
    const here = { ...place, scope };
    if (statement.before) await this.#statement(statement.before, here);
    const holds =
      (await this.#truth(statement.condition, here)) ??
      conditionHolds(statement.condition, (one) => this.#written(one, scope), this.#dialect);
    if (holds === true) return this.#statements(statement.consequence, { ...here, scope: scope.inner() });
    if (holds === false) return this.#statements(statement.alternative, { ...here, scope: scope.inner() });
    const maybe = { ...here, unsure: true };
    await this.#statements(statement.consequence, { ...maybe, scope: scope.inner(true) });
    await this.#statements(statement.alternative, { ...maybe, scope: scope.inner(true) });
    return goesOn;
  }

  /** Evaluates a condition, and decides comparisons of known numbers, texts and functions. */
  async #truth(condition: GoExpression, place: Place): Promise<boolean | undefined> {
    if (condition.kind === 'unary' && condition.operator === '!') {
      const inner = await this.#truth(condition.operand, place);
      return inner === undefined ? undefined : !inner;
    }
    if (condition.kind !== 'binary') {
      const value = await this.#value(condition, place);
      return value.kind === 'boolean' ? value.value : undefined;
    }
    const { operator } = condition;
    if (operator === '&&' || operator === '||') {
      const left = await this.#truth(condition.left, place);
      const right = await this.#truth(condition.right, place);
      const deciding = operator === '||';
      if (left === deciding || right === deciding) return deciding;
      return left === undefined || right === undefined ? undefined : !deciding;
    }
    return compared(
      operator,
      await this.#value(condition.left, place),
      await this.#value(condition.right, place),
    );
  }

  async #range(statement: Extract<GoStatement, { kind: 'range' }>, place: Place): Promise<void> {
    const over = await this.#value(statement.over, place);
    const rounds: readonly (readonly [GoValue, GoValue])[] | undefined =
      over.kind === 'list'
        ? over.items.map((item, index): readonly [GoValue, GoValue] => [
            { kind: 'text', text: [String(index)] },
            item,
          ])
        : over.kind === 'map'
          ? over.entries
          : undefined;
    const [key, item] = statement.names.map((name) => (name.kind === 'name' ? name.name : '_'));
    if (!rounds || rounds.length > mostRounds) {
      const scope = place.scope.inner(true);
      // Rows that were read into a list: how many is not known, but of which model they are.
      const element = over.kind === 'struct' && over.type?.kind === 'list' ? over.type.element : undefined;
      if (item !== undefined && element && over.kind === 'struct')
        scope.declare(item, { ...over, type: element });
      await this.#statements(statement.body, { ...place, looped: true, scope });
      return;
    }
    for (const [first, second] of rounds) {
      const scope = place.scope.inner();
      if (key !== undefined) scope.declare(key, first);
      if (item !== undefined) scope.declare(item, second);
      const outcome = await this.#statements(statement.body, { ...place, scope });
      if (outcome.ends && this.gaveUp) return;
    }
  }

  async #switch(statement: Extract<GoStatement, { kind: 'switch' }>, place: Place): Promise<Outcome> {
    const scope = place.scope.inner();
    const here = { ...place, scope };
    if (statement.before) await this.#statement(statement.before, here);
    if (statement.value) await this.#value(statement.value, here);
    const tested = statement.value ? this.#written(statement.value, scope) : '';
    const decided =
      this.#dialect !== 'unknown' && /dialect|driver|dbtype|database|engine|name\(\)/i.test(tested)
        ? statement.cases.map(({ values }) =>
            values.map((value) => dialectsNamedIn(this.#written(value, scope))),
          )
        : [];
    if (decided.flat().length > 0 && decided.flat().every((named) => named !== undefined)) {
      const at = decided.findIndex((named) => named.some((dialects) => dialects?.includes(this.#dialect)));
      const chosen = statement.cases[at] ?? statement.cases.find(({ values }) => values.length === 0);
      return chosen ? this.#statements(chosen.body, { ...here, scope: scope.inner() }) : goesOn;
    }
    for (const one of statement.cases)
      await this.#statements(one.body, { ...here, unsure: true, scope: scope.inner(true) });
    return goesOn;
  }

  /** Arguments of a call. A variable whose address is handed out is filled by the call: `Scan(&count)`. */
  async #arguments(call: GoCall, place: Place): Promise<readonly GoValue[]> {
    const values = await this.#values(call.args, place);
    for (const { kind, ...argument } of call.args) {
      if (kind !== 'unary' || !('operand' in argument) || argument.operand.kind !== 'name') continue;
      const { name } = argument.operand;
      const before = place.scope.get(name);
      if (before?.kind === 'text' || before?.kind === 'boolean' || before?.kind === 'list')
        place.scope.assign(name, unknown(name));
    }
    return values;
  }

  /** One after the other: the order of what they do counts. */
  async #values(expressions: readonly GoExpression[], place: Place): Promise<readonly GoValue[]> {
    const values: GoValue[] = [];
    for (const one of expressions) values.push(await this.#value(one, place));
    return values;
  }

  async #value(expression: GoExpression, place: Place): Promise<GoValue> {
    this.#work += 1;
    if (this.#work > mostWork) return unknown();
    const { scope } = place;
    switch (expression.kind) {
      case 'text':
        return {
          kind: 'text',
          text: expression.value === '' ? [] : [expression.value],
          place: { source: scope.file.source, offset: expression.start + 1 },
        };
      case 'number':
        return { kind: 'text', text: [String(expression.value)] };
      case 'name':
        return this.#named(expression.name, scope);
      case 'sum':
        return (
          joined(await this.#values(expression.terms, place)) ?? unknown(this.#written(expression, scope))
        );
      case 'binary':
        await this.#values([expression.left, expression.right], place);
        return unknown(this.#written(expression, scope));
      case 'unary':
        return this.#value(expression.operand, place);
      case 'function':
        return { kind: 'function', literal: expression, scope };
      case 'composite':
        return this.#composite(expression, place);
      case 'index':
        return this.#indexed(expression, place);
      case 'conversion':
        return this.#converted(expression, place);
      case 'selector':
        return this.#selected(expression, place);
      case 'call':
        return this.#call(expression, place);
      case 'type':
        return { kind: 'struct', type: expression.type, scope, fields: new Map() };
      case 'other':
        await this.#values(expression.parts, place);
        return unknown(this.#written(expression, scope));
      default:
        return unknown(this.#written(expression, scope));
    }
  }

  async #named(name: string, scope: GoScope): Promise<GoValue> {
    if (name === 'nil') return { kind: 'nil' };
    if (name === 'true' || name === 'false') return { kind: 'boolean', value: name === 'true' };
    const local = scope.get(name);
    if (local) return local;
    const fn = scope.pkg.functions.get(name);
    if (fn) return (await this.#functionValue(fn, scope)) ?? unknown(name);
    return this.#packageValue(name, scope);
  }

  async #functionValue(fn: GoFunction, scope: GoScope): Promise<GoValue | undefined> {
    const literal = await this.#program.body(fn);
    const file = this.#program.file(fn.file);
    return literal && file && { kind: 'function', literal, scope: new GoScope(scope.pkg, file) };
  }

  async #packageValue(name: string, scope: GoScope): Promise<GoValue> {
    const { pkg } = scope;
    const key = `${pkg.directory}\0${name}`;
    const before = this.#packageValues.get(key);
    if (before) return before;
    this.#packageValues.set(key, unknown(name));
    const declaration = pkg.values.get(name);
    const file = declaration && this.#program.file(declaration.file);
    let value: GoValue = unknown(name);
    if (declaration && file && !isReassigned(pkg, name)) {
      const text = await foldPackageText(this.#program, pkg, name);
      if (declaration.value && (text.includes(null) || declaration.value.kind === 'text'))
        value = await this.valueIn(declaration.value, new GoScope(pkg, file));
      else if (declaration.value) value = { kind: 'text', text };
      else value = (await embeddedText(this.#program, file.source, declaration.start)) ?? value;
    }
    this.#packageValues.set(key, value);
    return value;
  }

  async #composite(expression: Extract<GoExpression, { kind: 'composite' }>, place: Place): Promise<GoValue> {
    const { type, elements } = expression;
    const { scope } = place;
    const kind =
      type?.kind === 'named'
        ? type.qualifier === undefined
          ? scope.type(type.name)?.kind
          : undefined
        : type?.kind;
    if (kind === 'map') {
      const entries: (readonly [GoValue, GoValue])[] = [];
      for (const { key, value } of elements)
        if (key) entries.push([await this.#value(key, place), await this.#value(value, place)]);
      return { kind: 'map', entries };
    }
    const isStruct =
      kind === 'struct' || (kind !== 'list' && elements.some(({ key }) => key?.kind === 'name'));
    if (isStruct || (type?.kind === 'named' && kind === undefined)) {
      const fields = new Map<string, GoValue>();
      const declared =
        type?.kind === 'struct' ? type : type?.kind === 'named' ? scope.type(type.name) : undefined;
      for (const [index, { key, value }] of elements.entries()) {
        const name =
          key?.kind === 'name'
            ? key.name
            : declared?.kind === 'struct'
              ? declared.fields[index]?.name
              : String(index);
        if (name !== undefined) fields.set(name, await this.#value(value, place));
      }
      const { start, end } = expression;
      return this.#made({
        kind: 'struct',
        type,
        scope,
        fields,
        literal: place.origin ?? { file: scope.file.path, start, end },
      });
    }
    const element = type?.kind === 'list' ? type.element : undefined;
    const items: GoValue[] = [];
    for (const { value } of elements)
      items.push(this.#made(typed(await this.#value(value, place), element, scope)));
    return { kind: 'list', items };
  }

  #made(value: GoValue): GoValue {
    if (value.kind === 'struct' && value.type) this.#onStruct?.(value);
    return value;
  }

  async #indexed(expression: Extract<GoExpression, { kind: 'index' }>, place: Place): Promise<GoValue> {
    const operand = await this.#value(expression.operand, place);
    const index = await this.#value(expression.index, place);
    const key = index.kind === 'text' && !index.text.includes(null) ? index.text.join('') : undefined;
    if (key !== undefined && operand.kind === 'list') return operand.items[Number(key)] ?? unknown();
    if (key !== undefined && operand.kind === 'map')
      return (
        operand.entries.find(([one]) => one.kind === 'text' && one.text.join('') === key)?.[1] ?? unknown()
      );
    return unknown(this.#written(expression, place.scope));
  }

  /** `(*Model)(nil)` is a conversion that stands for the model's type. */
  async #converted(
    expression: Extract<GoExpression, { kind: 'conversion' }>,
    place: Place,
  ): Promise<GoValue> {
    const value = await this.#value(expression.operand, place);
    return value.kind === 'nil'
      ? { kind: 'struct', type: expression.type, scope: place.scope, fields: new Map() }
      : value;
  }

  async #selected(expression: Extract<GoExpression, { kind: 'selector' }>, place: Place): Promise<GoValue> {
    const { operand, field } = expression;
    const imported = await this.#importedMember(operand, field, place);
    if (imported) return imported;
    const value = await this.#value(operand, place);
    if (value.kind === 'struct')
      return value.fields.get(field) ?? unknown(this.#written(expression, place.scope));
    // `tx.Exec(…).Error`: the chain was sent by its last call.
    return value.kind === 'handle' ? value : unknown(this.#written(expression, place.scope));
  }

  /** A constant, variable or function of another package of the repository. */
  async #importedMember(operand: GoExpression, name: string, { scope }: Place): Promise<GoValue | undefined> {
    if (operand.kind !== 'name' || scope.get(operand.name)) return undefined;
    const imported = await this.#program.importedAs(scope.file.path, operand.name);
    if (!imported) return undefined;
    const pkg =
      imported.directory === undefined ? undefined : await this.#program.package(imported.directory);
    const file = pkg?.files[0];
    if (!pkg || !file) return unknown(`${operand.name}.${name}`);
    const fn = pkg.functions.get(name);
    const inside = new GoScope(pkg, file);
    return fn ? ((await this.#functionValue(fn, inside)) ?? unknown(name)) : this.#packageValue(name, inside);
  }

  async #call(call: GoCall, place: Place): Promise<GoValue> {
    const { callee } = call;
    const { scope } = place;
    if (callee.kind === 'name' && callee.name === 'new' && call.args[0])
      return this.#modelOf(call.args[0], place);
    // `(*User)(nil)`
    if (callee.kind === 'unary' && callee.operator === '*') return this.#modelOf(callee.operand, place);
    if (callee.kind === 'name' && callee.name === 'append' && !scope.get('append')) {
      const [list, ...more] = await this.#arguments(call, place);
      const added = call.spread ? more.flatMap((one) => (one.kind === 'list' ? one.items : [one])) : more;
      const before =
        list?.kind === 'list' ? list.items : list?.kind === 'struct' || list?.kind === 'nil' ? [] : undefined;
      return before ? { kind: 'list', items: [...before, ...added] } : unknown();
    }
    if (callee.kind === 'name' && callee.name === 'make' && call.args[0])
      return this.#modelOf(call.args[0], place);
    if (callee.kind === 'selector') {
      const chained = await this.#chained(call, callee, place);
      if (chained) return chained;
    }
    const args = await this.#arguments(call, place);
    if (callee.kind === 'name' && callee.name === 'len' && args[0]?.kind === 'list')
      return { kind: 'text', text: [String(args[0].items.length)] };
    const target = await this.#value(callee, place);
    if (target.kind === 'function') {
      const { start, end } = call;
      const { origin: _, ...rest } = place;
      const made =
        args.length === 0
          ? rest
          : { ...place, origin: place.origin ?? { file: scope.file.path, start, end } };
      return this.#invoke(target.literal, target.scope, spread(call, args), made);
    }
    const folded = await this.#folded(call, args, scope);
    if (folded) return folded;
    // Functions that are handed in and run by what is called: `retry(func() error { … })`.
    for (const argument of args)
      if (argument.kind === 'function')
        await this.#invoke(argument.literal, argument.scope, undefined, { ...place, unsure: true });
    if (args.some(({ kind }) => kind === 'handle') && !isHarmless(call))
      this.#recorder.opaque(
        'hands the connection to code that is not in the repository',
        this.#placing(call, place),
      );
    return unknown(this.#written(call, scope));
  }

  /** `new(User)`: the grammar gives the type as a name. */
  async #modelOf(argument: GoExpression, { scope }: Place): Promise<GoValue> {
    const type =
      argument.kind === 'type'
        ? argument.type
        : argument.kind === 'name'
          ? ({ kind: 'named', name: argument.name } as const)
          : argument.kind === 'selector' && argument.operand.kind === 'name'
            ? ({ kind: 'named', qualifier: argument.operand.name, name: argument.field } as const)
            : undefined;
    return { kind: 'struct', type, scope, fields: new Map() };
  }

  /** A call on a connection, or on what was built on one. */
  async #chained(
    call: GoCall,
    callee: Extract<GoExpression, { kind: 'selector' }>,
    place: Place,
  ): Promise<GoValue | undefined> {
    const { scope } = place;
    if (callee.operand.kind === 'name' && !scope.get(callee.operand.name)) {
      const quoted = await this.#quotedName(callee, call, place);
      if (quoted) return quoted;
      if (await this.#program.importedAs(scope.file.path, callee.operand.name)) return undefined;
    }
    const on = await this.#value(callee.operand, place);
    if (on.kind !== 'handle') {
      if (on.kind === 'unknown' || on.kind === 'struct') {
        const args = await this.#arguments(call, place);
        if (args.some(({ kind }) => kind === 'handle') && !isHarmless(call))
          this.#recorder.opaque(
            'hands the connection to code that is not followed',
            this.#placing(call, place),
          );
        return unknown(this.#written(call, scope));
      }
      return undefined;
    }
    const args = await this.#arguments(call, place);
    for (const argument of args)
      if (argument.kind === 'function' && argument.literal.parameters.length > 0)
        await this.#invoke(argument.literal, argument.scope, undefined, place);
    const links: readonly GoLink[] = [...on.links, { name: callee.field, args: spread(call, args) }];
    return this.#libraries.read({ ...on, links }, this.#placing(call, place), this.#recorder);
  }

  /** `bun.Ident("users")`, `bun.Safe("now()")`. */
  async #quotedName(
    callee: Extract<GoExpression, { kind: 'selector' }>,
    call: GoCall,
    place: Place,
  ): Promise<GoValue | undefined> {
    const [argument] = call.args;
    if (!/^(Ident|Name|Safe)$/.test(callee.field) || !argument) return undefined;
    const value = await this.#value(argument, place);
    if (callee.field === 'Safe') return value;
    const text = value.kind === 'text' && !value.text.includes(null) ? value.text.join('') : undefined;
    return text === undefined ? undefined : { kind: 'identifier', name: text };
  }

  /** `fmt.Sprintf`, `strings.ToLower` … on texts. */
  async #folded(call: GoCall, args: readonly GoValue[], scope: GoScope): Promise<GoValue | undefined> {
    const { callee } = call;
    const [only] = args;
    if (
      callee.kind === 'name' &&
      only &&
      args.length === 1 &&
      (callee.name === 'string' || scope.type(callee.name))
    )
      return only;
    if (callee.kind !== 'selector' || callee.operand.kind !== 'name') return undefined;
    const imported = await this.#program.importedAs(scope.file.path, callee.operand.name);
    if (imported === undefined) return undefined;
    const name = `${imported.path}.${callee.field}`;
    if (name === 'strings.Join' && only?.kind === 'list') {
      const by = args[1] ?? { kind: 'text', text: [] };
      return joined(only.items.flatMap((item, index) => (index === 0 ? [item] : [by, item])));
    }
    // `gormigrate.MigrateFunc(f)` and the like only name the type of a function.
    if (only?.kind === 'function' && /(Func|Fn|Handler)$/.test(callee.field)) return only;
    const texts = args.map((argument): GoText => (argument.kind === 'text' ? argument.text : [null]));
    const text = callTextFunction(name, texts);
    return text && { kind: 'text', text };
  }

  #placing(call: GoCall, { scope, unsure, looped }: Place): GoPlacing {
    const { source } = scope.file;
    return { span: source.span(call.start, call.end), unsure, looped, written: this.#written(call, scope) };
  }

  #written({ start, end }: GoExpression, { file }: GoScope): string {
    return file.source.text.slice(start, Math.min(end, start + 500));
  }
}

function spread(call: GoCall, args: readonly GoValue[]): readonly GoValue[] {
  const last = args.at(-1);
  return call.spread && last?.kind === 'list' ? [...args.slice(0, -1), ...last.items] : args;
}

/** The result of a comparison of two known values. */
function compared(operator: string, left: GoValue, right: GoValue): boolean | undefined {
  if (right.kind === 'nil' && (left.kind === 'nil' || left.kind === 'function'))
    return operator === '==' ? left.kind === 'nil' : operator === '!=' ? left.kind !== 'nil' : undefined;
  const one = textOf(left);
  const other = textOf(right);
  if (one === undefined || other === undefined) return undefined;
  if (operator === '==') return one === other;
  if (operator === '!=') return one !== other;
  const [number, limit] = [Number(one), Number(other)];
  if (one === '' || other === '' || Number.isNaN(number) || Number.isNaN(limit)) return undefined;
  switch (operator) {
    case '<':
      return number < limit;
    case '<=':
      return number <= limit;
    case '>':
      return number > limit;
    case '>=':
      return number >= limit;
    default:
      return undefined;
  }
}

/** Closing, logging and formatting change nothing. */
function isHarmless({ callee }: GoCall): boolean {
  const name = callee.kind === 'selector' ? callee.field : callee.kind === 'name' ? callee.name : '';
  return /^(Close\w*|Print\w*|Info\w*|Debug\w*|Warn\w*|Error\w*|Trace\w*|Log\w*|Errorf|Wrap\w*|u?int\d*|float\d+|string|bool|len|cap|panic|recover|close|delete|copy|New\w*|With\w*|Has\w*|Is\w*|Check\w*|Get\w*|Count\w*|Find\w*|Select\w*|Query\w*|Exists?)$/.test(
    name,
  );
}

/** Texts side by side; what is not known stays a gap. Undefined when none of them is a text. */
function joined(parts: readonly GoValue[]): GoValue | undefined {
  if (!parts.some(({ kind }) => kind === 'text')) return undefined;
  const text = concatTexts(parts.map((part): GoText => (part.kind === 'text' ? part.text : [null])));
  return { kind: 'text', text };
}

/** Elements of a list that leave out their type have the list's. */
function typed(value: GoValue, element: Parameters<typeof libraryOfType>[0], scope: GoScope): GoValue {
  if (value.kind === 'list' && element?.kind === 'named') {
    const declared = scope.type(element.name);
    if (declared?.kind === 'struct')
      return {
        kind: 'struct',
        type: element,
        scope,
        fields: new Map(
          value.items.flatMap((item, index): (readonly [string, GoValue])[] => {
            const name = declared.fields[index]?.name;
            return name === undefined ? [] : [[name, item]];
          }),
        ),
      };
  }
  if (value.kind === 'list' && element?.kind === 'struct')
    return {
      kind: 'struct',
      type: element,
      scope,
      fields: new Map(value.items.map((item, index) => [element.fields[index]?.name ?? String(index), item])),
    };
  return value.kind === 'struct' && value.type === undefined && element ? { ...value, type: element } : value;
}
