/** A part of an expression. */
export type Operand =
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
  /** `.a.b`, and `.` with no names. */
  | { readonly kind: 'field'; readonly names: readonly string[] }
  /** `$x.a.b`; `$` has the empty name. */
  | { readonly kind: 'variable'; readonly name: string; readonly names: readonly string[] }
  /** A function or a keyword that stands for one. */
  | { readonly kind: 'function'; readonly name: string }
  /** `(pipeline).a.b`. */
  | { readonly kind: 'group'; readonly pipeline: Pipeline; readonly names: readonly string[] };

/** What stands between two `|`: a function or a method with its arguments, or one value. */
export interface Command {
  readonly operands: readonly Operand[];
}

/** `$x := a | b`. */
export interface Pipeline {
  readonly declares: readonly string[];
  /** `=` instead of `:=`. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

/** A piece of a template. Offsets are those of the text or the action in its file. */
export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string; readonly start: number }
  | { readonly kind: 'output'; readonly pipeline: Pipeline; readonly start: number; readonly end: number }
  | {
      readonly kind: 'if' | 'with' | 'range';
      readonly pipeline: Pipeline;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    }
  | {
      readonly kind: 'template';
      readonly name: string;
      readonly pipeline: Pipeline | undefined;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'break' | 'continue' };

/** A file of templates: its own body, and what it defines by name. */
export interface TemplateFile {
  readonly body: readonly TemplateNode[];
  readonly defines: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** A template that cannot be read or evaluated, with the reason. */
export class TemplateError extends Error {}
