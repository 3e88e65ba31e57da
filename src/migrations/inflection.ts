/** Irregular nouns of Rails' inflector, whose rules Laravel's and CakePHP's share (activesupport/lib/active_support/inflections.rb). */
const irregular: readonly (readonly [string, string])[] = [
  ['person', 'people'],
  ['man', 'men'],
  ['child', 'children'],
  ['sex', 'sexes'],
  ['move', 'moves'],
  ['zombie', 'zombies'],
];

const uncountable: ReadonlySet<string> = new Set(
  'equipment information rice money species series fish sheep jeans police'.split(' '),
);

type Rule = readonly [RegExp, string];

/** Rails' rules, the later ones first, as it tries them. */
const plurals: readonly Rule[] = [
  [/quiz$/, 'quizzes'],
  [/^oxen$/, 'oxen'],
  [/^ox$/, 'oxen'],
  [/^(m|l)ice$/, '$1ice'],
  [/^(m|l)ouse$/, '$1ice'],
  [/(matr|vert|ind)(?:ix|ex)$/, '$1ices'],
  [/(x|ch|ss|sh)$/, '$1es'],
  [/([^aeiouy]|qu)y$/, '$1ies'],
  [/hive$/, 'hives'],
  [/([lr])f$/, '$1ves'],
  [/([^f])fe$/, '$1ves'],
  [/sis$/, 'ses'],
  [/([ti])a$/, '$1a'],
  [/([ti])um$/, '$1a'],
  [/(buffal|tomat)o$/, '$1oes'],
  [/bus$/, 'buses'],
  [/(alias|status)$/, '$1es'],
  [/(octop|vir)(?:us|i)$/, '$1i'],
  [/^(ax|test)is$/, '$1es'],
  [/s$/, 's'],
  [/$/, 's'],
];

const singulars: readonly Rule[] = [
  [/databases$/, 'database'],
  [/quizzes$/, 'quiz'],
  [/(matr)ices$/, '$1ix'],
  [/(vert|ind)ices$/, '$1ex'],
  [/^oxen$/, 'ox'],
  [/(alias|status)(es)?$/, '$1'],
  [/(octop|vir)(us|i)$/, '$1us'],
  [/^axes$/, 'axis'],
  [/(cris|test)(is|es)$/, '$1is'],
  [/shoes$/, 'shoe'],
  [/oes$/, 'o'],
  [/bus(es)?$/, 'bus'],
  [/^(m|l)ice$/, '$1ouse'],
  [/(x|ch|ss|sh)es$/, '$1'],
  [/movies$/, 'movie'],
  [/series$/, 'series'],
  [/([^aeiouy]|qu)ies$/, '$1y'],
  [/([lr])ves$/, '$1f'],
  [/tives$/, 'tive'],
  [/hives$/, 'hive'],
  [/([^f])ves$/, '$1fe'],
  [/(analy|ba|diagno|parenthe|progno|synop|the)(sis|ses)$/, '$1sis'],
  [/([ti])a$/, '$1um'],
  [/news$/, 'news'],
  [/ss$/, 'ss'],
  [/s$/, ''],
];

/** Plural of a snake_case noun as Rails makes it for table names; its last word decides. */
export function pluralize(noun: string): string {
  return inflected(noun, plurals, ([one, many]) => [one, many]);
}

/** Singular of a table's name as Rails makes it for the columns that point at it. */
export function singularize(noun: string): string {
  return inflected(noun, singulars, ([one, many]) => [many, one]);
}

function inflected(
  noun: string,
  rules: readonly Rule[],
  way: (pair: readonly [string, string]) => readonly [string, string],
): string {
  const at = noun.lastIndexOf('_') + 1;
  const [front, word] = [noun.slice(0, at), noun.slice(at)];
  if (uncountable.has(word)) return noun;
  for (const pair of irregular) {
    const [from, to] = way(pair);
    if (word === from || word === to) return front + to;
  }
  for (const [pattern, replacement] of rules)
    if (pattern.test(word)) return front + word.replace(pattern, replacement);
  return noun;
}

/** The table of a model. Rails' prefix of a module is only there for modules that name one, so the last name decides. */
export function tableize(model: string): string {
  return pluralize(snakeCase(model.split('::').at(-1) ?? model));
}

/** `UserID` → `user_id`, `HTTPServer` → `http_server`. */
export function snakeCase(name: string): string {
  return name
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
