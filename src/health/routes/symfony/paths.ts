/** Two parts of a path put together, as Symfony's prefixes are. */
export function prefixed(prefix: string, path: string): string {
  const start = prefix.replaceAll(/^\/+|\/+$/g, '');
  const rest = path.replace(/^\/+/, '');
  if (start === '') return `/${rest}`;
  return rest === '' ? `/${start}` : `/${start}/${rest}`;
}

/** What is known of the parameters of a path. */
export interface PathDetails {
  /** Patterns by parameter. */
  readonly requirements: ReadonlyMap<string, string>;
  /** Parameters that have a default: at the end of a path they may be left out. */
  readonly defaults: ReadonlySet<string>;
}

/**
 * A path of Symfony in lintel's form: `{id<\d+>}`, `{!slug}`, `{slug:post}` are `{id}` …; a parameter whose pattern takes slashes is a
 * wildcard; parameters with a default at the end give paths without them, too.
 */
export function pathsOfPattern(pattern: string, { requirements, defaults }: PathDetails): readonly string[] {
  const optional = new Set(defaults);
  const path = `/${pattern.replace(/^\/+/, '')}`.replaceAll(
    /\{!?(\w+)(?::[\w.]+)?(?:<((?:[^<>]|<[^<>]*>)*)>)?(\?[^{}]*)?\}/g,
    (_, name: string, own?: string, fallback?: string) => {
      if (fallback !== undefined) optional.add(name);
      return /\.[*+]/.test(own ?? requirements.get(name) ?? '') ? `{*${name}}` : `{${name}}`;
    },
  );
  const variants = [path];
  for (let last = path; variants.length < 8;) {
    const end = /[./]\{\*?(\w+)\}$/.exec(last);
    if (!end || !optional.has(end[1] ?? '')) break;
    last = last.slice(0, end.index) || '/';
    variants.push(last);
  }
  return variants;
}
