import { createHash } from 'node:crypto';

/**
 * The id that git gives to content, the same as `git hash-object --no-filters`.
 * @param idLength 64 in a repository with SHA-256 ids, otherwise 40
 */
export function blobId(content: Buffer, idLength: number): string {
  return createHash(idLength === 64 ? 'sha256' : 'sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}

/**
 * Whether content is that of a blob, or was it before git turned its line ends to CRLF on checkout (`core.autocrlf`, `eol=crlf`): a line's
 * text and place are the same.
 */
export function isContentOf(content: Buffer, blob: string): boolean {
  if (blobId(content, blob.length) === blob) return true;
  if (!content.includes('\r\n')) return false;
  const unix = Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  return blobId(unix, blob.length) === blob;
}
