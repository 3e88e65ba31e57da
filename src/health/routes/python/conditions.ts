/** The words for a condition that only holds on the machine of a developer. */
export const developmentOnly = 'development only';

const debug = /(?:^|[^\w])(?:DEBUG|debug)\b(?!_)/;
const developmentName = /['"](?:dev|devel|develop|development|local|debug|test|testing)['"]/i;
const negated = /^\s*not\b|!=|\bnot\s+in\b|\bis\s+(?:False|not)\b|==\s*(?:False|0)\b/;

/**
 * The condition of a route in words, out of the tests of the `if` statements around it. What holds as soon as nobody debugs is none.
 * @returns undefined when the route is always served.
 */
export function conditionOf(tests: readonly string[]): string | undefined {
  const words: string[] = [];
  for (const test of tests) {
    const aboutDevelopment =
      debug.test(test) || (developmentName.test(test) && /env|stage|mode|profile/i.test(test));
    if (!aboutDevelopment) words.push(test);
    else if (!negated.test(test)) words.push(developmentOnly);
  }
  return words.length === 0 ? undefined : [...new Set(words)].join(' and ');
}
