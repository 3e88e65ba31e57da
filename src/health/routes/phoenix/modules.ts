import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { childOf, children, parseElixir } from '../../../syntax/elixir/parse.js';
import type { ElixirNode } from '../../../syntax/elixir/parse.js';
import { ParseTimeout } from '../../../syntax/tree-sitter.js';

/** A module of Elixir. */
export interface ElixirModule {
  /** Whole name. */
  readonly name: string;
  readonly source: SourceText;
  /** The `defmodule` call. */
  readonly node: ElixirNode;
  /** What stands in it. */
  readonly body: readonly ElixirNode[];
  /** Short names of other modules. */
  readonly aliases: ReadonlyMap<string, string>;
  /** `@name value`. */
  readonly attributes: ReadonlyMap<string, ElixirNode>;
}

/** The modules of a repository: all are known by name, and parsed when somebody asks. */
export class ElixirModules {
  readonly skipped: Skipped[] = [];
  readonly #view: RepositoryView;
  readonly #files: ReadonlyMap<string, string>;
  readonly #parsed = new Map<string, Promise<readonly ElixirModule[]>>();

  private constructor(view: RepositoryView, files: ReadonlyMap<string, string>) {
    this.#view = view;
    this.#files = files;
  }

  static async open(candidates: readonly RepositoryFile[], view: RepositoryView): Promise<ElixirModules> {
    const files = new Map<string, string>();
    for (const { path } of candidates) {
      const text = path.endsWith('.ex') ? (await view.read(path))?.text : undefined;
      for (const [, name = ''] of text?.matchAll(/^[ \t]*defmodule[ \t]+([\w.]+)/gm) ?? [])
        if (!files.has(name)) files.set(name, path);
    }
    return new ElixirModules(view, files);
  }

  /** The modules of a file. */
  async inFile(path: string): Promise<readonly ElixirModule[]> {
    let modules = this.#parsed.get(path);
    if (modules === undefined) {
      modules = this.#parse(path);
      this.#parsed.set(path, modules);
    }
    return modules;
  }

  async #parse(path: string): Promise<readonly ElixirModule[]> {
    const source = await this.#view.read(path);
    if (!source) return [];
    try {
      const { topNode } = await parseElixir(source);
      const modules: ElixirModule[] = [];
      collect(children(topNode), '', source, modules, 0);
      return modules;
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      this.skipped.push({ file: path, reason: 'parse-error', detail: 'parsing took too long' });
      return [];
    }
  }

  /** A module by its whole name. */
  async named(name: string): Promise<ElixirModule | undefined> {
    const path = this.#files.get(name) ?? this.#files.get(name.slice(name.lastIndexOf('.') + 1));
    const modules = path === undefined ? [] : await this.inFile(path);
    return modules.find((module) => module.name === name);
  }
}

/** The whole name of a module that another one mentions. */
export function wholeName(written: string, { aliases, name }: ElixirModule): string {
  const [first = '', ...rest] = written.split('.');
  if (first === '__MODULE__') return [name, ...rest].join('.');
  return [aliases.get(first) ?? first, ...rest].join('.');
}

function collect(
  nodes: readonly ElixirNode[],
  around: string,
  source: SourceText,
  into: ElixirModule[],
  depth: number,
): void {
  if (depth > 8) return;
  for (const node of nodes) {
    const [callee] = children(node);
    const form = node.name === 'KernelCall' && callee ? source.text.slice(callee.from, callee.to) : '';
    const block = childOf(node, 'DoBlock');
    // `if Code.ensure_loaded?(Plug) do defmodule … end`
    if (form === 'if' && block) collect(children(block), around, source, into, depth + 1);
    if (form !== 'defmodule') continue;
    const [head] = children(childOf(node, 'Arguments') ?? null);
    if (!head || !block) continue;
    const written = source.text.slice(head.from, head.to);
    const name = around === '' ? written : `${around}.${written}`;
    const body = children(block);
    into.push({
      name,
      source,
      node,
      body,
      aliases: aliasesOf(body, source),
      attributes: attributesOf(body, source),
    });
    collect(body, name, source, into, depth + 1);
  }
}

function aliasesOf(body: readonly ElixirNode[], source: SourceText): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const node of body) {
    if (node.name !== 'KernelCall') continue;
    const text = source.text.slice(node.from, node.to).replaceAll(/\s+/g, ' ');
    const several = /^alias[ (]+([\w.]+)\.\{([^}]*)\}/.exec(text);
    for (const part of several?.[2]?.split(',') ?? [])
      if (part.trim() !== '') aliases.set(lastPart(part.trim()), `${several?.[1] ?? ''}.${part.trim()}`);
    const [, whole, as] = /^alias[ (]+([\w.]+)(?:, as: ([\w.]+))?\)?$/.exec(text) ?? [];
    if (whole !== undefined && !several) aliases.set(as ?? lastPart(whole), whole);
  }
  return aliases;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function attributesOf(body: readonly ElixirNode[], source: SourceText): ReadonlyMap<string, ElixirNode> {
  const attributes = new Map<string, ElixirNode>();
  for (const node of body) {
    const call = node.name === 'AtOperator' ? childOf(node, 'Call') : undefined;
    const [name, list] = children(call ?? null);
    const [value] = children(list ?? null);
    if (name && value) attributes.set(source.text.slice(name.from, name.to), value);
  }
  return attributes;
}
