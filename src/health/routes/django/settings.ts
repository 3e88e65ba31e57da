import type { SourceSpan } from '../../../model/source-span.js';
import { lookUp } from '../../../syntax/python/attributes.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyExpression, PyStatement } from '../../../syntax/python/tree.js';
import type { PyValue, Scope } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { developmentOnly, conditionOf } from '../python/conditions.js';
import { plainText } from '../../../syntax/python/texts.js';
import { partsOf } from '../python/body-walk.js';

/** An assignment of a setting, with the tests of the `if` statements around it. */
interface Assignment {
  readonly value: PyExpression;
  readonly file: string;
  readonly place: { readonly start: number; readonly end: number };
  /** Undefined: always, or as soon as nobody debugs. */
  readonly condition: string | undefined;
  readonly augmented: boolean;
}

/** A setting that surely has a value, and where it gets it. */
export interface SureSetting {
  readonly value: PyValue;
  readonly span: SourceSpan;
  readonly text: string;
}

const maxFiles = 30;

/** The settings of one Django project: a module and those whose names it takes over with `from … import *`. */
export class DjangoSettings {
  readonly machine: PythonMachine;
  readonly file: string;
  readonly scope: Scope;
  /** The module and those that it takes over. */
  readonly files = new Set<string>();
  readonly #assignments = new Map<string, Assignment[]>();
  /** Texts that stand outside every `if`. */
  readonly #always = new Map<
    string,
    { readonly file: string; readonly start: number; readonly end: number }
  >();

  private constructor(machine: PythonMachine, file: string, scope: Scope) {
    this.machine = machine;
    this.file = file;
    this.scope = scope;
  }

  /** Undefined when the file is not there or cannot be parsed. */
  static async open(machine: PythonMachine, file: string): Promise<DjangoSettings | undefined> {
    const scope = await machine.operations.moduleScope(machine, file);
    if (!scope) return undefined;
    const settings = new DjangoSettings(machine, file, scope);
    await settings.#collect(file, new Set());
    return settings;
  }

  async #collect(path: string, seen: Set<string>, around: readonly string[] = []): Promise<void> {
    if (seen.has(path) || seen.size > maxFiles) return;
    seen.add(path);
    const file = await this.machine.program.file(path);
    if (!file) return;
    this.files.add(path);
    const walk = async (body: readonly PyStatement[], tests: readonly string[]): Promise<void> => {
      for (const statement of body) {
        if (statement.kind === 'import' && statement.name === '*') {
          const found = this.machine.program.modules.resolve(path, statement.module, statement.level);
          if (found?.file !== undefined) await this.#collect(found.file, seen, tests);
        } else if (statement.kind === 'if') {
          const failed: string[] = [];
          for (const { test, body: inner } of statement.branches) {
            const text = test
              ? file.source.text.slice(test.start, test.end).replaceAll(/\s+/g, ' ')
              : undefined;
            const own = text ?? `not (${failed.join(' or ')})`;
            await walk(inner, [...tests, own]);
            if (text !== undefined) failed.push(text);
          }
        } else if (statement.kind === 'try') {
          await walk(statement.body, [...tests, 'try']);
          for (const handler of statement.handlers) await walk(handler.body, [...tests, 'except']);
        } else if (statement.kind === 'with' || statement.kind === 'for')
          await walk(statement.body, [...tests, statement.kind]);
        else this.#note(path, statement, tests);
      }
    };
    await walk(file.body, around);
  }

  #note(path: string, statement: PyStatement, tests: readonly string[]): void {
    const condition = conditionOf(tests);
    if (statement.kind !== 'assign' && statement.kind !== 'expression') return;
    if (condition === undefined && statement.value) this.#noteTexts(path, statement.value);
    if (statement.kind !== 'assign' || !statement.value) return;
    for (const target of statement.targets)
      if (target.kind === 'name')
        this.#assignments.set(target.name, [
          ...(this.#assignments.get(target.name) ?? []),
          {
            value: statement.value,
            file: path,
            place: { start: statement.start, end: statement.end },
            condition,
            augmented: statement.augmented !== undefined,
          },
        ]);
  }

  #noteTexts(path: string, root: PyExpression): void {
    const stack: PyExpression[] = [root];
    for (
      let node = stack.pop(), count = 0;
      node !== undefined && count < 5_000;
      node = stack.pop(), count += 1
    ) {
      const [only] = node.kind === 'text' ? node.parts : [];
      if (
        node.kind === 'text' &&
        typeof only === 'string' &&
        node.parts.length === 1 &&
        !this.#always.has(only)
      )
        this.#always.set(only, { file: path, start: node.start, end: node.end });
      if (node.kind !== 'conditional') stack.push(...partsOf(node));
    }
  }

  /** What a setting may be, as far as it is known. */
  async value(name: string): Promise<PyValue | undefined> {
    return lookUp(this.machine, this.scope, name);
  }

  /** The texts of a setting that is a list, of all its possibilities. */
  async texts(name: string): Promise<readonly string[]> {
    const value = await this.value(name);
    return [
      ...new Set(
        (value ? optionsOf(value) : []).flatMap((option) =>
          option.kind === 'list' ? option.items.flatMap((item) => plainText(item) ?? []) : [],
        ),
      ),
    ];
  }

  /** A text outside every `if` of the settings: where it stands. */
  async always(text: string): Promise<{ readonly span: SourceSpan } | undefined> {
    const place = this.#always.get(text);
    const source = place && (await this.machine.program.file(place.file))?.source;
    return place && source && { span: source.span(place.start, place.end) };
  }

  /**
   * A setting that has one value in production: its last assignment stands outside every `if` (or only asks whether nobody debugs), and
   * no other condition may give it another one. What comes from the environment is not known, with or without default.
   */
  async sure(name: string): Promise<SureSetting | undefined> {
    const assignments = (this.#assignments.get(name) ?? []).filter(
      ({ condition }) => condition !== developmentOnly,
    );
    const last = assignments.at(-1);
    if (!last || last.augmented || assignments.some(({ condition }) => condition !== undefined))
      return undefined;
    const scope = await this.machine.operations.moduleScope(this.machine, last.file);
    const source = (await this.machine.program.file(last.file))?.source;
    if (!scope || !source) return undefined;
    const value = await this.machine.operations.evaluate(this.machine, last.value, scope);
    const text = source.text.slice(last.place.start, last.place.end).replaceAll(/\s+/g, ' ').slice(0, 120);
    return { value, span: source.span(last.place.start, last.place.end), text };
  }

  /** Whether anything assigns the setting. */
  mentions(name: string): boolean {
    return this.#assignments.has(name);
  }
}
