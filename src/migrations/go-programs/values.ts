import type { SourceText } from '../../model/source-text.js';
import type { GoFile } from '../../syntax/go/file.js';
import type { GoPackage } from '../../syntax/go/program.js';
import type { GoText } from '../../syntax/go/text.js';
import type { GoFunctionLiteral, GoType } from '../../syntax/go/tree.js';

/** Libraries whose handles (connections, transactions, engines) migrations are written on. */
export type GoLibraryName = 'sql' | 'gorm' | 'bun' | 'xorm';

/** One step of a chain: `.Where("id = ?", 1)`, or a field (`.Error`) without arguments. */
export interface GoLink {
  readonly name: string;
  /** Undefined for a field. */
  readonly args?: readonly GoValue[];
}

/** A Go value as far as the text tells it. */
export type GoValue =
  | {
      readonly kind: 'text';
      readonly text: GoText;
      /** Where the text stands letter by letter. */
      readonly place?: { readonly source: SourceText; readonly offset: number };
    }
  | { readonly kind: 'list'; readonly items: readonly GoValue[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [GoValue, GoValue])[] }
  | {
      readonly kind: 'struct';
      readonly type: GoType | undefined;
      readonly scope: GoScope;
      readonly fields: ReadonlyMap<string, GoValue>;
      /** Where the literal stands, when it is one. */
      readonly literal?: { readonly file: string; readonly start: number; readonly end: number };
    }
  | { readonly kind: 'function'; readonly literal: GoFunctionLiteral; readonly scope: GoScope }
  | {
      readonly kind: 'handle';
      readonly library: GoLibraryName;
      /** The chain that was built on it and not yet sent. */
      readonly links: readonly GoLink[];
      /** The statement that it stands for, when it is a prepared one. */
      readonly prepared?: GoValue;
    }
  /** A name for SQL that a library quotes: `bun.Ident("users")`. */
  | { readonly kind: 'identifier'; readonly name: string }
  | { readonly kind: 'nil' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'unknown'; readonly written: string };

/** The names that are known at one place of a function. */
export class GoScope {
  readonly pkg: GoPackage;
  readonly file: GoFile;
  readonly #values = new Map<string, GoValue>();
  readonly #types = new Map<string, GoType>();
  readonly #around: GoScope | undefined;
  /** In a branch that may not run: what it assigns is no longer known outside. */
  readonly #isolated: boolean;

  constructor(pkg: GoPackage, file: GoFile, around?: GoScope, isolated = false) {
    this.pkg = pkg;
    this.file = file;
    this.#around = around;
    this.#isolated = isolated;
  }

  inner(isolated = false): GoScope {
    return new GoScope(this.pkg, this.file, this, isolated);
  }

  get(name: string): GoValue | undefined {
    return this.#values.get(name) ?? this.#around?.get(name);
  }

  declare(name: string, value: GoValue): void {
    if (name !== '_') this.#values.set(name, value);
  }

  assign(name: string, value: GoValue): void {
    if (this.#values.has(name) || this.#around?.get(name) === undefined) this.declare(name, value);
    else if (this.#isolated) {
      this.#around.assign(name, value.kind === 'handle' ? value : { kind: 'unknown', written: name });
      this.#values.set(name, value);
    } else this.#around.assign(name, value);
  }

  /** A type that is declared in the function, else in the package. */
  type(name: string): GoType | undefined {
    return this.#types.get(name) ?? (this.#around ? this.#around.type(name) : this.pkg.types.get(name)?.type);
  }

  declareType(name: string, type: GoType): void {
    this.#types.set(name, type);
  }
}

/** The text of a value when all of it is known. */
export function textOf(value: GoValue | undefined): string | undefined {
  return value?.kind === 'text' && !value.text.includes(null) ? value.text.join('') : undefined;
}

/** Known texts of a list of arguments: single ones, and those of lists. Undefined when one is not known. */
export function textsOf(values: readonly GoValue[]): readonly string[] | undefined {
  const texts = values.flatMap((value): readonly (string | undefined)[] =>
    value.kind === 'list' ? (textsOf(value.items) ?? [undefined]) : [textOf(value)],
  );
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
