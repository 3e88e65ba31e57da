/** A Python program as plain data, as far as readers ask for it. Offsets are UTF-16 offsets into the file's text, the end exclusive. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface PyArgument extends Placed {
  /** Of a keyword argument. */
  readonly name?: string;
  /** `*args` or `**options`. */
  readonly spread?: 1 | 2;
  readonly value: PyExpression;
}

export interface PyParameter {
  readonly name: string;
  /** 1 for `*args`, 2 for `**options`. */
  readonly spread?: 1 | 2;
  readonly keywordOnly: boolean;
  readonly annotation?: PyExpression;
  readonly value?: PyExpression;
}

export interface PyCall extends Placed {
  readonly kind: 'call';
  readonly callee: PyExpression;
  readonly args: readonly PyArgument[];
}

export type PyExpression = Placed &
  (
    | { readonly kind: 'text'; readonly parts: readonly (string | PyExpression)[] }
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'none' }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'attribute'; readonly object: PyExpression; readonly name: string }
    | { readonly kind: 'subscript'; readonly object: PyExpression; readonly index: readonly PyExpression[] }
    | PyCall
    | { readonly kind: 'list'; readonly items: readonly PyExpression[] }
    | {
        readonly kind: 'dict';
        readonly entries: readonly (readonly [PyExpression | undefined, PyExpression])[];
      }
    | {
        readonly kind: 'binary';
        readonly operator: string;
        readonly left: PyExpression;
        readonly right: PyExpression;
      }
    | {
        readonly kind: 'conditional';
        readonly test: PyExpression;
        readonly chosen: PyExpression;
        readonly otherwise: PyExpression;
      }
    | { readonly kind: 'await' | 'spread'; readonly value: PyExpression }
    | { readonly kind: 'assigned'; readonly name: string; readonly value: PyExpression }
    | { readonly kind: 'lambda'; readonly fn: PyFunction }
    /** Anything else, with the expressions inside it. */
    | { readonly kind: 'other'; readonly type: string; readonly children: readonly PyExpression[] }
  );

export interface PyFunction extends Placed {
  readonly kind: 'function';
  readonly name: string;
  readonly parameters: readonly PyParameter[];
  readonly returns?: PyExpression;
  readonly decorators: readonly PyExpression[];
  readonly body: readonly PyStatement[];
}

export interface PyClass extends Placed {
  readonly kind: 'class';
  readonly name: string;
  readonly bases: readonly PyArgument[];
  readonly decorators: readonly PyExpression[];
  readonly body: readonly PyStatement[];
}

/** One bound name of an import statement. */
export interface PyImport extends Placed {
  readonly kind: 'import';
  /** Dotted, without the leading dots; empty for `from . import x`. */
  readonly module: string;
  /** Leading dots. */
  readonly level: number;
  /** What is taken from the module; `*` for all; undefined for `import a.b`. */
  readonly name?: string;
  /** The name it is bound to; of `import a.b` without alias it is `a`. */
  readonly bound: string;
  /** Whether `import a.b as c` gave it an own name. */
  readonly aliased: boolean;
}

export type PyStatement =
  | PyFunction
  | PyClass
  | PyImport
  | (Placed &
      (
        | { readonly kind: 'expression'; readonly value: PyExpression }
        | {
            readonly kind: 'assign';
            /** Undefined for a bare annotation. */
            readonly value?: PyExpression;
            readonly targets: readonly PyExpression[];
            readonly annotation?: PyExpression;
            readonly augmented?: string;
          }
        | {
            readonly kind: 'if';
            readonly branches: readonly {
              readonly test?: PyExpression;
              readonly body: readonly PyStatement[];
            }[];
          }
        | {
            readonly kind: 'for';
            readonly target: PyExpression;
            readonly iterable: PyExpression;
            readonly body: readonly PyStatement[];
          }
        | { readonly kind: 'while'; readonly test: PyExpression; readonly body: readonly PyStatement[] }
        | {
            readonly kind: 'with';
            readonly items: readonly { readonly value: PyExpression; readonly target?: PyExpression }[];
            readonly body: readonly PyStatement[];
          }
        | {
            readonly kind: 'try';
            readonly body: readonly PyStatement[];
            readonly handlers: readonly {
              /** Undefined catches everything. */
              readonly type?: PyExpression;
              readonly body: readonly PyStatement[];
            }[];
            /** `else` and `finally`. */
            readonly rest: readonly PyStatement[];
          }
        | { readonly kind: 'return' | 'raise'; readonly value?: PyExpression }
        /** Anything else, with the statements inside it. */
        | { readonly kind: 'other'; readonly type: string; readonly body: readonly PyStatement[] }
      ));
