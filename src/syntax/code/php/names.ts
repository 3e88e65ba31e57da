import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders, TreeLowering } from '../tree-lowering.js';

/** What decides the meaning of the short names of a file. */
interface FileNames {
  namespace: string;
  /** Names of the classes that it declares. */
  readonly classes: ReadonlySet<string>;
}

const known = new WeakMap<TreeLowering, FileNames>();

function namesOf(lowering: TreeLowering): FileNames {
  let names = known.get(lowering);
  if (!names) {
    const declared = lowering.code.source.text.matchAll(/\b(?:class|interface|trait|enum)\s+(\w+)/gi);
    names = { namespace: '', classes: new Set([...declared].map(([, name = '']) => name)) };
    known.set(lowering, names);
  }
  return names;
}

export function enterNamespace(namespace: string, lowering: TreeLowering): void {
  namesOf(lowering).namespace = namespace;
}

export const nameReaders: NodeReaders = {
  name: (node, lowering) => lowering.name(node),
  variable_name: (node, lowering) => lowering.name(node),
  qualified_name: (node, lowering) => classPath(node, lowering),
  relative_scope: (node, lowering) => scopePath(node, lowering),
};

/** The class that a name means: imported, of this file, fully qualified, or of the namespace of the file. */
export function classPath(node: SyntaxNode, lowering: TreeLowering): CodePath {
  const { code } = lowering;
  const range = rangeOf(node);
  const written = node.text.replaceAll(/\s/g, '');
  if (written.startsWith('\\')) return code.path(range, written.slice(1));
  const cut = written.indexOf('\\');
  const first = cut === -1 ? written : written.slice(0, cut);
  const imported = code.imports.find(({ name }) => name === first)?.module;
  if (cut !== -1 && imported !== undefined) return code.path(range, `${imported}${written.slice(cut)}`);
  const { namespace, classes } = namesOf(lowering);
  const isOwn = imported !== undefined || classes.has(written) || namespace === '';
  return code.path(range, isOwn ? written : `${namespace}\\${written}`);
}

/** What stands before `::`: a class, `self`, `static`, `parent`, or an object. */
export function scopePath(node: SyntaxNode, lowering: TreeLowering): CodePath {
  if (node.type === 'relative_scope' || /^(?:self|static|parent)$/i.test(node.text)) {
    const name = node.text.toLowerCase();
    return lowering.code.path(rangeOf(node), name === 'static' ? 'self' : name);
  }
  if (node.type === 'name' || node.type === 'qualified_name') return classPath(node, lowering);
  return lowering.callee(lowering.value(node));
}

/** The name of a type: of `?Client` it is `Client`; undefined for types of the language and unions. */
export function typePath(node: SyntaxNode | null, lowering: TreeLowering): CodePath | undefined {
  switch (node?.type) {
    case 'optional_type':
      return typePath(node.namedChildren[0] ?? null, lowering);
    case 'named_type': {
      const [name] = node.namedChildren;
      return name && !/^(?:self|static|parent)$/i.test(name.text) ? classPath(name, lowering) : undefined;
    }
    case 'union_type': {
      const kinds = node.namedChildren.filter((child) => child && !/^null$/i.test(child.text));
      return kinds.length === 1 ? typePath(kinds[0] ?? null, lowering) : undefined;
    }
    default:
      return undefined;
  }
}
