import type { CodeImport, CodePath, CodeValue } from './code-file.js';

/** What is known of a name in a scope. */
export interface Binding {
  import?: CodeImport;
  readonly values: CodeValue[];
  /** The functions of that name, in languages where a variable may have the same name as a method. */
  readonly methods: CodeValue[];
  type?: CodePath;
  /** The name alone gives what the function gives. */
  getter?: boolean;
  /** The members of the class that the name is. */
  members?: Scope;
}

/** The names that a file, class or function declares. Blocks have no scope of their own: a name that has two meanings in one function is taken as unknown. */
export class Scope {
  readonly kind: 'class' | 'file' | 'function';
  readonly parent: Scope | undefined;
  readonly names = new Map<string, Binding>();
  /** Where its names are held when others add to them too: the files of a package, the parts of a class. A file keeps its imports for itself. */
  readonly shared: Scope | undefined;
  /** Whether code in a class sees its members by their bare names. */
  readonly #membersInSight: boolean;

  constructor(
    kind: 'class' | 'file' | 'function',
    parent?: Scope,
    more: { readonly shared?: Scope | undefined; readonly membersInSight?: boolean } = {},
  ) {
    this.kind = kind;
    this.parent = parent ?? more.shared;
    this.shared = more.shared;
    this.#membersInSight = parent ? parent.#membersInSight : (more.membersInSight ?? false);
  }

  /** The binding of a name in this very scope, made where there is none. */
  bind(name: string): Binding {
    return this.shared ? this.shared.bind(name) : this.#bindHere(name);
  }

  /** The binding of an imported name, which is the file's own. */
  bindImport(name: string): Binding {
    return this.#bindHere(name);
  }

  #bindHere(name: string): Binding {
    let binding = this.names.get(name);
    if (!binding) {
      binding = { values: [], methods: [] };
      this.names.set(name, binding);
    }
    return binding;
  }

  /** What the file (with its package) or class declares itself, without imports. */
  declared(name: string): Binding | undefined {
    return (this.shared ?? this).names.get(name);
  }

  /** The binding of a name as code in this scope sees it. In many languages members of classes are seen through the object alone. */
  find(name: string): Binding | undefined {
    const own = this.kind === 'class' ? this.#memberInSight(name) : this.names.get(name);
    return own ?? this.parent?.find(name);
  }

  #memberInSight(name: string): Binding | undefined {
    return this.#membersInSight ? this.declared(name) : undefined;
  }

  /** The variable that an assignment to a name means. Where variables are made by assigning, a member of the class is none of them. */
  variable(name: string): Binding | undefined {
    const found = this.find(name);
    if (!found || found.methods.length === 0) return found;
    return found.values.length > 0 || found.type !== undefined ? found : undefined;
  }

  /** The nearest scope of a kind; the outermost where there is none. */
  enclosing(kind: 'class' | 'file'): Scope {
    return this.kind === kind || !this.parent ? this : this.parent.enclosing(kind);
  }

  /** The members of a class of this file, or package, by its name, as code of this scope sees and adds to them. */
  classScope(name: string): Scope {
    const binding = this.enclosing('file').bind(name);
    binding.members ??= new Scope('class');
    return new Scope('class', this, { shared: binding.members });
  }
}
