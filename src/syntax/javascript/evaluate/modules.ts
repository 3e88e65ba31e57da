import type { JavaScriptModule } from '../module.js';
import { ModuleInstance } from './module-instance.js';
import type { ImportedBinding, Scope } from './scope.js';
import { isNullish, objectValue, unknown, type Value } from './value.js';

/** Where modules come from. */
export interface ModuleSource {
  /** The module at a path of the view, parsed; undefined when there is none to be had. */
  module(path: string): Promise<JavaScriptModule | undefined>;
  resolve(from: string, specifier: string): Promise<string | undefined>;
}

/** Reads an export name through re-exports this far. */
const reExportLimit = 16;

/** Evaluates modules once, on demand, and follows names through their imports and exports. */
export class ModuleLinker {
  readonly #source: ModuleSource;
  readonly #run: (instance: ModuleInstance) => Promise<void>;
  readonly #instances = new Map<string, Promise<ModuleInstance | undefined>>();
  readonly #ready = new Set<string>();

  /** `run` executes the statements of a module; it is called once per module. */
  constructor(source: ModuleSource, run: (instance: ModuleInstance) => Promise<void>) {
    this.#source = source;
    this.#run = run;
  }

  /** The module at a path, evaluated as far as it can be: a module that is being evaluated further up is given as it stands. */
  async instance(path: string): Promise<ModuleInstance | undefined> {
    let pending = this.#instances.get(path);
    if (pending === undefined) {
      pending = this.#instantiate(path);
      this.#instances.set(path, pending);
    }
    const instance = await pending;
    if (instance !== undefined && !this.#ready.has(path)) {
      this.#ready.add(path);
      await this.#run(instance);
    }
    return instance;
  }

  async #instantiate(path: string): Promise<ModuleInstance | undefined> {
    const module = await this.#source.module(path);
    return module && new ModuleInstance(module);
  }

  /** The value of an imported name; undefined when the module is none of the view. */
  async imported(binding: ImportedBinding, scope: Scope): Promise<Value> {
    return this.#importedFrom(scope.module.module.path, binding.specifier, binding.imported, 0);
  }

  async #importedFrom(from: string, specifier: string, name: string, depth: number): Promise<Value> {
    const path = await this.#source.resolve(from, specifier);
    if (path === undefined) return externalImport(specifier, name);
    if (name === '=') return this.required(path);
    return (await this.#exported(path, name, depth + 1)) ?? unknown;
  }

  /** An export of a module; `*` is the module itself. */
  exported(path: string, name: string): Promise<Value | undefined> {
    return this.#exported(path, name, 0);
  }

  async #exported(path: string, name: string, depth: number): Promise<Value | undefined> {
    if (name === '*') return { kind: 'namespace', path };
    const instance = depth > reExportLimit ? undefined : await this.instance(path);
    if (instance === undefined) return undefined;
    const target = instance.exports.get(name);
    if (target?.kind === 'from') return this.#importedFrom(path, target.specifier, target.imported, depth);
    if (target?.kind === 'local') {
      const binding = instance.scope.bindings.get(target.name);
      return binding?.kind === 'imported'
        ? this.#importedFrom(path, binding.specifier, binding.imported, depth)
        : binding;
    }
    if (name !== 'default')
      for (const specifier of instance.starExports) {
        const next = await this.#source.resolve(path, specifier);
        const found = next === undefined ? undefined : await this.#exported(next, name, depth + 1);
        if (found !== undefined) return found;
      }
    return this.#commonJsExport(instance, name);
  }

  /** The names that a module exports, those of `export *` included. */
  async exportNames(path: string, depth = 0): Promise<readonly string[]> {
    const instance = depth > reExportLimit ? undefined : await this.instance(path);
    if (instance === undefined) return [];
    const names = [...instance.exports.keys()];
    for (const specifier of instance.starExports) {
      const next = await this.#source.resolve(path, specifier);
      if (next !== undefined) names.push(...(await this.exportNames(next, depth + 1)));
    }
    return [...new Set(names)];
  }

  #commonJsExport(instance: ModuleInstance, name: string): Value | undefined {
    const whole = instance.commonJsExports;
    if (whole === undefined || instance.isEsModule) {
      const assigned = whole?.kind === 'object' && whole.members.size > 0 ? whole : undefined;
      return assigned?.members.get(name);
    }
    if (whole.kind === 'object') {
      const member = whole.members.get(name);
      // `import x from './cjs'` is `module.exports`; transpiled modules put it under `default`.
      return member ?? (name === 'default' ? whole : undefined);
    }
    if (name === 'default') return whole;
    if (whole.kind === 'function') return whole.properties.get(name);
    if (whole.kind === 'class') return whole.statics.get(name);
    return whole.kind === 'instance' ? whole.properties.get(name) : undefined;
  }

  /** What `require` gives for a module of the view. */
  async required(path: string): Promise<Value> {
    const instance = await this.instance(path);
    if (instance === undefined) return unknown;
    if (instance.exports.size > 0 || instance.starExports.length > 0) {
      const whole = instance.commonJsExports;
      const isReplaced = whole !== undefined && (whole.kind !== 'object' || whole.members.size > 0);
      return isReplaced ? whole : { kind: 'namespace', path };
    }
    const whole = instance.commonJsExports ?? unknown;
    return isNullish(whole) ? objectValue() : whole;
  }

  /** The module that a specifier means, as `import()` or `require()` gives it. */
  async load(from: string, specifier: string, way: 'import' | 'require'): Promise<Value> {
    const path = await this.#source.resolve(from, specifier);
    if (path === undefined) return externalImport(specifier, '*');
    return way === 'require' ? this.required(path) : { kind: 'namespace', path };
  }
}

/** Packages are told by their name without `node:` and without a path inside them. */
function externalImport(specifier: string, name: string): Value {
  // A file of the repository that is not there (generated, not checked out) is no package.
  if (/^(?:\.|\/|#|\0)/.test(specifier)) return unknown;
  const [packageName, ...inside] = packageParts(specifier.replace(/^node:/, ''));
  const path = name === '*' || name === '=' || name === 'default' ? inside : [...inside, name];
  return { kind: 'external', package: packageName, path };
}

function packageParts(specifier: string): [string, ...string[]] {
  const match = /^(@[^/]+\/[^/]+|[^/]+)(?:\/(.*))?$/.exec(specifier);
  const name = match?.[1] ?? specifier;
  return match?.[2] === undefined ? [name] : [name, match[2]];
}
