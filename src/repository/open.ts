import type { RepositoryView } from '../model/repository-view.js';
import { attributesOnDisk } from './attribute-files.js';
import type { RootAttributes } from './attribute-files.js';
import { BlobReader } from './blob-reader.js';
import { listCommit } from './commit-tree.js';
import { FileView } from './file-view.js';
import { resolveLinks } from './links.js';
import type { ListedFile, Listing } from './listed-file.js';
import { markFiles } from './mark-files.js';
import { missingObjects } from './missing-objects.js';
import { folderAt, needsGit, placeOf } from './place.js';
import type { GitPlace } from './place.js';
import { readRegularFile } from './regular-file.js';
import { resolveAt } from './revisions.js';
import { prefixInRepository, walk } from './walk.js';
import { listWorkingTree } from './working-tree.js';

/** An open repository. Its view reads lazily, so it is closed when no reader will ask any more. */
export interface OpenedRepository {
  readonly view: RepositoryView;
  /** Absolute path of the scanned folder, without links. */
  readonly root: string;
  /** Whether git listed the files; false also when there is a repository that git refused (see `notices`). */
  readonly insideGit: boolean;
  /** What the user should know of how the files were found: sentences, e.g. that git does not trust the folder. */
  readonly notices: readonly string[];
  /** Ends the git process that the view may use. Contents that were not read by then are not to be had. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Show this commit (branch, tag, id …) instead of the working tree. */
  readonly revision?: string;
}

/**
 * Opens a folder as a repository: a work tree or a folder in it (paths are relative to the folder, only what is below counts), a bare
 * repository (shown at HEAD), or a folder without git. Nothing is executed but git, and git runs nothing of the repository's.
 * @throws RepositoryError when the path cannot be read, lies inside a `.git`, or a revision is asked for where there are none
 * @throws UnknownRevision when the revision does not exist
 */
export async function openRepository(path: string, options: OpenOptions = {}): Promise<OpenedRepository> {
  const root = folderAt(path);
  const place = await placeOf(root, path);
  if (options.revision !== undefined) {
    if (place.kind !== 'git') throw needsGit(place, path);
    return openCommit(place, await resolveAt(place, options.revision));
  }
  if (place.kind !== 'git') return openFolder(root, place.notice === undefined ? [] : [place.notice]);
  if (place.bare) return openCommit(place, place.head);
  return openWorkingTree(place, path);
}

async function openWorkingTree(place: GitPlace, path: string): Promise<OpenedRepository> {
  const tree = await listWorkingTree(place);
  if (!tree.hasTracked && tree.files.length === 0 && (await isIgnored(place))) {
    const notice = `The repository around ${path} ignores it, so its files were listed without git.`;
    return openFolder(place.folder, [notice]);
  }
  const isEmptySubmodule = tree.skipped.some(({ file }) => file === '.');
  return {
    view: viewOnDisk(place.folder, place.head, tree, tree.attributes),
    root: place.folder,
    insideGit: true,
    notices: isEmptySubmodule
      ? [`${path} is a submodule that is not checked out. Get its files with: git submodule update --init.`]
      : [],
    close: async () => undefined,
  };
}

/** Whether the surrounding repository ignores the folder as a whole. Git prints the path when it does. */
async function isIgnored(place: GitPlace): Promise<boolean> {
  return place.prefix !== '' && Boolean(await place.git.ask('check-ignore', '.'));
}

function openFolder(root: string, notices: readonly string[]): OpenedRepository {
  const walked = walk(root);
  const links = resolveLinks(root, walked.links, new Set(walked.files));
  const paths = [...walked.files, ...links.targets.keys()];
  const listing: Listing = {
    files: paths.map((path): ListedFile => ({ path, origin: 'walked' })),
    skipped: [...walked.skipped, ...links.skipped],
    targets: links.targets,
  };
  const attributes = attributesOnDisk(root, prefixInRepository(root), walked.files);
  return {
    view: viewOnDisk(root, undefined, listing, attributes),
    root,
    insideGit: false,
    notices,
    close: async () => undefined,
  };
}

function viewOnDisk(
  root: string,
  commit: string | undefined,
  listing: Listing,
  attributes: RootAttributes,
): RepositoryView {
  return new FileView({
    commit,
    files: markFiles(listing.files, attributes),
    skipped: listing.skipped,
    content: (path) => readRegularFile(root, listing.targets.get(path) ?? path),
  });
}

async function openCommit(place: GitPlace, commit: string | undefined): Promise<OpenedRepository> {
  const root = place.folder;
  if (commit === undefined) {
    const view = new FileView({ commit, files: [], skipped: [], content: () => ({ reason: 'unreadable' }) });
    return { view, root, insideGit: true, notices: [], close: async () => undefined };
  }
  const blobs = new BlobReader({
    program: place.git.program,
    folder: root,
    listMissing: async () => missingObjects(place, commit),
  });
  try {
    const tree = await listCommit(place, commit, blobs);
    const ids = new Map(tree.files.map((file) => [file.path, file.blob]));
    const view = new FileView({
      commit,
      files: markFiles(tree.files, tree.attributes),
      skipped: tree.skipped,
      content: async (path) => {
        const blob = ids.get(path);
        return blob === undefined ? { reason: 'blob-missing' } : blobs.read(blob);
      },
    });
    return { view, root, insideGit: true, notices: [], close: async () => blobs.close() };
  } catch (error) {
    await blobs.close();
    throw error;
  }
}
