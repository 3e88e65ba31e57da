import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyse } from 'scslre';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../src', import.meta.url));

/** The regular expressions of a module as it writes them, with their lines. */
function literalsOf(path: string): readonly { readonly text: string; readonly line: number }[] {
  const module = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const found: { text: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node))
      found.push({
        text: node.text,
        line: module.getLineAndCharacterOfPosition(node.getStart(module)).line + 1,
      });
    ts.forEachChild(node, visit);
  };
  visit(module);
  return found;
}

/** Whether a text exists for which the time to find no match doubles with each character. */
function isExponential(text: string): boolean {
  const end = text.lastIndexOf('/');
  const { reports } = analyse(
    { source: text.slice(1, end), flags: text.slice(end + 1) },
    { reportTypes: { Move: false }, assumeRejectingSuffix: true },
  );
  return reports.some(({ exponential }) => exponential);
}

// Nearly every text that is read comes from a stranger.
test('no regular expression can be made to take for ever', () => {
  const modules = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const literals = modules.flatMap((path) =>
    literalsOf(join(root, path)).map((literal) => ({ ...literal, path })),
  );
  expect(literals.length).toBeGreaterThan(1_000);
  expect(
    literals
      .filter(({ text }) => isExponential(text))
      .map(({ path, line, text }) => `${path}:${line} ${text}`),
  ).toEqual([]);
});

test('one that can is found', () => {
  expect(isExponential(String.raw`/^config(?:\n[ \t]+[^\n]*){0,40}?queues/`)).toBe(true);
  expect(isExponential('/^(?:a+)*b/')).toBe(true);
  expect(isExponential('/^(?:a+,)*b/')).toBe(false);
});
