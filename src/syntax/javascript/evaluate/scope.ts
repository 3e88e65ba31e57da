import type { ModuleInstance } from './module-instance.js';
import type { ClassValue, Value } from './value.js';

/** A name that stands for an export of another module; it is looked up there each time, so that cyclic imports work. */
export interface ImportedBinding {
  readonly kind: 'imported';
  readonly specifier: string;
  readonly imported: string;
}

/** The names of a block, function or module. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly module: ModuleInstance;
  readonly bindings = new Map<string, Value | ImportedBinding>();
  /** How many undecided branches were open when it was made; see `EvaluationState.branches`. */
  readonly branches: number;
  /** Set on scopes of functions that have a `this` of their own. */
  self: { readonly value: Value; readonly home?: ClassValue } | undefined;

  /** Names of the parameters, in the scope of a function. */
  parameters: ReadonlySet<string> | undefined;

  constructor(module: ModuleInstance, parent: Scope | undefined, branches: number) {
    this.module = module;
    this.parent = parent;
    this.branches = branches;
  }

  /** The scope that a name is bound in; undefined for globals. */
  holderOf(name: string): Scope | undefined {
    return this.bindings.has(name) ? this : this.parent?.holderOf(name);
  }

  /** `this`, as the nearest function that has one knows it. */
  get receiver(): { readonly value: Value; readonly home?: ClassValue } | undefined {
    return this.self ?? this.parent?.receiver;
  }
}
