import type { Handler, HttpMethod, Route, RouteGap, RouteGuard } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { compareSpans, compareText } from '../../../model/source-span.js';
import { isOfInterest } from '../../interest.js';
import { healthWords } from '../../path-words.js';
import type { RouteReading } from '../../route-framework.js';
import type { ElixirNode } from '../../../syntax/elixir/parse.js';
import { forcedTls } from './force-ssl.js';
import type { ForcedTls } from './force-ssl.js';
import { guardOfPlug } from './guards.js';
import { handlerOfAction, handlerOfBlock } from './handlers.js';
import { ElixirModules, wholeName } from './modules.js';
import type { ElixirModule } from './modules.js';
import { answersOf } from './plugs.js';
import { holdsFor, PlugTouches, plugsIn, plugsOf } from './plug-touches.js';
import type { PlugUse } from './plug-touches.js';
import { conditionWords, joined, readRouter } from './router.js';
import type { PathText, RouterLine, RouterReading } from './router.js';
import { argumentsOf, bodyOf, calleeOf, elseOf, keyword, pathText, textOf } from './texts.js';

const relevant =
  /\buse\s+[\w.]+,\s*:router\b|\bPlug\.Router\b|\bPhoenix\.(?:Router|Endpoint)\b|\bPlugHeartbeat\b/;

/** Reads the routes of Phoenix and Plug. */
export async function readPhoenixRoutes(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const files: { readonly path: string; readonly text: string }[] = [];
  for (const { path } of candidates) {
    const text = path.endsWith('.ex') ? (await view.read(path))?.text : undefined;
    if (text !== undefined && relevant.test(text)) files.push({ path, text });
  }
  if (files.length === 0) return { routes: [], gaps: [], skipped: [] };
  const modules = await ElixirModules.open(candidates, view);
  const reader = new Reader(modules, await forcedTls(candidates, view), view);
  for (const { path } of files) for (const module of await modules.inFile(path)) await reader.take(module);
  await reader.finish(candidates, view);
  return {
    routes: withoutRepeats(reader.routes),
    gaps: reader.gaps.toSorted((a, b) => compareSpans(a.span, b.span)),
    skipped: modules.skipped,
  };
}

/** Of several ways to a route the one without conditions says most. */
function withoutRepeats(routes: readonly Route[]): readonly Route[] {
  const seen = new Set<string>();
  return routes
    .toSorted(
      (a, b) =>
        compareSpans(a.span, b.span) ||
        compareText(a.path, b.path) ||
        compareText(a.method, b.method) ||
        (a.condition ?? '').length - (b.condition ?? '').length,
    )
    .filter(({ method, path, pathComplete, port, span }) => {
      const key = JSON.stringify([span, path, method, pathComplete, port]);
      return !seen.has(key) && seen.add(key);
    });
}

/** How a router is reached. */
interface Mounting {
  readonly prefix: PathText;
  readonly complete: boolean;
  readonly conditions: readonly string[];
  readonly guards: readonly RouteGuard[];
  /** What a request passes before it comes here. */
  readonly plugs: readonly PlugUse[];
  readonly tls?: ForcedTls;
  readonly port?: number;
  readonly above: readonly string[];
}

const atRoot: Mounting = { prefix: [], complete: true, conditions: [], guards: [], plugs: [], above: [] };

class Reader {
  readonly routes: Route[] = [];
  readonly gaps: RouteGap[] = [];
  readonly #modules: ElixirModules;
  readonly #tls: readonly ForcedTls[];
  readonly #view: RepositoryView;
  readonly #touches: PlugTouches;
  readonly #routers = new Map<string, { readonly module: ElixirModule; readonly reading: RouterReading }>();
  readonly #endpoints: ElixirModule[] = [];
  readonly #mounted = new Set<string>();

  constructor(modules: ElixirModules, tls: readonly ForcedTls[], view: RepositoryView) {
    this.#modules = modules;
    this.#tls = tls;
    this.#view = view;
    this.#touches = new PlugTouches(modules);
  }

  /** Notes a module that is a router or an endpoint. */
  async take(module: ElixirModule): Promise<void> {
    const uses = module.body
      .filter((node) => calleeOf(node, module) === 'use')
      .map((node) => textOf(node, module));
    if (uses.some((text) => /^use[ (]+Phoenix\.Endpoint\b/.test(text))) this.#endpoints.push(module);
    else if (
      uses.some((text) => /^use[ (]+[\w.]+,\s*:router\b|^use[ (]+(?:Plug|Phoenix)\.Router\b/.test(text))
    )
      this.#routers.set(module.name, { module, reading: await readRouter(module, this.#modules) });
  }

  /** Puts the routers where endpoints, servers and other routers have them. */
  async finish(candidates: readonly RepositoryFile[], view: RepositoryView): Promise<void> {
    for (const endpoint of this.#endpoints) await this.#endpoint(endpoint);
    const forwarded = new Set(
      [...this.#routers.values()].flatMap(({ reading }) =>
        reading.lines.flatMap(({ kind, target }) => (kind === 'forward' && target ? [target.module] : [])),
      ),
    );
    for (const name of this.#routers.keys()) {
      if (this.#mounted.has(name) || forwarded.has(name)) continue;
      const server = await serverOf(name, candidates, view);
      await this.#router(name, {
        ...atRoot,
        complete: server !== undefined,
        ...(server?.port !== undefined && { port: server.port }),
      });
    }
  }

  async #endpoint(endpoint: ElixirModule): Promise<void> {
    const tls = this.#tls.find((one) => one.endpoint === endpoint.name);
    const guards: RouteGuard[] = [];
    const plugs: PlugUse[] = [];
    const mounting = (): Mounting => ({
      ...atRoot,
      guards: [...guards],
      plugs: [...plugs],
      ...(tls && { tls }),
    });
    const conditions: string[] = [];
    const walk = async (nodes: readonly ElixirNode[]): Promise<void> => {
      for (const node of nodes) {
        const name = calleeOf(node, endpoint);
        const [first] = argumentsOf(node);
        if ((name === 'if' || name === 'unless') && first && conditions.length < 8) {
          const text = textOf(first, endpoint).replaceAll(/\s+/g, ' ').slice(0, 100);
          for (const [body, negated] of [
            [bodyOf(node, endpoint) ?? [], name === 'unless'],
            [elseOf(node), name !== 'unless'],
          ] as const) {
            const condition = conditionWords(text, negated);
            if (condition !== undefined) conditions.push(condition);
            await walk(body);
            if (condition !== undefined) conditions.pop();
          }
        }
        if (name !== 'plug' || !first) continue;
        const span = lineSpan(endpoint, node.from, node.to);
        const path = pathText(keyword(node, 'path', endpoint), endpoint);
        await this.#plug(endpoint, textOf(first, endpoint), path, span, {
          ...mounting(),
          conditions: [...conditions],
        });
        if (conditions.length > 0) continue;
        const guard = guardOfPlug(textOf(node, endpoint), span);
        if (guard) guards.push(guard);
        plugs.push(...plugsIn([node], endpoint));
      }
    };
    await walk(endpoint.body);
    // A function of the endpoint may choose among routers.
    for (const [, written = ''] of textOf(endpoint.node, endpoint).matchAll(/\b([A-Z][\w.]*)\.call\(/g)) {
      const name = wholeName(written, endpoint);
      if (this.#routers.has(name) && !this.#mounted.has(name)) await this.#router(name, mounting());
    }
  }

  /** One plug of an endpoint or a Plug router: a router, the heartbeat, or something that answers paths by itself. */
  async #plug(
    holder: ElixirModule,
    written: string,
    path: PathText | undefined,
    span: SourceSpan,
    mounting: Mounting,
  ): Promise<void> {
    const name = wholeName(written.replace(/^:/, ''), holder);
    if (this.#routers.has(name)) return this.#router(name, mounting);
    if (name === 'PlugHeartbeat') {
      const heartbeat: Handler = { name: 'PlugHeartbeat', touches: [], canFail: false, constant: true };
      await this.#push(path ?? ['/heartbeat'], 'GET', span, mounting, {
        servedBy: 'dependency',
        handler: heartbeat,
      });
      return;
    }
    const module = written.startsWith(':') ? holder : await this.#modules.named(name);
    for (const answer of module ? answersOf(module, written.startsWith(':') ? written.slice(1) : 'call') : [])
      await this.#push([answer.path], answer.method, span, mounting, {
        handler: await handlerOfBlock(this.#modules, answer.block.node, answer.block.module),
      });
  }

  async #router(name: string, mounting: Mounting): Promise<void> {
    const found = this.#routers.get(name);
    if (!found || mounting.above.includes(name) || mounting.above.length > 8) return;
    this.#mounted.add(name);
    const { module, reading } = found;
    let below = { ...mounting, above: [...mounting.above, name] };
    for (const gap of reading.gaps) this.gaps.push({ framework: 'phoenix', ...gap });
    const isPlug = /\bPlug\.Router\b/.test(textOf(module.node, module));
    let isDispatched = false;
    for (const node of isPlug ? module.body : []) {
      const [plug] = calleeOf(node, module) === 'plug' ? argumentsOf(node) : [];
      const written = plug && textOf(plug, module);
      if (!plug || written === undefined || written === ':match') continue;
      // What is plugged behind `:dispatch` comes after the answer.
      if (written === ':dispatch') isDispatched = true;
      else {
        const path = pathText(keyword(node, 'path', module), module);
        await this.#plug(module, written, path, lineSpan(module, node.from, node.to), below);
        if (!isDispatched) below = { ...below, plugs: [...below.plugs, ...plugsIn([node], module)] };
      }
    }
    for (const line of reading.lines) await this.#line(line, below);
  }

  async #line(line: RouterLine, mounting: Mounting): Promise<void> {
    const way: Mounting = {
      ...mounting,
      conditions: [...mounting.conditions, ...line.conditions],
      guards: [...mounting.guards, ...line.guards],
      plugs: [...mounting.plugs, ...line.plugs],
    };
    if (line.kind === 'route') {
      const isAskable = /^(?:GET|HEAD|ANY)$/.test(line.method) && !line.path.join('').includes(':');
      const handler = isAskable ? await this.#handler(line) : undefined;
      const plugs = [...way.plugs, ...(isAskable ? await this.#plugsOfController(line) : [])];
      await this.#push(line.path, line.method, line.span, { ...way, plugs }, { ...(handler && { handler }) });
      return;
    }
    const target = line.target?.module;
    if (target !== undefined && this.#routers.has(target)) {
      await this.#router(target, { ...way, prefix: joined(mounting.prefix, line.path) });
      return;
    }
    const handler =
      target === undefined ? undefined : await handlerOfAction(this.#modules, target, undefined);
    const isHealth = healthWords(pathOf(line.path.join(''))) !== undefined;
    await this.#push(line.path, 'ANY', line.span, way, { ...(handler && { handler }) });
    if (!isHealth) await this.#push(joined(line.path, ['*rest']), 'ANY', line.span, way, {});
  }

  /** The plugs of a controller that stand before an action. */
  async #plugsOfController({ target }: RouterLine): Promise<readonly PlugUse[]> {
    const { action, module: name = '' } = target ?? {};
    const module = action === undefined ? undefined : await this.#modules.named(name);
    if (!module || action === undefined) return [];
    return (await plugsOf(module, this.#modules)).filter((plug) => holdsFor(plug, action));
  }

  async #handler({ block, target }: RouterLine): Promise<Handler | undefined> {
    if (target) return handlerOfAction(this.#modules, target.module, target.action);
    return block && handlerOfBlock(this.#modules, block.node, block.module);
  }

  async #push(
    path: PathText,
    method: HttpMethod,
    span: SourceSpan,
    mounting: Mounting,
    more: { readonly handler?: Handler; readonly servedBy?: 'dependency' },
  ): Promise<void> {
    const whole = joined(mounting.prefix, path);
    const cut = whole.lastIndexOf(null);
    const text = whole.slice(cut + 1).join('');
    if (cut !== -1 && text.replaceAll('/', '') === '') return;
    const complete = mounting.complete && cut === -1;
    const spelled = pathOf(text);
    const tls = mounting.tls && !mounting.tls.excluded.includes(spelled) ? [mounting.tls.guard] : [];
    const guards = [...tls, ...mounting.guards];
    const conditions = [...new Set(mounting.conditions)];
    const touched =
      /^(?:GET|HEAD|ANY)$/.test(method) && isOfInterest(spelled, this.#view)
        ? await this.#touches.before(mounting.plugs, spelled)
        : [];
    this.routes.push({
      framework: 'phoenix',
      method,
      path: spelled,
      pathComplete: complete,
      span,
      servedBy: more.servedBy ?? 'code',
      ...(mounting.port !== undefined && { port: mounting.port }),
      ...(more.handler && { handler: more.handler }),
      ...(conditions.length > 0 && { condition: conditions.join(' and ') }),
      ...(guards.length > 0 && { guards }),
      ...(touched.length > 0 && { touchedBefore: touched }),
      confidence: complete ? 'high' : 'low',
    });
  }
}

/** `/users/:id/*rest` in lintel's spelling. */
function pathOf(text: string): string {
  const segments = text
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => segment.replace(/^\*(\w+)$/, '{*$1}').replaceAll(/:([a-z_]\w*)/g, '{$1}'));
  return `/${segments.join('/')}`;
}

function lineSpan({ source }: ElixirModule, from: number, to: number): SourceSpan {
  const end = source.text.indexOf('\n', from);
  return source.span(from, end === -1 ? to : Math.min(to, end));
}

/** Where a router is given to a server by itself: `{Bandit, plug: Router, port: 4001}`, with the port when it is a number. */
async function serverOf(
  name: string,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<{ readonly port?: number } | undefined> {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const mention = new RegExp(
    String.raw`\bplug:\s*\{?\s*(?:[\w.]+\.)?${last}\b|\bPlug\.(?:Cowboy|Adapters\.Cowboy2?)\.http\s*\(\s*(?:[\w.]+\.)?${last}\b`,
  );
  for (const { path } of candidates) {
    const text = (await view.read(path))?.text;
    const match = text === undefined ? null : mention.exec(text);
    if (!match || text === undefined) continue;
    const around = text.slice(Math.max(0, match.index - 160), match.index + 240);
    const port = /\bport:\s*(\d{2,5})\b/.exec(around)?.[1];
    return port === undefined ? {} : { port: Number(port) };
  }
  return undefined;
}
