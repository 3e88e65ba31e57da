import { baseName, directoryOf } from '../repository-paths.js';

/** What a file offers to others, as far as its text tells. */
export interface Declarations {
  /** Names by which other files can mean it: types, functions and values that it exports, and the name of its module. */
  readonly names: ReadonlySet<string>;
  /** Names of types that those of the file are kinds of: who asks for one of those may be given one of these. */
  readonly kindsOf: ReadonlySet<string>;
  /** Whether a framework finds it without any file naming it: by an annotation, a convention of names, or because it is run for what it does. */
  readonly isFound: boolean;
}

interface Stack {
  readonly file: RegExp;
  /** The first group is a name, or a list of names. */
  readonly names: readonly RegExp[];
  readonly kindsOf?: RegExp;
  readonly found?: RegExp;
  readonly foundPath?: RegExp;
  /** Whether others import a file by its name. */
  readonly modules: boolean;
}

const stacks: readonly Stack[] = [
  {
    file: /\.[cm]?[jt]sx?$/i,
    names: [
      /^\s*export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var|interface|type|enum|namespace)\s+([\w$]+)/gm,
      /^\s*export\s*(?:type\s*)?\{([^}]*)\}/gm,
      /\bmodule\.exports\s*=\s*\{([^}]*)\}/g,
      /\bexports\.([\w$]+)\s*=/g,
      /\bmodule\.exports\s*=\s*(?:new\s+)?([\w$]+)/g,
    ],
    kindsOf: /\bclass\s+[\w$]+(?:<[^>{]*>)?\s+(?:extends|implements)\s([^{]*)\{/g,
    modules: true,
  },
  {
    file: /\.py$/,
    names: [/^(?:async\s+)?(?:def|class)\s+(\w+)/gm, /^(\w+)\s*(?::[^=\n]*)?=/gm],
    kindsOf: /^class\s+\w+\(([^)]*)\)/gm,
    // Modules that Django and Celery load by their names: https://docs.djangoproject.com/en/stable/ref/applications/
    foundPath: /(?:^|\/)(?:tasks|signals|receivers|apps|urls|models|admin|middleware)(?:\.py|\/)/,
    modules: true,
  },
  {
    file: /\.(?:java|kts?|scala)$/,
    names: [
      /\b(?:class|interface|enum|record|object)\s+(\w+)/g,
      /^(?:[a-z]+\s+)*fun\s+(?:<[^>\n]*>\s*)?(?:[\w.?]+(?:<[^>\n]*>)?\.)?(\w+)\s*\(/gm,
      /^(?:[a-z]+\s+)*va[lr]\s+(?:\w+\.)?(\w+)/gm,
    ],
    kindsOf:
      /\b(?:class|interface|record|enum)\s+\w+(?:<[^{(]*?>)?(?:\s*\([^{)]*\))?\s*(?:extends|implements|:)\s([^{]*)\{/g,
    // Beans are found by scanning, providers of extensions by their registration.
    found:
      /^\s*@(?:Component|Service|Repository|Configuration|AutoConfiguration|Controller|RestController|ControllerAdvice|RestControllerAdvice|Aspect|Endpoint|Singleton|ApplicationScoped|RequestScoped|Dependent|Path|Provider|Factory|ConfigurationProperties|Entity|MessageDriven|Startup)\b/m,
    modules: false,
  },
  {
    file: /\.(?:cs|fs|vb)$/,
    names: [
      /\b(?:class|interface|struct|record|enum|module)\s+(?:struct\s+|class\s+)?(\w+)/gi,
      /\bdelegate\s+[\w<>,\s]+?\s(\w+)\s*\(/g,
      /\bstatic\s[^;{}()=]*?\b(\w+)\s*(?:<[^>()]*>)?\s*\(\s*this\b/g,
    ],
    kindsOf:
      /\b(?:class|struct|record|interface)\s+\w+(?:<[^>{]*>)?(?:\s*\([^{)]*\))?\s*:\s*([^{;]*?)\s*(?:\bwhere\b|[{;])/g,
    // https://learn.microsoft.com/aspnet/core/mvc/advanced/app-parts: controllers of referenced assemblies are found.
    found: /\[ApiController\]|:\s*(?:Controller|ControllerBase|Hub)\b/,
    modules: false,
  },
  {
    file: /\.rb$/,
    // A module around a class is only a place for names, the same for many files.
    names: [
      /^\s*class\s+(?:\w+::)*(\w+)/gm,
      /^\s*module\s+(?:\w+::)*(\w+)[^\S\n]*\n(?!\s*(?:class|module)\b)/gm,
      /^\s*(?:\w+::)*([A-Z]\w*)\s*=/gm,
    ],
    kindsOf: /^\s*class\s+[\w:]+\s*<\s*([\w:]+)/gm,
    found: /<\s*(?:::)?Rails::(?:Engine|Railtie)/,
    // https://guides.rubyonrails.org/engines.html
    foundPath: /(?:^|\/)(?:config|app\/controllers|initializers)\//,
    modules: true,
  },
  {
    file: /\.php$/,
    names: [
      /^\s*(?:(?:abstract|final|readonly)\s+)*(?:class|interface|trait|enum)\s+(\w+)/gm,
      /^function\s+(\w+)/gm,
    ],
    kindsOf: /\b(?:class|enum)\s+\w+\s+(?:extends|implements)\s([^{]*)\{/g,
    // https://laravel.com/docs/packages#package-discovery, https://symfony.com/doc/current/bundles.html
    found:
      /\bextends\s+(?:\w*ServiceProvider|\w*Bundle|AbstractController|Controller)\b|#\[(?:Route|AsCommand|AsMessageHandler|AsEventListener)\b/,
    modules: false,
  },
  {
    file: /\.rs$/,
    names: [
      /^pub(?:\([^)\n]*\))?\s+(?:async\s+|unsafe\s+|const\s+)*(?:fn|struct|enum|union|trait|const|static|type)\s+(?:mut\s+)?(\w+)/gm,
      /^\s*macro_rules!\s+(\w+)/gm,
      /^impl(?:<[^{]*?>)?\s+(?:[^{]*?\sfor\s+)?(?:&\s*)?(?:\w+::)*(\w+)/gm,
    ],
    kindsOf: /^impl(?:<[^{]*?>)?\s+((?:\w+::)*\w+)[^{]*?\sfor\s/gm,
    modules: true,
  },
  {
    file: /\.exs?$/,
    names: [/^\s*defmodule\s+(?:\w+\.)*(\w+)/gm],
    // https://hexdocs.pm/elixir/Application.html: started with the application.
    found: /^\s*use\s+Application\b/m,
    kindsOf: /^\s*@behaviour\s+([\w.]+)/gm,
    modules: false,
  },
];

/** Names of files that stand for their folder, or for a whole package. */
const ofTheFolder = /^(?:index|mod|lib|main|__init__)$/;

/** Whether what the program text of a file offers can be told by its text. */
export function hasDeclarations(path: string): boolean {
  return stacks.some(({ file }) => file.test(path));
}

/**
 * What a file offers to others, by its text and not by its tree: names in comments and texts are taken too, which only makes more of it used.
 */
export function declarationsOf(path: string, text: string): Declarations {
  const stack = stacks.find(({ file }) => file.test(path));
  const names = new Set<string>();
  const kindsOf = new Set<string>();
  if (!stack) return { names, kindsOf, isFound: true };
  for (const pattern of stack.names)
    for (const [, list = ''] of text.matchAll(pattern))
      for (const name of list.match(/[\w$]+/g) ?? []) if (!words.has(name)) names.add(name);
  if (stack.kindsOf)
    for (const [, list = ''] of text.matchAll(stack.kindsOf))
      for (const name of list.match(/[A-Z]\w*/g) ?? []) kindsOf.add(name);
  if (stack.modules) {
    const stem = baseName(path).replace(/\.[^/]*$/, '');
    const name = ofTheFolder.test(stem) ? baseName(directoryOf(path)) : stem;
    if (!foldersOfCode.has(name)) names.add(name);
  }
  const offersNothing = names.size === 0 && !passesOn(text);
  const isFound = offersNothing || stack.found?.test(text) === true || stack.foundPath?.test(path) === true;
  return { names, kindsOf, isFound };
}

/** Lines that only hand on what other files offer. */
const handingOn =
  /^[^\S\n]*(?:export\s*(?:type\s*)?(?:\*|\{[^}]*\})\s*(?:as\s+\w+\s*)?from\b.*|(?:pub(?:\([^)\n]*\))?\s+)?(?:mod|use)\s[^;]*;|(?:from|import)\s.*|\/\/.*|#.*)$/gm;

/** Whether a file does nothing by itself: what it names is used by whom it hands it to. */
export function passesOn(text: string): boolean {
  return text.trim() !== '' && text.replace(handingOn, '').trim() === '';
}

/** Words between the names of a list. */
const words = new Set(['as', 'type', 'default']);

/** Folders whose name stands for the whole package: a mention of `src` means none of its files. */
const foldersOfCode = new Set(['src', 'lib', 'source', 'app', '.', '']);
