import type { SourceText } from '../../../model/source-text.js';
import type { JavaFile, JavaType } from '../../../syntax/java/file.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { jvmFunctions } from '../../../syntax/jvm/functions.js';
import type { JvmFunction } from '../../../syntax/jvm/functions.js';
import { TokenView } from '../../../syntax/jvm/token-view.js';
import { sureKotlinOffsets } from '../../../syntax/kotlin/sure-code.js';
import { sureOffsets } from '../../../syntax/sure-code.js';
import { foldTokens } from '../jvm-routers/texts.js';

/** A filter or interceptor that configuration puts before routes. */
export interface Registration {
  readonly kind: 'filter' | 'interceptor' | 'bean';
  readonly type: JavaType;
  /** Patterns that it is for; none = all paths; undefined = only run time knows. */
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[] | undefined;
  /** Whether it is surely there: not switched off, not under a condition. */
  readonly isSure: boolean;
}

/**
 * Reads what a configuration file registers: beans of filters, `FilterRegistrationBean`, and what `addInterceptors` adds.
 * Sources: https://docs.spring.io/spring-boot/how-to/webserver.html#howto.webserver.add-servlet-filter-listener,
 * https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-config/interceptors.html
 */
export async function readRegistrations(
  source: SourceText,
  program: JavaProgram,
): Promise<readonly Registration[]> {
  const file = await program.file(source.path);
  if (!file) return [];
  const tokens = new TokenView(source);
  const sure = source.path.endsWith('.kt') ? sureKotlinOffsets(source) : await sureOffsets(source);
  const reader = new Reader(tokens, file, program, sure);
  const found: Registration[] = [];
  for (const one of jvmFunctions(tokens.all)) {
    if (one.name === 'addInterceptors') found.push(...(await reader.interceptors(one)));
    else found.push(...(await reader.bean(one)));
  }
  return found;
}

class Reader {
  readonly #tokens: TokenView;
  readonly #file: JavaFile;
  readonly #program: JavaProgram;
  readonly #sure: Pick<ReadonlySet<number>, 'has'>;

  constructor(
    tokens: TokenView,
    file: JavaFile,
    program: JavaProgram,
    sure: Pick<ReadonlySet<number>, 'has'>,
  ) {
    this.#tokens = tokens;
    this.#file = file;
    this.#program = program;
    this.#sure = sure;
  }

  /** `registry.addInterceptor(x).addPathPatterns(…).excludePathPatterns(…)`. */
  async interceptors({ from, to }: JvmFunction): Promise<readonly Registration[]> {
    const tokens = this.#tokens;
    const found: Registration[] = [];
    for (let at = from; at < to; at += 1) {
      const [part] =
        tokens.word(at) === 'addInterceptor' && tokens.is(at + 1, '(') ? tokens.parts(at + 1) : [];
      const type = part && (await this.#typeOf(tokens.text(...part), from));
      if (!type) continue;
      let end = tokens.closing(at + 1);
      // `var registration = registry.addInterceptor(x);` is gone on with by its name.
      const held = tokens.is(at - 3, '=') ? tokens.word(at - 4) : undefined;
      while (tokens.is(end + 1, '.') && tokens.is(end + 3, '(')) end = tokens.closing(end + 3);
      const reach = held === undefined ? end + 1 : to;
      const first = tokens.all[at - 2] ?? tokens.all[at];
      found.push({
        kind: 'interceptor',
        type,
        include: await this.#patterns(/^addPathPatterns$/, at, reach, held),
        exclude: await this.#patterns(/^excludePathPatterns$/, at, reach, held),
        isSure: !isConditional(this.#around(from)) && first !== undefined && this.#sure.has(first.start),
      });
    }
    return found;
  }

  /** A `@Bean` that is a filter, or a registration of one. */
  async bean({ name, from, to }: JvmFunction): Promise<readonly Registration[]> {
    const tokens = this.#tokens;
    const method = this.#around(from).find(({ method: one }) => one?.name === name)?.method;
    if (!method?.annotations.some((one) => one.name === 'Bean')) return [];
    const isSure = !isConditional(this.#around(from), name);
    const result = method.result ?? '';
    if (!/^(?:\w+\.)*FilterRegistrationBean\b/.test(result)) {
      const made = /\b(?:return\s+)?(?:new\s+)?([A-Z]\w*)\s*\(/.exec(tokens.text(from, to))?.[1];
      const written = /^(?:Filter|WebFilter)$/.test(result) ? made : result;
      const type = written === undefined ? undefined : await this.#program.typeNamed(written, this.#file);
      return type ? [{ kind: 'bean', type, include: [], exclude: [], isSure }] : [];
    }
    const argument = /<\s*([\w.]+)\s*>/.exec(result)?.[1];
    const type =
      (argument !== undefined && argument !== 'Filter'
        ? await this.#program.typeNamed(argument, this.#file)
        : undefined) ?? (await this.#filterIn(from, to));
    if (!type) return [];
    const text = tokens.text(from, to);
    const isOff = /\bsetEnabled\(\s*false|\b(?:isEnabled|enabled)\s*=\s*false/.test(text);
    const isBound =
      /\b(?:addServletNames|setServletNames|setServletRegistrationBeans|setDispatcherTypes|setEnabled\(\s*[^ft\s])/.test(
        text,
      );
    return [
      {
        kind: 'filter',
        type,
        include: isBound
          ? undefined
          : await this.#patterns(/^(?:addUrlPatterns|setUrlPatterns|urlPatterns)$/, from, to, undefined),
        exclude: [],
        isSure: isSure && !isOff,
      },
    ];
  }

  /** The class of the first filter that a registration is given. */
  async #filterIn(from: number, to: number): Promise<JavaType | undefined> {
    const tokens = this.#tokens;
    for (let at = from; at < to; at += 1) {
      const word = tokens.word(at) ?? '';
      const parts = /^(?:setFilter|FilterRegistrationBean)$/.test(word)
        ? tokens.parts(tokens.behindTypes(at + 1))
        : [];
      const type = parts[0] && (await this.#typeOf(tokens.text(...parts[0]), from));
      if (type) return type;
    }
    return undefined;
  }

  /** The class of an expression: `new X(y)`, `X()`, a field, a parameter, a method of the class. */
  async #typeOf(written: string, at: number): Promise<JavaType | undefined> {
    const text = written.replace(/^this\s*\.\s*/, '').trim();
    const made = /^(?:new\s+)?([A-Z][\w.]*)\s*(?:<[^>]*>)?\s*\(/.exec(text)?.[1];
    if (made !== undefined) return this.#program.typeNamed(made, this.#file);
    const [, name, isCall] = /^(\w+)\s*(\()?/.exec(text) ?? [];
    if (name === undefined) return undefined;
    for (const { type, method } of this.#around(at)) {
      const declared =
        isCall === undefined
          ? (method?.parameters.get(name) ?? type.fields.get(name))
          : type.methods.find((one) => one.name === name)?.result;
      if (declared !== undefined) return this.#program.typeNamed(declared, type.file);
    }
    return undefined;
  }

  /** The types of the file with the method whose body begins at a token, if it has that. */
  #around(
    from: number,
  ): readonly { readonly type: JavaType; readonly method?: JavaType['methods'][number] }[] {
    const start = this.#tokens.span(from, from + 1);
    return this.#file.types.map((type) => {
      const method = type.methods.findLast(
        ({ span }) => span.line < start.line || (span.line === start.line && span.column <= start.column),
      );
      return { type, ...(method && { method }) };
    });
  }

  /** The texts that calls are given; undefined when one of them is not known, none when there is no such call. */
  async #patterns(
    called: RegExp,
    from: number,
    to: number,
    held: string | undefined,
  ): Promise<readonly string[] | undefined> {
    const tokens = this.#tokens;
    const found: string[] = [];
    for (let at = from; at < to; at += 1) {
      if (!called.test(tokens.word(at) ?? '')) continue;
      if (held !== undefined && tokens.word(at - 2) !== held && !tokens.is(at - 2, ')')) continue;
      const open = tokens.is(at + 1, '=') ? at + 3 : at + 1;
      if (!tokens.is(open, '(')) return undefined;
      for (const part of this.#items(open)) {
        const text = await foldTokens(tokens, part, this.#program);
        if (text === undefined) return undefined;
        found.push(text);
      }
    }
    return found;
  }

  /** The arguments of a call, those of `List.of(…)` and its like among them. */
  #items(open: number): readonly (readonly [number, number])[] {
    const tokens = this.#tokens;
    return tokens.parts(open).flatMap(([from, to]): readonly (readonly [number, number])[] => {
      const text = tokens.text(from, Math.min(to, from + 4));
      if (!/^(?:List\.of|Set\.of|Arrays\.asList|listOf|setOf|Collections\.singleton(?:List)?)\b/.test(text))
        return [[from, to]];
      const inner = Array.from({ length: 4 }, (_, index) => from + index).find((at) => tokens.is(at, '('));
      return inner === undefined ? [[from, to]] : tokens.parts(inner);
    });
  }
}

/** Whether what is around a place holds in a profile or under a condition only. */
function isConditional(
  around: readonly { readonly type: JavaType; readonly method?: JavaType['methods'][number] }[],
  name?: string,
): boolean {
  return around.some(({ type, method }) =>
    [...type.annotations, ...(method && method.name === name ? method.annotations : [])].some(
      (one) => one.name === 'Profile' || one.name.startsWith('Conditional'),
    ),
  );
}
