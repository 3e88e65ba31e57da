/** A range of the file's text, as offsets. */
export interface Located {
  readonly start: number;
  readonly end: number;
}

/** An argument of a call, an attribute or an object that is made. */
export interface Argument {
  /** `name: value`. */
  readonly name?: string;
  readonly value: Expression;
  /** `...$list`. */
  readonly spread?: boolean;
}

/** An item of a list or dictionary. */
export interface Item {
  readonly key?: Expression;
  readonly value: Expression;
  readonly spread?: boolean;
}

/**
 * An expression of PHP or C#, cut down to what decides which values reach which calls. It is plain data and outlives the syntax tree it was
 * made from. Names of variables are without PHP's `$`.
 */
export type Expression = Located &
  (
    | {
        readonly kind: 'text';
        readonly text: string;
        /** Where the text begins in the file, when it may stand there letter by letter. */
        readonly at: number;
      }
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'null' }
    /** Concatenation and interpolation. */
    | { readonly kind: 'concatenation'; readonly parts: readonly Expression[] }
    | { readonly kind: 'list'; readonly items: readonly Item[] }
    | { readonly kind: 'variable'; readonly name: string }
    /** A constant, class or (C#) anything that has a bare name. */
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'member'; readonly object: Expression; readonly name: string }
    | { readonly kind: 'element'; readonly object: Expression; readonly index?: Expression }
    | {
        readonly kind: 'call';
        /** Absent for plain functions, and in C# for methods of the class itself. */
        readonly object?: Expression;
        readonly name: string;
        readonly typeArguments: readonly string[];
        readonly arguments: readonly Argument[];
      }
    /** A call of a value: `$function(1)`. */
    | { readonly kind: 'invoke'; readonly callee: Expression; readonly arguments: readonly Argument[] }
    | {
        readonly kind: 'new';
        readonly type: string;
        readonly arguments: readonly Argument[];
        /** C#'s object and collection initialisers. */
        readonly items?: readonly Item[];
      }
    | { readonly kind: 'function'; readonly function: FunctionNode }
    | {
        readonly kind: 'binary';
        readonly operator: string;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
    | {
        readonly kind: 'conditional';
        readonly condition: Expression;
        /** Absent in `a ?: b`. */
        readonly consequence?: Expression;
        readonly otherwise: Expression;
      }
    | { readonly kind: 'choice'; readonly subject: Expression; readonly arms: readonly Arm[] }
    | {
        readonly kind: 'assignment';
        readonly target: Expression;
        readonly operator: string;
        readonly value: Expression;
      }
    | { readonly kind: 'throw' }
    /** Anything else; its parts are still evaluated, for the calls in them. */
    | { readonly kind: 'other'; readonly text: string; readonly parts: readonly Expression[] }
  );

/** An arm of `match` or of a switch expression; no labels = default. */
export interface Arm {
  readonly labels: readonly Expression[];
  readonly value: Expression;
}

export interface Parameter {
  readonly name: string;
  /** As written; empty when there is none. */
  readonly type: string;
  readonly fallback?: Expression;
  readonly variadic?: boolean;
  /** C#: stands for the name of the method that calls, when it is not given. */
  readonly isCaller?: boolean;
}

/** A function, method, closure or lambda; the body of an arrow is a `return`. */
export interface FunctionNode {
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
}

/** A section of a switch; no labels = default. */
export interface Section {
  readonly labels: readonly Expression[];
  readonly isDefault: boolean;
  readonly body: readonly Statement[];
}

export type Statement = Located &
  (
    | { readonly kind: 'expression'; readonly expression: Expression }
    | { readonly kind: 'declare'; readonly name: string; readonly value?: Expression }
    | {
        readonly kind: 'if';
        readonly condition: Expression;
        readonly consequence: readonly Statement[];
        readonly otherwise: readonly Statement[];
      }
    | {
        readonly kind: 'foreach';
        readonly over: Expression;
        readonly key?: string;
        /** A name, or the names of a list that is taken apart (with the keys by which, where they are written). */
        readonly item: string | readonly Taken[];
        readonly body: readonly Statement[];
      }
    /** for, while, do. */
    | {
        readonly kind: 'loop';
        readonly before: readonly Statement[];
        readonly condition?: Expression;
        readonly after: readonly Expression[];
        readonly body: readonly Statement[];
      }
    | { readonly kind: 'block'; readonly body: readonly Statement[] }
    | { readonly kind: 'switch'; readonly subject: Expression; readonly sections: readonly Section[] }
    | { readonly kind: 'return'; readonly value?: Expression }
    | { readonly kind: 'throw' }
    | { readonly kind: 'break' }
    | { readonly kind: 'function'; readonly name: string; readonly function: FunctionNode }
  );

/** One name of a list that is taken apart. */
export interface Taken {
  readonly name: string;
  readonly key?: string;
}

export interface Attribute extends Partial<Located> {
  /** Last part of its name. */
  readonly name: string;
  readonly arguments: readonly Argument[];
}

export interface MethodNode extends Located {
  readonly name: string;
  readonly function: FunctionNode;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  /** C#: the type that it extends (`this MigrationBuilder`). */
  readonly extends?: string;
  /** C# and PHP: what stands in brackets before it. */
  readonly attributes?: readonly Attribute[];
  /** C#: whether it is declared `public`. */
  readonly isPublic?: boolean;
}

export interface FieldNode {
  readonly name: string;
  /** C# and PHP: as written. */
  readonly type?: string;
  readonly value?: Expression;
  readonly isConstant: boolean;
}

/** A class, trait, record, struct or enum. */
export interface ClassNode extends Located {
  /** Empty for an anonymous one. */
  readonly name: string;
  /** Where its name stands. */
  readonly head: Located;
  /** Base classes and interfaces as written, without generic arguments. */
  readonly bases: readonly string[];
  /** PHP's traits. */
  readonly traits: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly isAbstract: boolean;
  readonly fields: readonly FieldNode[];
  readonly methods: readonly MethodNode[];
  /** C#: those of the primary constructor. */
  readonly parameters?: readonly Parameter[];
}

/** One file of a program. */
export interface ProgramNode {
  readonly namespace: string;
  /** Imported names: `use A\B as C` gives C → A\B; C#'s aliases. */
  readonly imports: ReadonlyMap<string, string>;
  /** All classes of the file, nested and anonymous ones included, in order. */
  readonly classes: readonly ClassNode[];
  readonly functions: ReadonlyMap<string, FunctionNode>;
  /** Statements outside classes and functions, e.g. a PHP configuration file's `return [...]`. */
  readonly statements: readonly Statement[];
  /** Constants of the file. */
  readonly constants: readonly FieldNode[];
  /** Offset of the first place that does not parse. */
  readonly brokenAt?: number;
}
