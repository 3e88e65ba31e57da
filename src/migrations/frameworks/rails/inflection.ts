/** The common irregular nouns of Rails' inflector (activesupport/lib/active_support/inflections.rb). */
const irregular: readonly (readonly [string, string])[] = [
  ['person', 'people'],
  ['man', 'men'],
  ['child', 'children'],
  ['sex', 'sexes'],
  ['move', 'moves'],
  ['datum', 'data'],
  ['medium', 'media'],
  ['status', 'statuses'],
  ['quiz', 'quizzes'],
];

const uncountable = new Set([
  'equipment',
  'information',
  'rice',
  'money',
  'species',
  'series',
  'fish',
  'sheep',
  'jeans',
  'police',
  'news',
  'metadata',
]);

/** Plural of a snake_case noun as Rails makes it for table names; the last word decides. */
export function pluralize(noun: string): string {
  const at = noun.lastIndexOf('_') + 1;
  const [front, word] = [noun.slice(0, at), noun.slice(at)];
  return front + pluralWord(word);
}

function pluralWord(word: string): string {
  if (uncountable.has(word)) return word;
  const known = irregular.find(([singular, plural]) => word === singular || word === plural);
  if (known) return known[1];
  if (/(s|x|z|ch|sh)$/.test(word))
    return /(ss|x|z|ch|sh|us|is)$/.test(word)
      ? word.replace(/is$/, 'es').replace(/(ss|x|z|ch|sh|us)$/, '$1es')
      : word;
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  if (/([^f]fe|[lr]f)$/.test(word)) return word.replace(/fe?$/, 'ves');
  return `${word}s`;
}

/** The table of a model: `Admin::UserRole` → `admin_user_roles` is Rails' prefix rule only for modules with one, so the last name decides. */
export function tableize(model: string): string {
  const name = model.split('::').at(-1) ?? model;
  const snake = name
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
  return pluralize(snake);
}
