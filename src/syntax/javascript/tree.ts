/**
 * A JavaScript or TypeScript program as plain data: what readers need of it, without types, comments and spelling variants.
 * Parentheses, `as`, `satisfies`, `!` and type arguments are gone; `start` and `end` are offsets into the source text.
 */
export interface Placed {
  readonly start: number;
  readonly end: number;
}

export type Expression =
  | (Placed & { readonly kind: 'literal'; readonly value: string | number | boolean | null | undefined })
  /** Texts and substitutions in the order of the source. */
  | (Placed & { readonly kind: 'template'; readonly parts: readonly (string | Expression)[] })
  | (Placed & { readonly kind: 'regex'; readonly pattern: string })
  | (Placed & { readonly kind: 'identifier'; readonly name: string })
  | (Placed & { readonly kind: 'this' | 'super' | 'import' | 'importMeta' })
  | (Placed & {
      readonly kind: 'member';
      readonly object: Expression;
      readonly property: string | Expression;
    })
  | CallExpression
  | (Placed & { readonly kind: 'taggedTemplate'; readonly tag: Expression; readonly template: Expression })
  | (Placed & { readonly kind: 'array'; readonly elements: readonly Argument[] })
  | (Placed & { readonly kind: 'object'; readonly members: readonly ObjectMember[] })
  | (Placed & { readonly kind: 'function'; readonly function: FunctionNode })
  | (Placed & { readonly kind: 'class'; readonly class: ClassNode })
  | (Placed & {
      readonly kind: 'assign';
      readonly target: Pattern;
      /** `=`, `+=`, `??=` … */
      readonly operator: string;
      readonly value: Expression;
    })
  | (Placed & {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Placed & {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly consequent: Expression;
      readonly alternate: Expression;
    })
  | (Placed & { readonly kind: 'unary'; readonly operator: string; readonly argument: Expression })
  | (Placed & { readonly kind: 'await' | 'yield'; readonly argument: Expression })
  | (Placed & { readonly kind: 'sequence'; readonly expressions: readonly Expression[] })
  /** Anything else (JSX, …): only the expressions inside it are kept. */
  | (Placed & { readonly kind: 'other'; readonly expressions: readonly Expression[] });

export interface CallExpression extends Placed {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  /** True for `new X(…)`. */
  readonly isNew: boolean;
}

export interface Argument {
  readonly value: Expression;
  readonly spread: boolean;
}

export type ObjectMember =
  | {
      readonly kind: 'value' | 'getter' | 'setter';
      readonly key: string | Expression;
      /** Where the key is written. */
      readonly place: Placed;
      readonly value: Expression;
    }
  | { readonly kind: 'spread'; readonly value: Expression };

/** The head of a written type: `express.Application` of `express.Application | undefined`, `Promise` of `Promise<X>`. */
export interface TypeName extends Placed {
  readonly name: string;
  /** The heads of its type arguments, as far as they have one. */
  readonly arguments: readonly TypeName[];
}

/** What a value is bound or assigned to. */
export type Pattern =
  | (Placed & { readonly kind: 'name'; readonly name: string; readonly type?: TypeName })
  | (Placed & { readonly kind: 'place'; readonly expression: Expression })
  | (Placed & {
      readonly kind: 'objectPattern';
      readonly properties: readonly { readonly key: string; readonly target: Pattern }[];
      readonly rest?: Pattern;
      readonly type?: TypeName;
    })
  | (Placed & {
      readonly kind: 'arrayPattern';
      readonly elements: readonly (Pattern | undefined)[];
      readonly rest?: Pattern;
    })
  | (Placed & { readonly kind: 'defaulted'; readonly target: Pattern; readonly value: Expression });

export interface Parameter {
  readonly pattern: Pattern;
  readonly rest: boolean;
  readonly type?: TypeName;
  /** `constructor(private readonly x: X)`: the parameter is a field as well. */
  readonly isField: boolean;
  readonly decorators: readonly Expression[];
}

export interface FunctionNode extends Placed {
  readonly name?: string;
  readonly parameters: readonly Parameter[];
  /** An arrow's expression is a return statement here. */
  readonly body: readonly Statement[];
  readonly arrow: boolean;
  readonly async: boolean;
}

export interface ClassMember extends Placed {
  readonly kind: 'constructor' | 'method' | 'getter' | 'setter' | 'field' | 'staticBlock';
  readonly static: boolean;
  readonly key: string | Expression;
  readonly function?: FunctionNode;
  readonly value?: Expression;
  readonly type?: TypeName;
  readonly decorators: readonly Expression[];
}

export interface ClassNode extends Placed {
  readonly name?: string;
  readonly superclass?: Expression;
  readonly members: readonly ClassMember[];
  readonly decorators: readonly Expression[];
}

export type DeclarationKeyword = 'const' | 'let' | 'var' | 'using';

export type Statement =
  | (Placed & { readonly kind: 'expression'; readonly expression: Expression })
  | (Placed & {
      readonly kind: 'variables';
      readonly keyword: DeclarationKeyword;
      readonly declarations: readonly { readonly target: Pattern; readonly value?: Expression }[];
    })
  | (Placed & { readonly kind: 'function'; readonly function: FunctionNode })
  | (Placed & { readonly kind: 'class'; readonly class: ClassNode })
  | (Placed & { readonly kind: 'return' | 'throw'; readonly argument?: Expression })
  | (Placed & {
      readonly kind: 'if';
      readonly test: Expression;
      readonly consequent: readonly Statement[];
      readonly alternate: readonly Statement[];
    })
  /** `break` and `continue`. */
  | (Placed & { readonly kind: 'break' })
  | (Placed & { readonly kind: 'block'; readonly body: readonly Statement[] })
  | (Placed & {
      readonly kind: 'loop';
      /** `for (target of|in iterated)`. */
      readonly iteration?: { readonly target: Pattern; readonly of: boolean; readonly iterated: Expression };
      /** Initializer, condition and increment of other loops. */
      readonly head: readonly Statement[];
      readonly body: readonly Statement[];
    })
  | (Placed & {
      readonly kind: 'switch';
      readonly subject: Expression;
      readonly cases: readonly { readonly test?: Expression; readonly body: readonly Statement[] }[];
    })
  | (Placed & {
      readonly kind: 'try';
      readonly body: readonly Statement[];
      readonly caught?: { readonly parameter?: Pattern; readonly body: readonly Statement[] };
      readonly finalizer: readonly Statement[];
    })
  | (Placed & {
      readonly kind: 'enum';
      readonly name: string;
      readonly members: readonly { readonly name: string; readonly value?: Expression }[];
    })
  | (Placed & { readonly kind: 'namespace'; readonly name: string; readonly body: readonly Statement[] })
  | ImportStatement
  | ExportStatement;

/** `imported` is `*` for the whole module and `default` for its default export. */
export interface ImportedName {
  readonly imported: string;
  readonly local: string;
  readonly typeOnly: boolean;
}

export interface ImportStatement extends Placed {
  readonly kind: 'import';
  readonly specifier: string;
  readonly names: readonly ImportedName[];
  /** `import x = require('y')`: the name is bound to `module.exports`. */
  readonly equals: boolean;
}

export interface ExportStatement extends Placed {
  readonly kind: 'export';
  readonly form:
    | { readonly kind: 'declaration'; readonly declaration: Statement }
    | { readonly kind: 'default'; readonly value: Expression }
    /** `export = value`. */
    | { readonly kind: 'equals'; readonly value: Expression }
    | {
        readonly kind: 'names';
        readonly names: readonly { readonly local: string; readonly exported: string }[];
        readonly specifier?: string;
      }
    /** `export * from 'x'`, with a name for `export * as name from 'x'`. */
    | { readonly kind: 'all'; readonly specifier: string; readonly exported?: string };
}
