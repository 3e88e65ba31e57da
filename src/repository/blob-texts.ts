import { BlobReader } from './blob-reader.js';
import { decode } from './decode.js';
import { missingObjects } from './missing-objects.js';
import type { GitPlace } from './place.js';

/** Texts of earlier versions of files, by their blob ids. */
export interface BlobTexts {
  /** The text without byte-order mark; undefined when it is no text, or not to be had. */
  read(blob: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Opens the store of a repository; close it when no more is read. */
export function openBlobs(place: GitPlace, commit: string): BlobTexts {
  const blobs = new BlobReader({
    program: place.git.program,
    folder: place.folder,
    listMissing: async () => missingObjects(place, commit),
  });
  return {
    read: async (blob) => {
      const read = await blobs.read(blob);
      if (!('content' in read)) return undefined;
      const decoded = decode(read.content);
      return 'text' in decoded ? decoded.text : undefined;
    },
    close: () => blobs.close(),
  };
}
