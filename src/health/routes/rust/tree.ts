/** Programs in Rust as plain data, as far as routes need them. Offsets are UTF-16 units into the file. */
interface Located {
  readonly start: number;
  readonly end: number;
}

export type RustExpression = Located &
  (
    | { readonly kind: 'text'; readonly text: string }
    /** `a::b::<T>::C`, also a single name. */
    | { readonly kind: 'path'; readonly segments: readonly string[] }
    | { readonly kind: 'call'; readonly callee: RustExpression; readonly args: readonly RustExpression[] }
    | {
        readonly kind: 'method';
        readonly object: RustExpression;
        readonly name: string;
        /** Where the name stands: a chain of calls is one expression, but its parts are on lines of their own. */
        readonly nameStart: number;
        readonly args: readonly RustExpression[];
      }
    /** `name!(…)`; `text` is what stands between the brackets, from `textStart` on. */
    | { readonly kind: 'macro'; readonly name: string; readonly text: string; readonly textStart: number }
    | {
        readonly kind: 'closure';
        readonly parameters: readonly RustParameter[];
        readonly body: RustExpression;
      }
    | {
        readonly kind: 'block';
        readonly statements: readonly RustExpression[];
        readonly tail?: RustExpression;
      }
    | { readonly kind: 'let'; readonly pattern: string; readonly value?: RustExpression }
    | {
        readonly kind: 'if';
        readonly condition: string;
        readonly test?: RustExpression;
        readonly consequence: RustExpression;
        readonly alternative?: RustExpression;
      }
    | {
        readonly kind: 'match';
        readonly subject: string;
        readonly test?: RustExpression;
        readonly arms: readonly { readonly pattern: string; readonly value: RustExpression }[];
      }
    | { readonly kind: 'list'; readonly items: readonly RustExpression[] }
    | { readonly kind: 'field'; readonly object: RustExpression; readonly name: string }
    | { readonly kind: 'assign'; readonly target: RustExpression; readonly value: RustExpression }
    | { readonly kind: 'return'; readonly value?: RustExpression }
    | {
        readonly kind: 'loop';
        readonly pattern: string;
        readonly over?: RustExpression;
        readonly body: RustExpression;
      }
    | {
        readonly kind: 'struct';
        readonly name: string;
        readonly fields: readonly { readonly name: string; readonly value: RustExpression }[];
      }
    | {
        readonly kind: 'binary';
        readonly left: RustExpression;
        readonly right: RustExpression;
        readonly operator: string;
      }
    | { readonly kind: 'other'; readonly parts: readonly RustExpression[] }
  );

export interface RustParameter {
  readonly name: string;
  readonly type: string;
}

/** `#[name(text)]`, or `#[name]` with an empty text. */
export interface RustAttribute extends Located {
  /** With its path: `utoipa::path`. */
  readonly name: string;
  readonly text: string;
}

export interface RustFunction extends Located {
  readonly name: string;
  readonly file: string;
  /** Modules inside of the file that it stands in. */
  readonly inner: readonly string[];
  readonly parameters: readonly RustParameter[];
  readonly returns: string;
  readonly attributes: readonly RustAttribute[];
  readonly body?: RustExpression;
  /** The type that the surrounding `impl` is for, without its generics; the trait's own name in a trait. */
  readonly owner?: string;
  readonly trait?: string;
}

/** `use a::b as c` is `c` → `a::b`. */
export interface RustUse {
  readonly name: string;
  readonly path: readonly string[];
}

/** A module of a file: the file itself, or a `mod name { … }` in it. */
export interface RustModule {
  readonly inner: readonly string[];
  readonly uses: readonly RustUse[];
  /** `use a::b::*`. */
  readonly globs: readonly (readonly string[])[];
  /** Names of modules that are declared here. */
  readonly modules: readonly string[];
}

export interface RustImpl extends Located {
  readonly owner: string;
  readonly trait?: string;
  readonly attributes: readonly RustAttribute[];
  readonly inner: readonly string[];
}

export interface RustConst {
  readonly name: string;
  readonly inner: readonly string[];
  readonly owner?: string;
  readonly value: RustExpression;
}

/** `macro_rules! name { (…) => {{ body }} }`: what the first rule stands for. */
export interface RustMacro extends Located {
  readonly name: string;
}

export interface RustFile {
  readonly path: string;
  readonly functions: readonly RustFunction[];
  readonly consts: readonly RustConst[];
  readonly modules: readonly RustModule[];
  readonly impls: readonly RustImpl[];
  readonly macros: readonly RustMacro[];
  /** Line of the first place that does not parse. */
  readonly brokenLine?: number;
}
