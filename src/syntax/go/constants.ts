import type { GoPackage, GoProgram } from './program.js';
import type { GoText } from './text.js';
import { callTextFunction, concatTexts } from './text.js';
import type { GoCall, GoExpression } from './tree.js';

/** Constants may refer to each other through at most this many steps. */
const maxHops = 100;

/** True when the package assigns to the variable or hands out its address somewhere, so that its first value may not be its last. */
export function isReassigned(pkg: GoPackage, name: string): boolean {
  const declaration = pkg.values.get(name);
  if (declaration === undefined || declaration.kind === 'const') return false;
  const change = new RegExp(String.raw`&${name}\b|(?<![.\w])${name}\s{0,20}(?:,[\w ,]{0,80})?\+?=[^=]`, 'g');
  return pkg.files.some((file) =>
    [...file.source.text.matchAll(change)].some(
      ({ index }) => file.path !== declaration.file || index < declaration.start || index >= declaration.end,
    ),
  );
}

/** Texts of package values that were folded before, so that constants that double each other cost nothing. */
const folded = new WeakMap<GoPackage, Map<string, GoText>>();

/**
 * The text of an expression made of literals and of constants and variables of this and other packages of the repository.
 * `[null]` when nothing of it is known; local variables are unknown to it.
 * @param file the file in which the expression stands; its package must have been read.
 */
export async function foldText(
  program: GoProgram,
  pkg: GoPackage,
  file: string,
  expression: GoExpression,
): Promise<GoText> {
  return new Folding(program).expression(pkg, file, expression);
}

/** The text of a constant or never reassigned variable of a package. */
export async function foldPackageText(program: GoProgram, pkg: GoPackage, name: string): Promise<GoText> {
  return new Folding(program).packageValue(pkg, name);
}

class Folding {
  readonly #program: GoProgram;
  /** Declarations that are being folded: one that comes up again refers to itself. */
  readonly #open = new Set<GoExpression>();

  constructor(program: GoProgram) {
    this.#program = program;
  }

  async packageValue(pkg: GoPackage, name: string): Promise<GoText> {
    const declaration = pkg.values.get(name);
    if (declaration?.value === undefined || this.#open.has(declaration.value)) return [null];
    const known = folded.get(pkg) ?? new Map<string, GoText>();
    folded.set(pkg, known);
    const before = known.get(name);
    if (before) return before;
    if (this.#open.size >= maxHops || isReassigned(pkg, name)) return [null];
    this.#open.add(declaration.value);
    const text = await this.expression(pkg, declaration.file, declaration.value);
    this.#open.delete(declaration.value);
    known.set(name, text);
    return text;
  }

  async expression(pkg: GoPackage, file: string, expression: GoExpression): Promise<GoText> {
    switch (expression.kind) {
      case 'text':
        return expression.value === '' ? [] : [expression.value];
      case 'number':
        return [String(expression.value)];
      case 'sum':
        return concatTexts(await this.#all(pkg, file, expression.terms));
      case 'name':
        return this.packageValue(pkg, expression.name);
      case 'selector':
        return this.#imported(file, expression.operand, expression.field);
      case 'conversion':
        return this.expression(pkg, file, expression.operand);
      case 'call':
        return this.#call(pkg, file, expression);
      default:
        return [null];
    }
  }

  /** One after the other, so that what one has folded the next one finds. */
  async #all(pkg: GoPackage, file: string, expressions: readonly GoExpression[]): Promise<GoText[]> {
    const texts: GoText[] = [];
    for (const one of expressions) texts.push(await this.expression(pkg, file, one));
    return texts;
  }

  async #call(pkg: GoPackage, file: string, { callee, args }: GoCall): Promise<GoText> {
    const [only] = args;
    if (callee.kind === 'name' && only && args.length === 1)
      return callee.name === 'string' || pkg.types.has(callee.name)
        ? this.expression(pkg, file, only)
        : [null];
    if (callee.kind !== 'selector' || callee.operand.kind !== 'name') return [null];
    const imported = await this.#program.importedAs(file, callee.operand.name);
    if (imported === undefined) return [null];
    return callTextFunction(`${imported.path}.${callee.field}`, await this.#all(pkg, file, args)) ?? [null];
  }

  async #imported(file: string, operand: GoExpression, name: string): Promise<GoText> {
    const imported = operand.kind === 'name' ? await this.#program.importedAs(file, operand.name) : undefined;
    const pkg =
      imported?.directory === undefined ? undefined : await this.#program.package(imported.directory);
    return pkg ? this.packageValue(pkg, name) : [null];
  }
}
