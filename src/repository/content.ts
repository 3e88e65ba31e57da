import type { SkipReason } from '../model/skipped.js';

/** Files above this many bytes (5 MiB) are not read: no source file of a service is that long, dumps and bundles are. */
export const fileSizeLimit = 5 * 1024 * 1024;

/** Why the content of a file is not to be had. */
export interface NoContent {
  readonly reason: SkipReason;
  readonly detail?: string;
}

/** The bytes of a file, or why there are none. */
export type Content = { readonly content: Buffer } | NoContent;

/** The skip of a file above {@link fileSizeLimit}. */
export function tooLarge(size: number): NoContent {
  const mebibytes = (size / 1024 / 1024).toFixed(1);
  return {
    reason: 'too-large',
    detail: `${mebibytes} MiB; files above ${fileSizeLimit / 1024 / 1024} MiB are not read`,
  };
}
