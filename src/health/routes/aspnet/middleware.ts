import type { CSharpFile } from '../../../syntax/csharp/files.js';
import type { Expression, Statement } from '../../../syntax/imperative/tree.js';

/**
 * The paths that a middleware answers itself: it compares the request's path and does not go on. One that only lets a path through
 * (`if (path == "/health") { await next(); return; }`) answers nothing.
 */
export async function pathsInMiddleware(
  body: readonly Statement[],
  fold: (expression: Expression) => Promise<string | undefined>,
  file: CSharpFile,
): Promise<string[]> {
  const found: string[] = [];
  const visit = async (statements: readonly Statement[], depth: number): Promise<void> => {
    if (depth > 10) return;
    for (const statement of statements) {
      if (statement.kind === 'block' || statement.kind === 'foreach') await visit(statement.body, depth + 1);
      if (statement.kind !== 'if') continue;
      const [first, last] = [statement.consequence[0], statement.consequence.at(-1)];
      const text = first && last ? file.source.text.slice(first.start, last.end) : '';
      if (!/next\b/i.test(text) && /\bResponse\b|\bStatusCode\b/.test(text))
        for (const path of await comparedPaths(statement.condition, fold)) found.push(path);
      await visit(statement.consequence, depth + 1);
      await visit(statement.otherwise, depth + 1);
    }
  };
  await visit(body, 0);
  return found;
}

async function comparedPaths(
  test: Expression,
  fold: (expression: Expression) => Promise<string | undefined>,
): Promise<readonly string[]> {
  if (test.kind === 'binary' && (test.operator === '||' || test.operator === '&&'))
    return [...(await comparedPaths(test.left, fold)), ...(await comparedPaths(test.right, fold))];
  const [subject, value] =
    test.kind === 'binary' && test.operator === '=='
      ? [test.left, test.right]
      : test.kind === 'call' && /^(Equals|StartsWithSegments|StartsWith)$/.test(test.name)
        ? [test.object, test.arguments[0]?.value]
        : [undefined, undefined];
  if (!subject || !value || !isPath(subject)) return [];
  const text = await fold(value);
  if (text === undefined || !text.startsWith('/')) return [];
  const isPrefix = test.kind === 'call' && test.name.startsWith('Starts');
  return isPrefix ? [text, `${text}/{*rest}`] : [text];
}

/** `context.Request.Path`, `.Path.Value`, `.Path.ToString()`. */
function isPath(subject: Expression): boolean {
  if (subject.kind === 'member')
    return subject.name === 'Path'
      ? subject.object.kind === 'member' && subject.object.name === 'Request'
      : subject.name === 'Value' && isPath(subject.object);
  return subject.kind === 'call' && subject.object !== undefined && isPath(subject.object);
}
