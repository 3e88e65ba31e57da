import { bareType } from '../../../syntax/csharp/files.js';
import type { CSharpFile } from '../../../syntax/csharp/files.js';
import type { Expression, FunctionNode, Statement } from '../../../syntax/imperative/tree.js';
import type { Application } from './application.js';
import { siteFor } from './call-place.js';
import { followCall } from './calls.js';
import { evaluate } from './expressions.js';
import { foldText } from './fold.js';
import { routerType } from './known-calls.js';
import type { ClassesMapped, ControllersMapped } from './mapped-classes.js';
import type { Drafts, Pipeline } from './pipeline.js';
import { setsUpHost } from './source-notes.js';
import type { Call, StartRun } from './start-run.js';
import { followBlock } from './statements.js';
import { lookup, unknown } from './values.js';
import type { Frame, Router, Value } from './values.js';

const mostCalls = 20_000;
const deepest = 40;

/**
 * Follows the start of an application: its top-level statements or `Main`, its `Startup`, and every method of the repository that it hands
 * the application to.
 */
export class StartWalk implements StartRun {
  readonly application: Application;
  readonly drafts: Drafts;
  readonly root: Router;
  readonly controllers: ControllersMapped[] = [];
  readonly classes: ClassesMapped[] = [];
  #calls = 0;
  #order = 0;
  #depth = 0;
  readonly #running = new Set<FunctionNode>();
  readonly #followed = new Set<FunctionNode>();

  constructor(application: Application, drafts: Drafts) {
    this.application = application;
    this.drafts = drafts;
    const pipeline: Pipeline = { guards: [], touches: [], endpointsAt: undefined, pathBases: [] };
    this.root = {
      kind: 'router',
      isGroup: false,
      scope: { prefix: '', isComplete: true, conventions: [], pipeline },
    };
  }

  /** Follows a file that starts an application. */
  async file(file: CSharpFile): Promise<void> {
    await this.block(file.program.statements, { file, variables: new Map() });
    for (const owner of file.program.classes)
      for (const node of owner.methods)
        if (node.name === 'Main' || node.name === 'CreateHostBuilder' || node.name === 'BuildWebHost')
          await this.function(node.function, [], { file, owner, variables: new Map() });
  }

  /** Follows what sets up a host in a file and was not reached from its `Main`: an extension of the host's builder, a second server. */
  async hosts(file: CSharpFile): Promise<void> {
    const { text } = file.source;
    for (const owner of file.program.classes)
      for (const node of owner.methods)
        if (!this.#followed.has(node.function) && setsUpHost(text.slice(node.start, node.end)))
          await this.function(node.function, [], { file, owner, variables: new Map() });
  }

  /** Follows `Configure` of a startup class. */
  async startup(name: string, from: Frame | undefined, depth = 0): Promise<void> {
    for (const { file, node: owner } of await this.application.files.classesNamed(name)) {
      if (!this.application.contains(file.source.path)) continue;
      const configure = owner.methods.filter(
        (one) => /^Configure(\w*)$/.test(one.name) && isMapper(one.function),
      );
      for (const node of configure
        .filter((one) => one.name === 'Configure')
        .concat(configure)
        .slice(0, 1)) {
        const site = from
          ? siteFor(this.application, file, from, from.file.program.statements[0])
          : undefined;
        const frame: Frame = { file, owner, variables: new Map(), ...(site && { site }) };
        await this.function(node.function, this.#rootArguments(node.function), frame);
      }
      if (configure.length === 0 && depth < 3)
        for (const base of owner.bases) await this.startup(base, from, depth + 1);
    }
  }

  #rootArguments(node: FunctionNode): readonly Value[] {
    return node.parameters.map(({ type }) => (routerType.test(bareType(type)) ? this.root : unknown));
  }

  /** The place of the next call of the pipeline among all of them. */
  nextOrder(): number {
    this.#order += 1;
    return this.#order;
  }

  /** Follows statements; what they return, if they do. */
  async block(statements: readonly Statement[], frame: Frame): Promise<Value | undefined> {
    return followBlock(this, statements, frame);
  }

  /** Follows an expression; what is known of its value. */
  async value(expression: Expression, frame: Frame): Promise<Value> {
    if (this.#depth > 200) return unknown;
    this.#depth += 1;
    try {
      return await evaluate(this, expression, frame);
    } finally {
      this.#depth -= 1;
    }
  }

  /** Follows a call, of which there may be {@link mostCalls} in all. */
  async call(call: Call, frame: Frame): Promise<Value> {
    this.#calls += 1;
    return this.#calls > mostCalls ? unknown : followCall(this, call, frame);
  }

  /** The text of an expression; undefined when only run time knows it. */
  async fold(expression: Expression, frame: Frame): Promise<string | undefined> {
    const local = (name: string): string | undefined => {
      const value = lookup(frame, name);
      return value?.kind === 'text' ? value.text : undefined;
    };
    const scope = { file: frame.file, ...(frame.owner && { owner: frame.owner }), local };
    return foldText(expression, scope, this.application.files);
  }

  /** Runs a function with the values of its parameters; nothing runs inside itself. */
  async function(
    node: FunctionNode,
    values: readonly Value[],
    around: Frame,
    caller?: Frame,
  ): Promise<Value | undefined> {
    if (this.#running.has(node) || this.#running.size > deepest) return undefined;
    this.#running.add(node);
    this.#followed.add(node);
    const condition = caller?.condition ?? around.condition;
    const site = around.site ?? caller?.site;
    const frame: Frame = {
      file: around.file,
      ...(around.owner && { owner: around.owner }),
      variables: new Map(),
      parent: around,
      ...(condition !== undefined && { condition }),
      ...(site && { site }),
    };
    for (const [index, parameter] of node.parameters.entries()) {
      const given = values[index];
      const value = given ?? (parameter.fallback ? await this.value(parameter.fallback, frame) : unknown);
      frame.variables.set(parameter.name, value);
    }
    try {
      return await followBlock(this, node.body, frame);
    } finally {
      this.#running.delete(node);
    }
  }
}

function isMapper(node: FunctionNode): boolean {
  return node.parameters.some(({ type }) => routerType.test(bareType(type)));
}
