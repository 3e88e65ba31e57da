import type { Skipped } from '../model/skipped.js';
import { attributePathsAbove, RootAttributes } from './attribute-files.js';
import { attributeFolder } from './attributes.js';
import type { AttributeFile } from './attributes.js';
import type { BlobReader } from './blob-reader.js';
import { decode } from './decode.js';
import type { ListedFile, Listing } from './listed-file.js';
import { isUndecodable } from './native-path.js';
import type { GitPlace } from './place.js';
import { linkTextLimit, TreeLinks } from './tree-links.js';
import { listTree } from './tree-listing.js';
import type { TreeEntry } from './tree-listing.js';

/** The files of a commit below a folder, with their attributes. */
export interface CommitTree extends Listing {
  readonly attributes: RootAttributes;
}

/** Lists the files of a commit without checking it out. */
export async function listCommit(place: GitPlace, commit: string, blobs: BlobReader): Promise<CommitTree> {
  const entries = await listTree(place, commit);
  const files: ListedFile[] = [];
  const links: TreeEntry[] = [];
  const skipped: Skipped[] = [];
  for (const entry of entries) {
    const { path, blob } = entry;
    if (entry.mode === '160000') skipped.push({ file: path, reason: 'submodule' });
    else if (isUndecodable(path))
      skipped.push({ file: path, reason: 'unsupported-encoding', detail: 'its name is not UTF-8' });
    else if (entry.mode === '120000') links.push(entry);
    else files.push({ path, blob, origin: 'revision' });
  }
  skipped.push(...(await skipLinks(files, links, blobs)));
  const attributes = await attributesOf(place, commit, files, blobs);
  return { files, skipped, attributes, targets: new Map() };
}

/** All content of a commit is listed under its own name, so that no link is ever a file of its own. */
async function skipLinks(
  files: readonly ListedFile[],
  links: readonly TreeEntry[],
  blobs: BlobReader,
): Promise<Skipped[]> {
  if (links.length === 0) return [];
  const texts = new Map<string, string>();
  const skipped: Skipped[] = [];
  const read = await Promise.all(links.map(async ({ blob }) => blobs.read(blob)));
  for (const [index, { path }] of links.entries()) {
    const found = read[index];
    if (found === undefined) continue;
    if (!('content' in found)) skipped.push({ file: path, ...found });
    else if (found.content.length > linkTextLimit) skipped.push({ file: path, reason: 'broken-link' });
    else texts.set(path, found.content.toString('utf8'));
  }
  const tree = new TreeLinks(new Set(files.map((file) => file.path)), texts);
  for (const path of texts.keys()) skipped.push({ file: path, ...tree.skip(path) });
  return skipped;
}

async function attributesOf(
  place: GitPlace,
  commit: string,
  files: readonly ListedFile[],
  blobs: BlobReader,
): Promise<RootAttributes> {
  const wanted: { readonly folder: string; readonly blob: string }[] = [];
  for (const path of attributePathsAbove(place.prefix)) {
    const blob = await place.git.ask('rev-parse', '--verify', '--quiet', `${commit}:${path}`);
    if (blob !== undefined) wanted.push({ folder: attributeFolder(path) ?? '', blob });
  }
  for (const { path, blob } of files) {
    const folder = attributeFolder(place.prefix + path);
    if (folder !== undefined && blob !== undefined) wanted.push({ folder, blob });
  }
  const read = await Promise.all(
    wanted.map(async ({ folder, blob }): Promise<AttributeFile | undefined> => {
      const found = await blobs.read(blob);
      const decoded = 'content' in found ? decode(found.content) : found;
      return 'text' in decoded ? { folder, text: decoded.text } : undefined;
    }),
  );
  return new RootAttributes(
    read.filter((file) => file !== undefined),
    place.prefix,
  );
}
