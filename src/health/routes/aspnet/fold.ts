import type { Expression } from '../../../syntax/imperative/tree.js';
import type { CSharpFile, CSharpFiles } from '../../../syntax/csharp/files.js';
import type { ClassNode } from '../../../syntax/imperative/tree.js';

/** Where an expression stands. */
export interface FoldScope {
  readonly file: CSharpFile;
  /** The class around it, if any. */
  readonly owner?: ClassNode;
  /** What is known of a variable. */
  readonly local?: (name: string) => string | undefined;
}

const deepest = 20;
const longest = 10_000;

/** Folds an expression to a text: literals, sums, interpolation, constants of any class, `nameof`. Undefined = only run time knows. */
export async function foldText(
  expression: Expression,
  scope: FoldScope,
  files: CSharpFiles,
  depth = 0,
): Promise<string | undefined> {
  if (depth > deepest) return undefined;
  const fold = async (one: Expression): Promise<string | undefined> => foldText(one, scope, files, depth + 1);
  switch (expression.kind) {
    case 'text':
    case 'number':
      return expression.text;
    case 'concatenation': {
      let text = '';
      for (const part of expression.parts) {
        const folded = await fold(part);
        if (folded === undefined || text.length > longest) return undefined;
        text += folded;
      }
      return text;
    }
    case 'name': {
      const local = scope.local?.(expression.name);
      if (local !== undefined) return local;
      return constantOf(expression.name, scope, files, depth);
    }
    case 'member': {
      const { object, name } = expression;
      if (object.kind === 'variable' && object.name === 'this') return constantOf(name, scope, files, depth);
      const owner = object.kind === 'name' || object.kind === 'member' ? object.name : undefined;
      if (owner === undefined) return undefined;
      if (/^[sS]tring$/.test(owner) && name === 'Empty') return '';
      for (const { file, node } of await files.classesNamed(owner)) {
        const field = node.fields.find((one) => one.name === name && one.value);
        if (field?.value) return foldText(field.value, { file, owner: node }, files, depth + 1);
      }
      return undefined;
    }
    case 'call': {
      const [only] = expression.arguments;
      if (expression.name === 'nameof' && !expression.object && only)
        return only.value.kind === 'name' || only.value.kind === 'member' ? only.value.name : undefined;
      if (/^(Trim|ToString|TrimEnd|TrimStart)$/.test(expression.name) && expression.object && !only)
        return fold(expression.object);
      return undefined;
    }
    default:
      return undefined;
  }
}

async function constantOf(
  name: string,
  scope: FoldScope,
  files: CSharpFiles,
  depth: number,
): Promise<string | undefined> {
  const around = scope.owner
    ? [scope.owner, ...scope.file.program.classes.filter((one) => encloses(one, scope.owner))]
    : [];
  for (const owner of around) {
    const field = owner.fields.find((one) => one.name === name && one.value && one.isConstant);
    if (field?.value) return foldText(field.value, { ...scope, owner }, files, depth + 1);
    for (const base of owner.bases)
      for (const { file, node } of await files.classesNamed(base)) {
        const inherited = node.fields.find((one) => one.name === name && one.value && one.isConstant);
        if (inherited?.value) return foldText(inherited.value, { file, owner: node }, files, depth + 1);
      }
  }
  return undefined;
}

function encloses(outer: ClassNode, inner: ClassNode | undefined): boolean {
  return inner !== undefined && outer !== inner && outer.start <= inner.start && outer.end >= inner.end;
}
