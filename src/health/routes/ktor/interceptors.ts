import type { Touch } from '../../../model/endpoint.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import type { TokenView } from '../../../syntax/jvm/token-view.js';
import { noteSure } from '../../../syntax/kotlin/sure-code.js';
import { sureTouches } from '../jvm/sure-touches.js';
import type { KtorFunction } from './functions.js';
import { blockMethod } from './route-handler.js';

/** The files of Ktor with their functions. */
export interface KtorFile {
  readonly tokens: TokenView;
  readonly functions: readonly KtorFunction[];
}

interface Plugin {
  readonly tokens: TokenView;
  /** The block that makes it. */
  readonly block: readonly [number, number];
}

/**
 * What interceptors and plugins of the project's own surely touch at each call.
 * Sources: https://ktor.io/docs/server-custom-plugins.html, https://ktor.io/docs/server-custom-plugins-base-api.html
 */
export class KtorInterceptors {
  readonly #files: readonly KtorFile[];
  readonly #program: JavaProgram;
  readonly #plugins = new Map<string, Plugin>();

  constructor(files: readonly KtorFile[], program: JavaProgram) {
    this.#files = files;
    this.#program = program;
    for (const { tokens } of files) this.#findPlugins(tokens);
  }

  /** `val Tenancy = createApplicationPlugin(name = "Tenancy") { … }`. */
  #findPlugins(tokens: TokenView): void {
    for (let at = 2; at < tokens.all.length; at += 1) {
      if (!/^create(?:Application|RouteScoped)Plugin$/.test(tokens.word(at) ?? '') || !tokens.is(at - 1, '='))
        continue;
      const behind = tokens.is(at + 1, '<') ? tokens.behindTypes(at + 1) : at + 1;
      const open = tokens.is(behind, '(') ? tokens.closing(behind) + 1 : behind;
      const name = tokens.word(at - 2);
      if (name !== undefined && tokens.is(open, '{'))
        this.#plugins.set(name, { tokens, block: [open + 1, tokens.closing(open)] });
    }
  }

  /** What the functions of `Application` in the files of a module put before all of its routes. */
  async ofApplication(isOfModule: (path: string) => boolean): Promise<readonly Touch[]> {
    const touches: Touch[] = [];
    for (const { tokens, functions } of this.#files) {
      if (!isOfModule(tokens.source.path)) continue;
      for (const one of functions) {
        if (!/^(?:\w+\.)*Application$/.test(one.receiver)) continue;
        const sure = new Set<number>();
        noteSure(tokens, one.from, one.to, sure);
        for (let at = one.from; at < one.to; at += 1) {
          const start = tokens.all[at]?.start;
          if (start === undefined || !sure.has(start) || tokens.is(at - 1, '.')) continue;
          touches.push(...(await this.at(tokens, at, one)));
        }
      }
    }
    return touches;
  }

  /** What the `intercept(…) { … }` or `install(…)` at a token touches; nothing when it is something else. */
  async at(tokens: TokenView, at: number, around: KtorFunction | undefined): Promise<readonly Touch[]> {
    const word = tokens.word(at);
    if ((word !== 'intercept' && word !== 'install') || !tokens.is(at + 1, '(')) return [];
    const end = tokens.closing(at + 1);
    const given = tokens.text(at + 2, end);
    if (word === 'install') {
      const plugin = this.#plugins.get(given.trim());
      return plugin ? this.#ofPlugin(plugin) : [];
    }
    if (/Fallback\s*$/.test(given) || !tokens.is(end + 1, '{')) return [];
    return this.#ofBlock(tokens, [end + 2, tokens.closing(end + 1)], around);
  }

  async #ofPlugin({ tokens, block: [from, to] }: Plugin): Promise<readonly Touch[]> {
    const touches: Touch[] = [];
    for (let at = from; at < to; at += 1) {
      if (tokens.is(at, '{')) at = tokens.closing(at);
      else if (tokens.word(at) === 'onCall' && tokens.is(at + 1, '{')) {
        touches.push(...(await this.#ofBlock(tokens, [at + 2, tokens.closing(at + 1)], undefined)));
        at = tokens.closing(at + 1);
      }
    }
    return touches;
  }

  async #ofBlock(
    tokens: TokenView,
    block: readonly [number, number],
    around: KtorFunction | undefined,
  ): Promise<readonly Touch[]> {
    const found = await blockMethod(tokens, around, block, this.#program);
    if (!found) return [];
    const { source } = tokens;
    const sure = new Set<number>();
    noteSure(tokens, ...block, sure);
    return sureTouches(found.type, found.method, this.#program, ({ line, column }) =>
      sure.has((source.lineStarts[line - 1] ?? 0) + column - 1),
    );
  }
}
