/** How the files of a stack offer and use names. */
export interface Stack {
  readonly name: string;
  readonly file: RegExp;
  /** The first group is a name, or a list of names. */
  readonly names: readonly RegExp[];
  readonly kindsOf?: RegExp;
  readonly found?: RegExp;
  readonly foundPath?: RegExp;
  /** Lines that name a place for names, and nothing that is used. */
  readonly places?: RegExp;
  /** Where a file names others by the names of their files; absent where it only names what they offer. */
  readonly imports?: RegExp;
}

const stacks: readonly Stack[] = [
  {
    name: 'javascript',
    file: /\.[cm]?[jt]sx?$/i,
    imports: /(?:\bfrom\s*|\brequire\(\s*|\bimport\(?\s*)(["'`][^"'`\n]+["'`])/g,
    names: [
      /^\s*export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var|interface|type|enum|namespace)\s+([\w$]+)/gm,
      /^\s*export\s*(?:type\s*)?\{([^}]*)\}/gm,
      /\bmodule\.exports\s*=\s*\{([^}]*)\}/g,
      /\bexports\.([\w$]+)\s*=/g,
      /\bmodule\.exports\s*=\s*(?:new\s+)?([\w$]+)/g,
    ],
    kindsOf: /\bclass\s+[\w$]+(?:<[^>{]*>)?\s+(?:extends|implements)\s([^{]*)\{/g,
  },
  {
    name: 'python',
    file: /\.py$/,
    imports: /^\s*(?:from\s+\S+\s+import\s+\([^)]*\)|(?:from|import)\s.*)/gm,
    names: [/^(?:async\s+)?(?:def|class)\s+(\w+)/gm, /^(\w+)\s*(?::[^=\n]*)?=/gm],
    kindsOf: /^class\s+\w+\(([^)]*)\)/gm,
    // Modules that Django and Celery load by their names: https://docs.djangoproject.com/en/stable/ref/applications/
    foundPath: /(?:^|\/)(?:tasks|signals|receivers|apps|urls|models|admin|middleware)(?:\.py|\/)/,
  },
  {
    name: 'jvm',
    file: /\.(?:java|kts?|scala)$/,
    places: /^\s*(?:namespace|package)\s.*$|^\s*(?:global\s+)?(?:using|import)\s+[\w.]+;?\s*$/gm,
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
  },
  {
    name: 'dotnet',
    file: /\.(?:cs|fs|vb)$/,
    places: /^\s*(?:namespace|package)\s.*$|^\s*(?:global\s+)?(?:using|import)\s+[\w.]+;?\s*$/gm,
    names: [
      /\b(?:class|interface|struct|record|enum|module)\s+(?:struct\s+|class\s+)?(\w+)/gi,
      /\bdelegate\s+[\w<>,\s]+?\s(\w+)\s*\(/g,
      /\bstatic\s[^;{}()=]*?\b(\w+)\s*(?:<[^>()]*>)?\s*\(\s*this\b/g,
    ],
    kindsOf:
      /\b(?:class|struct|record|interface)\s+\w+(?:<[^>{]*>)?(?:\s*\([^{)]*\))?\s*:\s*([^{;]*?)\s*(?:\bwhere\b|[{;])/g,
    // https://learn.microsoft.com/aspnet/core/mvc/advanced/app-parts: controllers of referenced assemblies are found.
    found: /\[ApiController\]|:\s*(?:Controller|ControllerBase|Hub)\b/,
  },
  {
    name: 'ruby',
    file: /\.rb$/,
    imports: /\b(?:require(?:_relative)?|autoload)\b.*/g,
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
  },
  {
    name: 'php',
    file: /\.php$/,
    names: [
      /^\s*(?:(?:abstract|final|readonly)\s+)*(?:class|interface|trait|enum)\s+(\w+)/gm,
      /^function\s+(\w+)/gm,
    ],
    kindsOf: /\b(?:class|enum)\s+\w+\s+(?:extends|implements)\s([^{]*)\{/g,
    // https://laravel.com/docs/packages#package-discovery, https://symfony.com/doc/current/bundles.html
    found:
      /\bextends\s+(?:\w*ServiceProvider|\w*Bundle|AbstractController|Controller)\b|#\[(?:Route|AsCommand|AsMessageHandler|AsEventListener)\b/,
  },
  {
    name: 'rust',
    file: /\.rs$/,
    imports: /\bmod\s+\w+|\b\w+(?=::)/g,
    names: [
      /^pub(?:\([^)\n]*\))?\s+(?:async\s+|unsafe\s+|const\s+)*(?:fn|struct|enum|union|trait|const|static|type)\s+(?:mut\s+)?(\w+)/gm,
      /^\s*macro_rules!\s+(\w+)/gm,
      /^impl(?:<[^{]*?>)?\s+(?:[^{]*?\sfor\s+)?(?:&\s*)?(?:\w+::)*(\w+)/gm,
    ],
    kindsOf: /^impl(?:<[^{]*?>)?\s+((?:\w+::)*\w+)[^{]*?\sfor\s/gm,
  },
  {
    name: 'elixir',
    file: /\.exs?$/,
    names: [/^\s*defmodule\s+(?:\w+\.)*(\w+)/gm],
    // https://hexdocs.pm/elixir/Application.html: started with the application.
    found: /^\s*use\s+Application\b/m,
    kindsOf: /^\s*@behaviour\s+([\w.]+)/gm,
  },
];

/** The stack of a file of program text; undefined for one whose text is not read here. */
export function stackOf(path: string): Stack | undefined {
  return stacks.find(({ file }) => file.test(path));
}
