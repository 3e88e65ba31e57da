import type { HttpMethod, Route, RouteGap, Touch } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { JavaProgram } from '../../../syntax/java/program.js';
import { jvmFunctions } from '../../../syntax/jvm/functions.js';
import type { JvmFunction } from '../../../syntax/jvm/functions.js';
import { TokenView } from '../../../syntax/jvm/token-view.js';
import { httpMethods } from '../../http-methods.js';
import type { RouteReading } from '../../route-framework.js';
import { join } from '../jvm/paths.js';
import { isOfInterest } from '../../interest.js';
import { sureKotlinOffsets } from '../../../syntax/kotlin/sure-code.js';
import { sureOffsets } from '../../../syntax/sure-code.js';
import { foldTokens, handlerOfTokens, sureTouchesOfTokens } from './texts.js';

/** What differs between the frameworks whose routes are calls with a path and a lambda, grouped by `path("/x", …)`. */
export interface LambdaFramework {
  readonly name: string;
  /** Of the import that makes a file count. */
  readonly imported: RegExp;
  /** Of the text that makes calls without a receiver count: a static import. */
  readonly staticImport: RegExp;
  /** Names of the classes that routes are registered on. */
  readonly types: readonly string[];
  /** Further methods that register a route, with its method. */
  readonly others: ReadonlyMap<string, HttpMethod>;
  /** The setting in code for what stands before all paths; the group `path`. */
  readonly contextPath?: RegExp;
  /** The method with which code is put before routes, of all paths or of those of a pattern. */
  readonly before?: string;
  readonly spelled: (path: string) => string;
}

interface SourceFile {
  readonly tokens: TokenView;
  readonly functions: readonly JvmFunction[];
  readonly receivers: ReadonlySet<string>;
  readonly hasStatic: boolean;
}

/** Reads the routes of one such framework. */
export async function readLambdaRoutes(
  framework: LambdaFramework,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const sources = candidates.map(({ path }) => path).filter((path) => /\.(java|kt)$/.test(path));
  const files: SourceFile[] = [];
  let context = '';
  for (const path of sources) {
    const source = await view.read(path);
    if (!source || !framework.imported.test(source.text)) continue;
    const tokens = new TokenView(source);
    context = framework.contextPath?.exec(source.text)?.groups?.['path'] ?? context;
    files.push({
      tokens,
      functions: jvmFunctions(tokens.all),
      receivers: receiversIn(source.text, framework.types),
      hasStatic: framework.staticImport.test(source.text),
    });
  }
  if (files.length === 0) return { routes: [], gaps: [], skipped: [] };
  const walk = new LambdaWalk(framework, files, new JavaProgram(view, sources));
  for (const file of files) await walk.file(file, context);
  return { routes: walk.routesBehindHooks(), gaps: walk.gaps, skipped: [] };
}

/** Variables, fields and parameters of the classes. */
function receiversIn(text: string, types: readonly string[]): ReadonlySet<string> {
  const imported = types.filter((type) =>
    new RegExp(`^import\\s+[^\\n]*(\\b${type}\\b|\\*)`, 'm').test(text),
  );
  const names = new Set(imported);
  if (imported.length === 0) return names;
  const any = imported.join('|');
  for (const pattern of [
    new RegExp(`\\b(?:${any})\\s+(\\w+)\\b`, 'g'),
    new RegExp(`\\b(\\w+)\\s*:\\s*(?:${any})\\b`, 'g'),
    new RegExp(`\\b(\\w+)\\s*=\\s*(?:${any})\\s*\\.`, 'g'),
  ])
    for (const match of text.matchAll(pattern)) names.add(match[1] ?? '');
  return names;
}

/** Code that runs before the routes of a pattern. */
interface Hook {
  readonly pattern: string;
  readonly touches: readonly Touch[];
  readonly module: string;
}

/** The folder of the build module that a file belongs to. */
function moduleOf(path: string): string {
  return /^(.*?)(?:^|\/)src\//.exec(path)?.[1] ?? '';
}

/** Whether a hook's pattern covers a path: `*`, `/api/*`, or the path itself. */
function fits(pattern: string, path: string): boolean {
  const start = pattern.replace(/\*$/, '');
  if (/[*:{<]/.test(start)) return false;
  return start === pattern ? path === pattern : path.startsWith(start);
}

class LambdaWalk {
  readonly routes: Route[] = [];
  readonly #hooks: Hook[] = [];
  readonly gaps: RouteGap[] = [];
  readonly #framework: LambdaFramework;
  readonly #files: readonly SourceFile[];
  readonly #program: JavaProgram;
  /** Functions that are called inside of a group: they are read from there. */
  readonly #mounted = new Set<JvmFunction>();
  readonly #running = new Set<JvmFunction>();

  constructor(framework: LambdaFramework, files: readonly SourceFile[], program: JavaProgram) {
    this.#framework = framework;
    this.#files = files;
    this.#program = program;
    for (const file of files) this.#findMounted(file);
  }

  #findMounted(file: SourceFile): void {
    const { tokens } = file;
    for (let at = 0; at < tokens.all.length; at += 1) {
      if (tokens.word(at) !== 'path' || !tokens.is(at + 1, '(')) continue;
      const end = this.#endOfCall(tokens, at + 1);
      for (let inner = at + 2; inner < end; inner += 1)
        for (const { target } of this.#called(file, inner)) this.#mounted.add(target);
    }
  }

  /** Functions of the files that a word calls and that register something. */
  #called(
    file: SourceFile,
    at: number,
  ): readonly { readonly file: SourceFile; readonly target: JvmFunction }[] {
    const name = file.tokens.word(at);
    const isReference = file.tokens.is(at - 1, ':') && file.tokens.is(at - 2, ':');
    if (name === undefined || !(isReference || file.tokens.is(at + 1, '('))) return [];
    if (httpMethods.has(name) || name === 'path') return [];
    return this.#files.flatMap((one) =>
      one.functions.flatMap((target) =>
        target.name === name && this.#registers(one, target) ? [{ file: one, target }] : [],
      ),
    );
  }

  #registers(file: SourceFile, { from, to }: JvmFunction): boolean {
    for (let at = from; at < to; at += 1) {
      const word = file.tokens.word(at) ?? '';
      if ((httpMethods.has(word) || word === 'path') && this.#isOwn(file, at)) return true;
    }
    return false;
  }

  #isOwn({ tokens, receivers, hasStatic }: SourceFile, at: number): boolean {
    if (!tokens.is(at + 1, '(')) return false;
    if (!tokens.is(at - 1, '.'))
      return hasStatic && tokens.word(at - 1) !== 'fun' && tokens.word(at - 1) !== 'void';
    const start = this.#startOfChain(tokens, at);
    return (
      receivers.has(tokens.word(start) ?? '') ||
      (tokens.word(start) === 'this' && receivers.has(tokens.word(start + 2) ?? ''))
    );
  }

  /** `app.get(…).post(…)`: back over what is called before. */
  #startOfChain(tokens: TokenView, at: number): number {
    if (!tokens.is(at - 1, '.')) return at;
    let start = at - 2;
    for (let steps = 0; steps < 60; steps += 1) {
      if (tokens.is(start, ')')) {
        let depth = 0;
        for (; start > 0; start -= 1) {
          if (tokens.is(start, ')')) depth += 1;
          if (tokens.is(start, '(')) depth -= 1;
          if (depth === 0) break;
        }
        start -= 1;
      }
      if (!tokens.is(start - 1, '.')) break;
      start -= 2;
    }
    return start;
  }

  #endOfCall(tokens: TokenView, open: number): number {
    const end = tokens.closing(open);
    return tokens.is(end + 1, '{') && !tokens.startsLine(end + 1) ? tokens.closing(end + 1) : end;
  }

  /** The routes, those that somebody may probe with what the hooks before them touch. */
  routesBehindHooks(): readonly Route[] {
    return this.routes.map((route) => {
      const touchedBefore = isOfInterest(route.path, this.#program.view)
        ? this.#hooks
            .filter(
              ({ pattern, module }) => module === moduleOf(route.span.file) && fits(pattern, route.path),
            )
            .flatMap(({ touches }) => touches)
        : [];
      return touchedBefore.length > 0 ? { ...route, touchedBefore } : route;
    });
  }

  /** `before(handler)`, `before("/api/*", handler)`, unless a condition decides whether it is registered. */
  async #hook(file: SourceFile, at: number, prefix: string): Promise<void> {
    const { tokens } = file;
    const parts = tokens.parts(at + 1);
    const end = this.#endOfCall(tokens, at + 1);
    const [first, second] = parts;
    const text =
      first && tokens.all[first[0]]?.kind === 'text'
        ? await foldTokens(tokens, first, this.#program)
        : undefined;
    const isOnlyCode = text === undefined && (parts.length === 1 || (parts.length === 0 && end > at + 2));
    const code = isOnlyCode
      ? (first ?? ([at + 2, end] as const))
      : text === undefined
        ? undefined
        : (second ?? ([first?.[1] ?? at + 2, end] as const));
    if (!code || !(await this.#isSure(file, at))) return;
    const touches = await sureTouchesOfTokens(tokens, code, this.#program);
    const pattern = join(prefix, text ?? (prefix === '' ? '*' : '/*'));
    if (touches.length > 0) this.#hooks.push({ pattern, touches, module: moduleOf(tokens.source.path) });
  }

  async #isSure({ tokens }: SourceFile, at: number): Promise<boolean> {
    const { source } = tokens;
    const places = source.path.endsWith('.kt') ? sureKotlinOffsets(source) : await sureOffsets(source);
    return [at, this.#startOfChain(tokens, at)].some((one) => places.has(tokens.all[one]?.start ?? -1));
  }

  async file(file: SourceFile, prefix: string): Promise<void> {
    await this.#walk(file, 0, file.tokens.all.length, prefix, true);
  }

  async #walk(file: SourceFile, from: number, to: number, prefix: string, isRoot: boolean): Promise<void> {
    const { tokens } = file;
    for (let at = from; at < to; at += 1) {
      const skipped = isRoot
        ? file.functions.find((one) => one.from === at && this.#mounted.has(one))
        : undefined;
      if (skipped) {
        at = skipped.to;
        continue;
      }
      const word = tokens.word(at);
      if (word === undefined) continue;
      if (!isRoot)
        for (const called of this.#called(file, at))
          if (!this.#running.has(called.target)) {
            this.#running.add(called.target);
            await this.#walk(called.file, called.target.from, called.target.to, prefix, false);
            this.#running.delete(called.target);
          }
      if (word === this.#framework.before && this.#isOwn(file, at)) {
        await this.#hook(file, at, prefix);
        at = this.#endOfCall(tokens, at + 1);
        continue;
      }
      const method = httpMethods.get(word) ?? this.#framework.others.get(word);
      if ((method === undefined && word !== 'path') || !this.#isOwn(file, at)) continue;
      const parts = tokens.parts(at + 1);
      const end = this.#endOfCall(tokens, at + 1);
      const [first] = parts;
      if (!first) continue;
      const isHandlerOnly =
        parts.length === 1 && end === tokens.closing(at + 1) && tokens.all[first[0]]?.kind !== 'text';
      const text = isHandlerOnly ? '' : await foldTokens(tokens, first, this.#program);
      const span = tokens.span(at, Math.min(first[1], end) + 1);
      if (text === undefined) {
        this.gaps.push({ framework: this.#framework.name, span, reason: 'the path is made at run time' });
        if (word === 'path') at = end;
        continue;
      }
      const full = join(prefix, text);
      if (word === 'path') {
        await this.#walk(file, first[1], end, full, false);
        at = end;
      } else if (method) {
        const path = this.#framework.spelled(full);
        this.routes.push({
          framework: this.#framework.name,
          method,
          path,
          pathComplete: true,
          span,
          servedBy: 'code',
          handler: await handlerOfTokens(
            tokens,
            isHandlerOnly ? first : [first[1], end],
            path,
            this.#program,
          ),
          confidence: 'high',
        });
      }
    }
  }
}
