import { Flags } from '@oclif/core';
import { relative, sep } from 'node:path';
import { join } from 'node:path';
import type { LogPlace } from '../../workflows/adr/open-log.js';

/** Flags of every command that works on a log. */
export const placeFlags = {
  path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
  dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
};

/** Where the flags say that the log is. */
export function placeOf(flags: { readonly path: string; readonly dir: string | undefined }): LogPlace {
  return { path: flags.path, ...(flags.dir !== undefined && { folder: flags.dir }) };
}

/** A path as a shell in the working directory takes it, as adr-tools prints it: `doc/adr/0001-x.md`, `../doc/adr/0001-x.md`. */
export function fromHere(root: string, path: string): string {
  return relative(process.cwd(), join(root, path)).split(sep).join('/');
}
