import type { CSharpFile } from '../../../syntax/csharp/files.js';
import type { Expression } from '../../../syntax/imperative/tree.js';

export const developmentOnly = 'development only';
const notInDevelopment = 'not in development';

/** What a condition says of the code behind it and of the code behind its `else`, as {@link Route.condition} puts it. */
export function conditionsOf(
  test: Expression,
  file: CSharpFile,
): { readonly holds: string; readonly fails: string } {
  const text = textOf(test, file);
  const isDevelopment =
    /^(\w+(\(\))?\??\.)*(IsDevelopment|IsLocal)\(\)$|\.IsEnvironment\("(Development|Local)"\)$|^#if DEBUG$/;
  const isProduction = /^(\w+(\(\))?\??\.)*IsProduction\(\)$|\.IsEnvironment\("Production"\)$/;
  const plain = text.replace(/^!\s*/, '');
  const isNegated = plain !== text;
  const [one, other] = isDevelopment.test(plain)
    ? [developmentOnly, notInDevelopment]
    : isProduction.test(plain)
      ? [notInDevelopment, developmentOnly]
      : [undefined, undefined];
  if (one !== undefined) return isNegated ? { holds: other, fails: one } : { holds: one, fails: other };
  const includesDevelopment =
    test.kind === 'binary' && test.operator === '&&'
      ? [test.left, test.right].some((part) => conditionsOf(part, file).holds === developmentOnly)
      : false;
  return {
    holds: includesDevelopment ? developmentOnly : `only if ${text}`,
    fails: `only if not ${text}`,
  };
}

function textOf(test: Expression, file: CSharpFile): string {
  const { text } = file.source;
  if (test.kind === 'other' && test.text === '#if')
    return file.source.line(file.source.position(test.start).line).trim();
  return text.slice(test.start, test.end).replaceAll(/\s+/g, ' ').slice(0, 100);
}

/** One condition inside another. */
export function within(outer: string | undefined, inner: string): string {
  if (outer === undefined || inner === developmentOnly) return inner;
  return outer === developmentOnly || inner === notInDevelopment ? outer : `${outer} and ${inner}`;
}

/** Whether what holds under a condition holds in production. */
export function isAlways(condition: string | undefined): boolean {
  return condition === undefined || condition === notInDevelopment;
}
