import type { SyntaxNode } from '../../tree-sitter.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders, TreeLowering } from '../tree-lowering.js';

/** `import` lines. */
export const importReaders: NodeReaders = {
  import_spec: (node, lowering) => {
    const path = node.childForFieldName('path');
    if (!path) return undefined;
    const module = path.text.slice(1, -1);
    lowering.code.import({ ...rangeOf(node), name: localName(node, module, lowering), module });
    return undefined;
  },
};

function localName(node: SyntaxNode, module: string, { code }: TreeLowering): string {
  const alias = node.childForFieldName('name')?.text;
  if (alias === '_') return '';
  if (alias === '.') return 'import *';
  if (alias !== undefined) return alias;
  const names = packageNames(module);
  return names.find((name) => isUsed(name, code.source.text)) ?? names[0] ?? '';
}

function isUsed(name: string, text: string): boolean {
  return new RegExp(`(?<![\\w.])${name}\\.[A-Z]`).test(text);
}

/**
 * The names that the package of an import path may have, the likeliest first. The name stands in its `package` clause and is by custom the last
 * segment without a major version; repositories often write the language into theirs: `go-redis`, `nats.go`, `kafka-go`, `golang-lru`.
 */
export function packageNames(module: string): readonly string[] {
  const segments = module.split('/').filter((segment) => segment !== '');
  const last = segments.at(-1) ?? '';
  const isVersion = /^v\d+$/.test(last);
  const own = isVersion ? (segments.at(-2) ?? last) : last;
  const plain = own.replace(/\.v\d+$/, '');
  const bare = plain.replace(/^(?:go|golang)[-.]|[-.](?:go|golang)(?:-v\d+)?$/g, '');
  const parts = bare.split('-');
  return [
    ...new Set([
      plain,
      bare,
      bare.replaceAll(/[-.]/g, '_'),
      bare.replaceAll(/[-.]/g, ''),
      parts[0] ?? '',
      parts.at(-1) ?? '',
      plain.replace(/^go-?|-?go$/g, ''),
      ...(isVersion ? [last] : []),
    ]),
  ].filter((name) => /^[A-Za-z_]\w*$/.test(name));
}
