import type { SourceText } from '../../model/source-text.js';

/** The languages whose files are cut down to a {@link CodeFile}. JavaScript stands for TypeScript and JSX too. */
export const codeLanguages = [
  'csharp',
  'elixir',
  'go',
  'java',
  'javascript',
  'kotlin',
  'php',
  'python',
  'ruby',
  'rust',
] as const;

export type CodeLanguage = (typeof codeLanguages)[number];

/** A range of the file's text, as UTF-16 offsets. */
export interface CodeRange {
  readonly start: number;
  readonly end: number;
}

/**
 * One file of a program, cut down to what it calls, on what, with what, and where that stands. Plain data that outlives the syntax tree.
 *
 * Everything is told apart by its *target*: the module that a name comes from and the way from there, with `()` for each call or construction
 * in between, whatever the variables are called: after `const cache = new Redis()` with `import Redis from 'ioredis'`, the call
 * `cache.set(…)` has the target `ioredis().set`. A target begins with
 * - the module as it is written in the language (`@nestjs/common.Controller`, `net/http.Get`, `django.core.cache.cache.set`,
 *   `org.springframework.web.client.RestTemplate()`, `reqwest::Client::new()`), where the name is imported or, by its type, made from what is
 *   imported (a parameter, field or property of type `Redis` is `ioredis()`),
 * - the bare name, where nothing in the file declares it: globals (`process.on`, `fetch`, `Rails.cache.fetch`),
 * - `?` and the name, where the file declares it and nothing is known of its value. Nothing may be concluded from such a target.
 *
 * What is special:
 * - Java, Kotlin: classes by their fully qualified names (`java.net.http.HttpClient.newBuilder().build`). What comes by `import a.b.*` keeps its bare
 *   name, and the imports have one of the name `*`. Annotations are marks. `lazy { x }` is x, `x.apply { }` is x.
 * - Kotlin: a lambda behind a call is its last argument; `5.minutes` is the number 300, as in Ruby.
 * - Ruby: constants as they are written (`Net::HTTP.start`), instance variables as members of `this` (`this.@redis`). A call without arguments and
 *   block stands in the targets of others like a member (`Rails.cache.fetch`), except `new` (`Redis.new().get`). Blocks are arguments of the
 *   name `&block`, pairs are named arguments, symbols are texts, `retry` is a call in the handler of its `begin`.
 * - PHP: names with backslashes and members with dots (`Illuminate\Support\Facades\Cache.put`, `GuzzleHttp\Client().post`), local variables with
 *   their `$`; arrays with keys are maps. What a file gives back outside of functions (`return [...]`) is an assignment to `return`.
 */
export interface CodeFile {
  readonly source: SourceText;
  readonly language: CodeLanguage;
  readonly imports: readonly CodeImport[];
  /** Every call and construction, in the order of their first character; inner ones too. */
  readonly calls: readonly CodeCall[];
  /** Annotations, decorators, attributes. */
  readonly marks: readonly CodeMark[];
  /** Declarations with a value, and assignments to names and members. */
  readonly assignments: readonly CodeAssignment[];
  readonly functions: readonly CodeFunction[];
  readonly classes: readonly CodeClass[];
  readonly tries: readonly CodeTry[];
  readonly loops: readonly CodeLoop[];
  /** Offset of the first place that does not parse. */
  readonly brokenAt?: number;
}

/** A name that comes from elsewhere. */
export interface CodeImport extends CodeRange {
  /** The local name; empty for an import for its effects alone (`import './tracing'`). */
  readonly name: string;
  /** As written, e.g. `ioredis`, `./redis`, `net/http`, `django.core.cache`; `node:` is taken away. */
  readonly module: string;
  /** The member that is taken; absent for the module itself (or its default export). */
  readonly member?: string;
}

export type CodeValue = CodeRange &
  (
    | CodeText
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'null' }
    | CodePath
    | CodeCall
    | CodeMap
    | { readonly kind: 'list'; readonly items: readonly CodeValue[] }
    | { readonly kind: 'function'; readonly function: CodeFunction }
    /** Anything else; `parts` are the values in it. */
    | { readonly kind: 'other'; readonly operator?: string; readonly parts: readonly CodeValue[] }
  );

export interface CodeText extends CodeRange {
  readonly kind: 'text';
  /** The text; `{}` stands for each part that is put in at run time. */
  readonly text: string;
  /** False when parts are put in at run time. */
  readonly exact: boolean;
}

/** A name, or a member of something: `redis`, `this.redis`, `http.DefaultClient`. */
export interface CodePath extends CodeRange {
  readonly kind: 'path';
  /** The last name. */
  readonly name: string;
  /** What it is a member of. */
  readonly object?: CodeValue;
  /** Whether it is named by a path of Rust (`Client::new`), which its target keeps. */
  readonly scoped?: boolean;
  /** See {@link CodeFile}. */
  readonly target: string;
  /** The value that the name was declared with, in this file or in the one that it is imported from, where there is just one. */
  readonly value?: CodeValue;
}

/** Object literals, dictionaries, hashes, struct literals' fields. */
export interface CodeMap extends CodeRange {
  readonly kind: 'map';
  readonly entries: readonly CodeArgument[];
  /** Whether others are spread into it, so that absent keys mean nothing. */
  readonly spread: boolean;
}

/** A call, or the making of an object (`new X(…)`, `&http.Client{…}`, `Config { … }`). */
export interface CodeCall extends CodeRange {
  readonly kind: 'call';
  readonly callee: CodePath;
  /** The last name of the callee. */
  readonly name: string;
  /** Of the callee; see {@link CodeFile}. */
  readonly target: string;
  readonly constructs: boolean;
  readonly arguments: readonly CodeArgument[];
  /** Whether arguments are spread into it, so that absent ones mean nothing. */
  readonly spread: boolean;
  /** Types given in angle or square brackets, as written: `AddHttpClient<IShop, Shop>()`. */
  readonly typeArguments?: readonly string[];
  readonly context: CodeContext;
}

/** One argument of a call, or one entry of a map; fields of struct literals and blocks of Ruby (`&block`) are named arguments too. */
export interface CodeArgument {
  readonly name?: string;
  readonly value: CodeValue;
}

/** Where a call stands. */
export interface CodeContext {
  readonly function?: CodeFunction;
  readonly class?: CodeClass;
  /** The innermost loop inside the same function. */
  readonly loop?: CodeLoop;
  /** The innermost `try` whose body it stands in, inside the same function. */
  readonly try?: CodeTry;
  /** The innermost `try` in whose handlers it stands, inside the same function. */
  readonly handlerOf?: CodeTry;
  /** Whether a condition decides if it runs (`if`, `switch`, `?:`, `&&`), inside the same function. */
  readonly conditional: boolean;
}

/** A function, method, closure, lambda, or block. */
export interface CodeFunction extends CodeRange {
  /** Empty for one without a name. */
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type?: string }[];
  readonly marks: readonly CodeMark[];
  /** What it gives back, in order, as far as it is written. */
  readonly returns: readonly CodeValue[];
  /** The declared type of what it gives back, where the language's lowering tells it. */
  readonly result?: CodePath;
  readonly parent?: CodeFunction;
  readonly class?: CodeClass;
  /** The call that it is an argument of. */
  readonly argumentOf?: CodeCall;
}

export interface CodeClass extends CodeRange {
  readonly name: string;
  /** Targets of base classes, interfaces and mixed-in modules. */
  readonly bases: readonly string[];
  readonly marks: readonly CodeMark[];
}

/** An annotation, a decorator, an attribute. */
export interface CodeMark extends CodeRange {
  readonly name: string;
  /** See {@link CodeFile}. */
  readonly target: string;
  readonly arguments: readonly CodeArgument[];
  readonly on: 'class' | 'field' | 'function' | 'parameter';
  /** The function or class that it stands on, or whose parameter or field it is. */
  readonly function?: CodeFunction;
  readonly class?: CodeClass;
}

/** `name = value`, `object.member = value`, `const name = value`. */
export interface CodeAssignment extends CodeRange {
  /** What is assigned to. */
  readonly place: CodePath;
  readonly value: CodeValue;
  readonly declares: boolean;
  readonly context: CodeContext;
}

export interface CodeTry extends CodeRange {
  readonly body: CodeRange;
  readonly handlers: readonly (CodeRange & {
    /** Whether nothing stands in it but comments. */
    readonly empty: boolean;
  })[];
}

export interface CodeLoop extends CodeRange {
  /** Whether nothing but a jump out of it ends it: `while (true)`, `for {}`, `loop {}`. */
  readonly endless: boolean;
}
