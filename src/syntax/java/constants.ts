import type { JavaExpression } from './expression.js';
import type { JavaFile, JavaType } from './file.js';
import type { JavaProgram } from './program.js';

/** Where an expression stands, for the names in it. */
export interface JavaScope {
  readonly file: JavaFile;
  /** The type around it, if any. */
  readonly type?: JavaType;
}

const deepest = 20;

/** Longer texts are no paths; sums of sums could grow without bounds. */
const longest = 10_000;

/** Folds an expression to a string: literals, constants of any type of the program, sums. Undefined = only run time knows. */
export async function foldString(
  expression: JavaExpression,
  scope: JavaScope,
  program: JavaProgram,
  depth = 0,
): Promise<string | undefined> {
  if (depth > deepest) return undefined;
  switch (expression.kind) {
    case 'text':
      return expression.text;
    case 'name': {
      const found = await constantNamed(expression.path, scope, program);
      return (
        found && foldString(found.value, { file: found.type.file, type: found.type }, program, depth + 1)
      );
    }
    case 'sum': {
      let text = '';
      for (const part of flattened(expression)) {
        const folded = await foldString(part, scope, program, depth + 1);
        if (folded === undefined || text.length > longest) return undefined;
        text += folded;
      }
      return text;
    }
    default:
      return undefined;
  }
}

/** The terms of a sum of sums; {@link lowerExpression} has bounded their depth. */
function flattened(expression: JavaExpression): readonly JavaExpression[] {
  return expression.kind === 'sum' ? expression.parts.flatMap(flattened) : [expression];
}

/** Folds one string or a list of them (`{"/a", B}`). Undefined when one of them only run time knows. */
export async function foldStrings(
  expression: JavaExpression,
  scope: JavaScope,
  program: JavaProgram,
): Promise<readonly string[] | undefined> {
  const items = expression.kind === 'list' ? expression.items : [expression];
  const texts: string[] = [];
  for (const item of items) {
    const text = await foldString(item, scope, program);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
}

interface FoundConstant {
  readonly type: JavaType;
  readonly value: JavaExpression;
}

async function constantNamed(
  path: readonly string[],
  scope: JavaScope,
  program: JavaProgram,
): Promise<FoundConstant | undefined> {
  const name = path.at(-1) ?? '';
  for (const owner of await ownersOf(path.slice(0, -1), name, scope, program)) {
    for (const type of await program.hierarchy(owner)) {
      const value = type.constants.get(name);
      if (value) return { type, value };
    }
  }
  return undefined;
}

/** The types that may declare a name, nearest first. */
async function ownersOf(
  written: readonly string[],
  name: string,
  { file, type }: JavaScope,
  program: JavaProgram,
): Promise<readonly JavaType[]> {
  if (written.length > 0) {
    const owner = await program.typeNamed(written.join('.'), file);
    return owner ? [owner] : [];
  }
  const owners: JavaType[] = [];
  for (
    let outer = type?.name ?? '';
    outer !== '';
    outer = outer.slice(0, Math.max(0, outer.lastIndexOf('.')))
  ) {
    const around = file.types.find((one) => one.name === outer);
    if (around) owners.push(around);
  }
  // Kotlin: what stands outside of classes.
  owners.push(...file.types.filter((one) => one.name.endsWith('Kt') && !one.name.includes('.')));
  const imported = file.staticImports.filter((one) => one.endsWith(`.${name}`));
  const types = [...imported.map((one) => one.slice(0, -name.length - 1)), ...file.staticWildcards];
  for (const one of types) {
    const owner = await program.typeNamed(one, file);
    if (owner) owners.push(owner);
  }
  return owners;
}
