import type { Touch } from '../../../model/endpoint.js';
import type { ElixirNode } from '../../../syntax/elixir/parse.js';
import { answersOf } from './plugs.js';
import { bodyText, callsIn, clausesOf, dependencyOfElixirCall, isHarmless, touchOf } from './handlers.js';
import { wholeName } from './modules.js';
import type { ElixirModule, ElixirModules } from './modules.js';
import { importedBy, statementsOf } from './used-modules.js';
import { sureCalls } from './sure-code.js';
import { argumentsOf, calleeOf, textOf } from './texts.js';

/** A plug as it stands in an endpoint, a pipeline or a controller. */
export interface PlugUse {
  /** `:name` of a function, or a module as written. */
  readonly written: string;
  readonly holder: ElixirModule;
}

/** How far calls of a plug are followed. */
const deepest = 2;
const mostFunctions = 60;

/** What plugs surely touch, each looked at once. */
export class PlugTouches {
  readonly #modules: ElixirModules;
  readonly #known = new Map<string, Promise<readonly Touch[]>>();

  constructor(modules: ElixirModules) {
    this.#modules = modules;
  }

  /**
   * What plugs that stand before a route touch at each request, in their order, up to one that answers the path itself.
   * @param path the whole path of the request.
   */
  async before(plugs: readonly PlugUse[], path: string): Promise<readonly Touch[]> {
    const found = new Map<string, Touch>();
    for (const plug of plugs) {
      if (await this.#answers(plug, path)) break;
      for (const touch of await this.#of(plug))
        found.set(`${touch.span.file}:${touch.span.line}:${touch.span.column}`, touch);
    }
    return [...found.values()];
  }

  async #answers({ written, holder }: PlugUse, path: string): Promise<boolean> {
    const module = written.startsWith(':') ? holder : await this.#modules.named(wholeName(written, holder));
    if (!module) return false;
    return answersOf(module, written.startsWith(':') ? written.slice(1) : 'call').some(
      (answer) => answer.path === path,
    );
  }

  async #of(plug: PlugUse): Promise<readonly Touch[]> {
    const key = `${plug.holder.name} ${plug.written}`;
    let touches = this.#known.get(key);
    if (touches === undefined) {
      touches = this.#look(plug, 0);
      this.#known.set(key, touches);
    }
    return touches;
  }

  async #look({ written, holder }: PlugUse, depth: number): Promise<readonly Touch[]> {
    const budget = { left: mostFunctions };
    if (written.startsWith(':')) {
      const name = written.slice(1);
      const owner = await this.#ownerOf(name, holder);
      return owner ? this.#function(owner, name, 0, budget) : [];
    }
    const module = await this.#modules.named(wholeName(written, holder));
    if (!module) return [];
    const own = await this.#function(module, 'call', 0, budget);
    return depth < deepest ? [...(await this.#built(module, depth)), ...own] : own;
  }

  /** A module that is built of plugs (`use Plug.Builder`). */
  async #built(module: ElixirModule, depth: number): Promise<readonly Touch[]> {
    const isBuilder = module.body.some(
      (node) => calleeOf(node, module) === 'use' && /\bPlug\.Builder\b/.test(textOf(node, module)),
    );
    const touches: Touch[] = [];
    for (const plug of isBuilder ? plugsIn(module.body, module) : [])
      touches.push(...(await this.#look(plug, depth + 1)));
    return touches;
  }

  /** The module in which a function plug is written: the one that names it, or one that it imports. */
  async #ownerOf(name: string, holder: ElixirModule): Promise<ElixirModule | undefined> {
    if (clausesOf(holder, name).length > 0) return holder;
    for (const module of await importedBy(holder, this.#modules))
      if (clausesOf(module, name).length > 0) return module;
    return undefined;
  }

  /** What a function touches in each of its clauses: which of them a request comes to is not known. */
  async #function(
    module: ElixirModule,
    name: string,
    depth: number,
    budget: { left: number },
  ): Promise<readonly Touch[]> {
    budget.left -= 1;
    const clauses = clausesOf(module, name).filter((clause) => hasBody(clause, module));
    if (budget.left < 0) return [];
    const touches: (readonly Touch[])[] = [];
    for (const clause of clauses) {
      const found = await this.#clause(clause, module, depth, budget);
      if (found.length === 0) return [];
      touches.push(found);
    }
    const [first = [], ...others] = touches;
    return first.filter(({ dependency }) =>
      others.every((other) => other.some((touch) => touch.dependency === dependency)),
    );
  }

  async #clause(
    clause: ElixirNode,
    module: ElixirModule,
    depth: number,
    budget: { left: number },
  ): Promise<readonly Touch[]> {
    const sure = sureCalls(clause, module);
    const body = bodyText(clause, module);
    const touches: Touch[] = [];
    for (const call of callsIn(body)) {
      if (!sure.has(body.start + call.start)) continue;
      const dot = call.callee.lastIndexOf('.');
      const holder =
        dot === -1 ? module : await this.#modules.named(wholeName(call.callee.slice(0, dot), module));
      // A module of the project says by its own code what it does, unless it is a repository of Ecto.
      const isOwn = dot !== -1 && holder !== undefined && !isRepo(holder);
      const dependency = isOwn ? undefined : dependencyOfElixirCall(call.callee);
      if (dependency !== undefined) touches.push(touchOf(dependency, call, body));
      else if (holder && depth < deepest && !isHarmless(call.callee))
        touches.push(...(await this.#function(holder, call.callee.slice(dot + 1), depth + 1, budget)));
    }
    return touches;
  }
}

/** The plugs among some statements, those of `__using__` and of a web module's quotes among them. */
export async function plugsOf(
  module: ElixirModule,
  modules: ElixirModules,
): Promise<readonly PlugStatement[]> {
  return (await statementsOf(module, modules)).flatMap(({ node, holder }) => plugsIn([node], holder));
}

interface PlugStatement extends PlugUse {
  /** What stands behind `when`. */
  readonly guard?: string;
}

/** The `plug` statements among some nodes. */
export function plugsIn(nodes: readonly ElixirNode[], holder: ElixirModule): readonly PlugStatement[] {
  return nodes.flatMap((node): PlugStatement[] => {
    if (calleeOf(node, holder) !== 'plug') return [];
    const [first, ...others] = argumentsOf(node);
    const text = [first, ...others].map((one) => (one ? textOf(one, holder) : '')).join(', ');
    const written = /^:\w+[?!]?|^[A-Z_][\w.]*/.exec(text)?.[0];
    if (written === undefined) return [];
    const at = text.search(/\swhen\s/);
    return [{ written, holder, ...(at !== -1 && { guard: text.slice(at + 6).trim() }) }];
  });
}

/** Whether the guard of a controller's plug holds for an action; what is not understood does not. Source: Phoenix.Controller.Pipeline. */
export function holdsFor({ guard, holder }: PlugStatement, action: string): boolean {
  if (guard === undefined) return true;
  const [, sign, list, attribute, one] =
    /^\(?action\s+(in|not\s+in|==|!=)\s+(?:(?:\[([^\]]*)\]|~w[[({|"/]([^\])}|"/]*)[\])}|"/]a)|:(\w+))\)?$/.exec(
      guard.replace(/@(\w+)/, (whole, name: string) => {
        const value = holder.attributes.get(name);
        return value ? textOf(value, holder) : whole;
      }),
    ) ?? [];
  const names = [...(list ?? attribute ?? one ?? '').matchAll(/\w+/g)].map(([name]) => name);
  if (sign === undefined) return false;
  return /^(?:in|==)$/.test(sign) === names.includes(action);
}

function hasBody(clause: ElixirNode, module: ElixirModule): boolean {
  return /\bdo\b/.test(textOf(clause, module));
}

function isRepo(module: ElixirModule): boolean {
  return module.body.some(
    (node) => calleeOf(node, module) === 'use' && /\bRepo\b/.test(textOf(node, module)),
  );
}
