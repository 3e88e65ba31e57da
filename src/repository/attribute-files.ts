import { join } from 'node:path';
import { Attributes, attributeFolder } from './attributes.js';
import type { AttributeFile } from './attributes.js';
import { decode } from './decode.js';
import { readRegularFile } from './regular-file.js';

/** The attributes of a repository, for paths below a root in it. */
export class RootAttributes {
  readonly #attributes: Attributes;
  readonly #prefix: string;

  /** @param prefix the way from the repository's top to the root, with `/` at its end; empty when they are the same */
  constructor(files: readonly AttributeFile[], prefix: string) {
    this.#attributes = new Attributes(files);
    this.#prefix = prefix;
  }

  /** @param path relative to the root */
  of(path: string): ReturnType<Attributes['of']> {
    return this.#attributes.of(this.#prefix + path);
  }
}

/**
 * The attributes that the `.gitattributes` files on disk give, those above the root included.
 * @param root absolute, without links
 * @param paths the files below it
 */
export function attributesOnDisk(root: string, prefix: string, paths: Iterable<string>): RootAttributes {
  const found: AttributeFile[] = [];
  const top = join(
    root,
    ...prefix
      .split('/')
      .filter(Boolean)
      .map(() => '..'),
  );
  for (const path of [...attributePathsAbove(prefix), ...attributePathsBelow(prefix, paths)]) {
    const read = readRegularFile(top, path);
    const decoded = 'content' in read ? decode(read.content) : read;
    if ('text' in decoded) found.push({ folder: attributeFolder(path) ?? '', text: decoded.text });
  }
  return new RootAttributes(found, prefix);
}

/** `.gitattributes`, `a/.gitattributes` for `a/b/`: those above a root, which may exist. */
export function attributePathsAbove(prefix: string): string[] {
  const names = prefix.split('/').filter(Boolean);
  return names.map((_, index) => [...names.slice(0, index), '.gitattributes'].join('/'));
}

function attributePathsBelow(prefix: string, paths: Iterable<string>): string[] {
  const found: string[] = [];
  for (const path of paths) if (attributeFolder(path) !== undefined) found.push(prefix + path);
  return found;
}
