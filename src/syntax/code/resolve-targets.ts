import { settled } from './arguments.js';
import type { CodeFunction, CodePath, CodeValue } from './code-file.js';
import { isSelfName } from './self-name.js';
import type { Binding, Scope } from './scope.js';

/** What a name means that comes from another file of the repository. */
export interface Linked {
  readonly target: string;
  readonly value?: CodeValue;
  /** Set when it is a module as a whole: the name by which {@link Linker.member} knows it. */
  readonly module?: string;
  /** The members of the class that it is an instance of, or that it is itself, where they are known. */
  readonly members?: Scope;
}

/** Knows the other files of the repository. */
export interface Linker {
  /** A member of a module of the repository (`default` = its default export); undefined when it is none, or the member is not known. */
  readonly member?: (module: string, member: string) => Linked | undefined;
  /** A name that the file does not declare, from its package or namespace. */
  readonly name?: (name: string) => Linked | undefined;
}

type Found = Linked;

export interface Resolver {
  /** Tells where a path stands, and whether it is called as a function. */
  knows(path: CodePath, scope: Scope, called: boolean): void;
  ofPath(path: CodePath): Found;
  ofValue(value: CodeValue): string;
  ofBinding(binding: Binding, name: string): Linked;
}

/** What paths of one file have as members, for the files that import it. */
const foreignMembers = new WeakMap<CodePath, Scope>();

/** Declarations within each other that are followed. */
const deepest = 60;

/** Works out targets; see {@link CodeFile}. */
export function resolveTargets(linker: Linker): Resolver {
  const scopes = new Map<CodePath, { readonly scope: Scope; readonly called: boolean }>();
  const known = new Map<Binding | CodeFunction | CodePath, Found>();
  const methodBindings = new Map<Binding, Binding>();
  let depth = 0;

  const deeper = (read: () => Found): Found => {
    if (depth >= deepest) return { target: '?' };
    depth += 1;
    try {
      return read();
    } finally {
      depth -= 1;
    }
  };

  /** Each thing is worked out once. What is asked for again while it is being worked out rests on itself. */
  const once = (key: Binding | CodeFunction | CodePath, meanwhile: string, read: () => Found): Found => {
    const cached = known.get(key);
    if (cached) return cached;
    known.set(key, { target: meanwhile });
    const found = deeper(read);
    known.set(key, found);
    return found;
  };

  const ofBinding = (binding: Binding, name: string): Found =>
    once(binding, `?${name}`, () => readBinding(binding, name));

  const readBinding = (binding: Binding, name: string): Found => {
    if (binding.import) {
      const { module, member } = binding.import;
      const linked = linker.member?.(module, member ?? 'default');
      if (linked) return linked;
      return member === undefined ? { target: module, module } : { target: join(module, member) };
    }
    const only = binding.values.length === 1 ? binding.values[0] : undefined;
    const typed = binding.type && instanceOf(ofPath(binding.type));
    // A type of this file says nothing of a library; what it is made of may.
    if (typed && (!typed.target.startsWith('?') || !only))
      return { ...typed, ...(only && { value: settled(only) }) };
    if (binding.members) return { target: `?${name}`, members: binding.members };
    const found = binding.values.map((value) => ofValue(value));
    const certain = found.filter(({ target }) => !target.startsWith('?'));
    const targets = new Set(certain.map(({ target }) => target));
    const first = certain[0] ?? found[0];
    if (targets.size === 1 && first) return { ...first, ...(only && { value: settled(only) }) };
    const members = (found.length === 1 ? first?.members : undefined) ?? typed?.members;
    return {
      target: `?${name}`,
      ...(members && { members }),
      ...(only && { value: settled(only) }),
    };
  };

  const ofPath = (path: CodePath): Found =>
    once(path, '?', () => {
      const found = resolve(path);
      if (found.members) foreignMembers.set(path, found.members);
      return found;
    });

  const resolve = (path: CodePath): Found => {
    const place = scopes.get(path);
    // A path of another file, whose targets are worked out already.
    if (!place) {
      const members = foreignMembers.get(path);
      return { target: path.target, ...(path.value && { value: path.value }), ...(members && { members }) };
    }
    const { scope, called } = place;
    if (!path.object) {
      const binding = scope.find(path.name);
      if (binding) return member(binding, path.name, called);
      if (isSelfName(path.name)) {
        const members = scope.enclosing('class');
        if (members.kind === 'class') return { target: `?${path.name}`, members };
      }
      return linker.name?.(path.name) ?? { target: path.name };
    }
    if (path.object.kind === 'path' && !path.object.object && isSelfName(path.object.name)) {
      const members = scope.enclosing('class');
      const binding = members.kind === 'class' ? members.declared(path.name) : undefined;
      return binding ? member(binding, path.name, called) : { target: `?this.${path.name}` };
    }
    const object = ofValue(path.object);
    const binding = object.members?.declared(path.name);
    if (binding) return member(binding, path.name, called);
    const linked = object.module === undefined ? undefined : linker.member?.(object.module, path.name);
    if (linked) return linked;
    const entry =
      object.value?.kind === 'map'
        ? object.value.entries.find((candidate) => candidate.name === path.name)
        : undefined;
    if (entry) return { ...ofValue(entry.value), value: entry.value };
    return {
      target: join(object.target, path.scoped ? `::${path.name}` : path.name),
      // Ruby: what `Store.new` gives has the members of the class.
      ...(path.name === 'new' && object.members && { members: object.members }),
    };
  };

  const member = (binding: Binding, name: string, called: boolean): Found => {
    const isVariable =
      binding.values.length > 0 || binding.type !== undefined || binding.import !== undefined;
    if (binding.methods.length > 0 && (called || !isVariable)) {
      const only = binding.methods.length === 1 ? binding.methods[0] : undefined;
      if (binding.getter && !called && only) return result(only, name);
      const methods = methodBindings.get(binding) ?? { values: binding.methods, methods: [] };
      methodBindings.set(binding, methods);
      return ofBinding(methods, name);
    }
    if (binding.getter) {
      const function_ = binding.values.find((value) => value.kind === 'function');
      if (function_) return result(function_, name);
    }
    return ofBinding(binding, name);
  };

  /** What a function of this file gives back, when all it gives back has one target. */
  const result = (value: CodeValue, name: string): Found =>
    value.kind === 'function'
      ? once(value.function, `?${name}()`, () => readResult(value.function, name))
      : { target: `?${name}()` };

  const readResult = (function_: CodeFunction, name: string): Found => {
    const declared = function_.result && instanceOf(ofPath(function_.result));
    if (declared && !declared.target.startsWith('?')) return declared;
    const found = function_.returns.map((item) => ofValue(item));
    const certain = found.filter(({ target }) => !target.startsWith('?'));
    const first = certain[0] ?? (found.length === 1 ? found[0] : undefined);
    if (certain[0] && new Set(certain.map(({ target }) => target)).size === 1) return certain[0];
    if (declared?.members) return declared;
    return first && certain.length === 0 ? first : { target: `?${name}()` };
  };

  const ofValue = (value: CodeValue): Found => {
    switch (value.kind) {
      case 'path':
        return ofPath(value);
      case 'call': {
        const callee = deeper(() => ofPath(value.callee));
        if (callee.value?.kind === 'function') {
          const { value: function_ } = callee;
          const given = deeper(() => result(function_, value.name));
          if (!given.target.startsWith('?') || callee.target.startsWith('?')) return given;
        }
        return instanceOf(callee);
      }
      case 'other': {
        // `a ?? b`, `a || b`, `c ? a : b`: the first of which something is known.
        const found =
          value.operator === undefined ? [] : value.parts.map((part) => deeper(() => ofValue(part)));
        const certain = found.filter(({ target }) => !target.startsWith('?'));
        // `globalThis.redis ?? new Redis()`: what is made says more than a name.
        return certain.find(({ target }) => target.endsWith(')')) ?? certain[0] ?? { target: '?' };
      }
      case 'map':
        return { target: '?', value };
      default:
        return { target: '?' };
    }
  };

  return {
    knows: (path, scope, called) => {
      scopes.set(path, { scope, called });
    },
    ofPath,
    ofValue: (value) => ofValue(value).target,
    ofBinding: (binding, name) => {
      const { target, value, members } = ofBinding(binding, name);
      return { target, ...(value && { value }), ...(members && { members }) };
    },
  };
}

function instanceOf({ target, members }: Found): Found {
  return { target: `${target}()`, ...(members && { members }) };
}

function join(object: string, name: string): string {
  return name.startsWith('::') ? `${object}${name}` : `${object}.${name}`;
}
