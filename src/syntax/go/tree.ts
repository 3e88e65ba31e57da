/** Offsets (UTF-16 code units) of a piece of a Go file, the end exclusive. */
export interface GoPlace {
  readonly start: number;
  readonly end: number;
}

/** A type as written. Channels and generic constraints are `other`: nothing in lintel asks for them. */
export type GoType =
  | {
      readonly kind: 'named';
      /** The package's name in this file: `chi` of `chi.Router`. */
      readonly qualifier?: string;
      readonly name: string;
    }
  | { readonly kind: 'pointer'; readonly to: GoType }
  | { readonly kind: 'list'; readonly element: GoType }
  | { readonly kind: 'map'; readonly key: GoType; readonly value: GoType }
  | ({ readonly kind: 'function' } & GoSignature)
  | { readonly kind: 'struct'; readonly fields: readonly GoField[] }
  | {
      readonly kind: 'interface';
      readonly methods: readonly GoMethodSignature[];
      readonly embeds: readonly GoType[];
    }
  | { readonly kind: 'other' };

/** A parameter or result; unnamed ones have no name. */
export interface GoParameter {
  readonly name?: string;
  readonly type: GoType;
  readonly variadic: boolean;
}

export interface GoSignature {
  readonly parameters: readonly GoParameter[];
  readonly results: readonly GoParameter[];
}

export interface GoMethodSignature extends GoSignature {
  readonly name: string;
}

/** A field of a struct; an embedded one is named after its type. */
export interface GoField {
  readonly name: string;
  readonly type: GoType;
  readonly embedded: boolean;
  /** What stands behind it in quotes: `gorm:"size:20"`. */
  readonly tag?: string;
}

export interface GoFunctionLiteral extends GoPlace, GoSignature {
  readonly kind: 'function';
  readonly body: readonly GoStatement[];
}

export interface GoCall extends GoPlace {
  readonly kind: 'call';
  readonly callee: GoExpression;
  readonly args: readonly GoExpression[];
  /** The last argument is spread: `f(xs...)`. */
  readonly spread: boolean;
}

export interface GoComposite extends GoPlace {
  readonly kind: 'composite';
  /** Missing inside a literal of a list or map, where the element type is understood. */
  readonly type?: GoType;
  readonly elements: readonly { readonly key?: GoExpression; readonly value: GoExpression }[];
}

export type GoExpression =
  | (GoPlace & { readonly kind: 'name'; readonly name: string })
  | (GoPlace & { readonly kind: 'text'; readonly value: string })
  | (GoPlace & { readonly kind: 'number'; readonly value: number })
  | (GoPlace & { readonly kind: 'selector'; readonly operand: GoExpression; readonly field: string })
  | GoCall
  /** A chain of `+`, flat however long it is. */
  | (GoPlace & { readonly kind: 'sum'; readonly terms: readonly GoExpression[] })
  | (GoPlace & {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: GoExpression;
      readonly right: GoExpression;
    })
  | (GoPlace & { readonly kind: 'unary'; readonly operator: string; readonly operand: GoExpression })
  | GoFunctionLiteral
  | GoComposite
  | (GoPlace & { readonly kind: 'index'; readonly operand: GoExpression; readonly index: GoExpression })
  | (GoPlace & {
      readonly kind: 'slice';
      readonly operand: GoExpression;
      readonly from?: GoExpression;
      readonly to?: GoExpression;
    })
  | (GoPlace & { readonly kind: 'assertion'; readonly operand: GoExpression; readonly type: GoType })
  | (GoPlace & { readonly kind: 'conversion'; readonly type: GoType; readonly operand: GoExpression })
  /** A type where an expression may stand: `make([]string, 3)`. */
  | (GoPlace & { readonly kind: 'type'; readonly type: GoType })
  | (GoPlace & { readonly kind: 'other'; readonly parts: readonly GoExpression[] });

/** A case of a switch or select: its values (none = default) and its body. */
export interface GoCase {
  readonly values: readonly GoExpression[];
  readonly types: readonly GoType[];
  readonly before?: GoStatement;
  readonly body: readonly GoStatement[];
}

export type GoStatement = GoPlace &
  (
    | {
        readonly kind: 'assign';
        readonly left: readonly GoExpression[];
        /** `:=`, `=`, `+=` … */
        readonly operator: string;
        readonly right: readonly GoExpression[];
      }
    | {
        readonly kind: 'declare';
        readonly names: readonly string[];
        readonly type?: GoType;
        readonly values: readonly GoExpression[];
      }
    | { readonly kind: 'expression'; readonly expression: GoExpression }
    | { readonly kind: 'return'; readonly values: readonly GoExpression[] }
    | { readonly kind: 'block'; readonly body: readonly GoStatement[] }
    | {
        readonly kind: 'if';
        readonly before?: GoStatement;
        readonly condition: GoExpression;
        readonly consequence: readonly GoStatement[];
        readonly alternative: readonly GoStatement[];
      }
    | { readonly kind: 'for'; readonly before?: GoStatement; readonly body: readonly GoStatement[] }
    | {
        readonly kind: 'range';
        readonly names: readonly GoExpression[];
        readonly over: GoExpression;
        readonly body: readonly GoStatement[];
      }
    | {
        readonly kind: 'switch';
        readonly before?: GoStatement;
        readonly value?: GoExpression;
        /** Name that a type switch binds. */
        readonly alias?: string;
        readonly cases: readonly GoCase[];
      }
    | { readonly kind: 'select'; readonly cases: readonly GoCase[] }
    | { readonly kind: 'leave' }
    | {
        readonly kind: 'other';
        readonly parts: readonly GoExpression[];
        /** Types that are declared inside a function. */
        readonly types?: readonly { readonly name: string; readonly type: GoType }[];
      }
  );
