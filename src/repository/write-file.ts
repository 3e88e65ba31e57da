import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../model/input-error.js';

/**
 * Writes a file of the scanned repository atomically: a temporary file beside it is written, flushed and renamed, so that a reader sees
 * the old text or the new one, never a half, whenever the program is killed.
 * @param root absolute path of the scanned root; nothing outside it is ever written, also not through links.
 * @param path relative to the root, with `/`.
 * @param options `create`: fail when the file is there already, so that nothing hand-written is overwritten.
 * @throws InputError when the path leads out of the root, or the file exists and must not.
 */
export async function writeAtomically(
  root: string,
  path: string,
  text: string,
  options: { readonly create?: boolean } = {},
): Promise<void> {
  const target = await targetWithin(root, path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  const handle = await open(temporary, 'wx', 0o644);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    if (options.create === true) {
      // A hard link fails when the name is taken, which rename does not: two runs cannot both create it.
      await link(temporary, target);
      await rm(temporary);
    } else await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new InputError(
        `${path} is there already and was not touched`,
        'Choose another name, or edit the file.',
      );
    }
    throw error;
  }
}

/**
 * Writes a file where the user said, inside the repository or not: atomically, through a link to its target; into a device or a pipe
 * (`/dev/stderr`) as it is.
 * @param path absolute, or relative to the working directory.
 * @param options `append`: put the text behind what is there.
 * @throws InputError when the place cannot be written.
 */
export async function writeReportFile(
  path: string,
  text: string,
  options: { readonly append?: boolean } = {},
): Promise<void> {
  try {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && !found.isFile() && !found.isDirectory()) {
      await writeFile(path, text, 'utf8');
      return;
    }
    await mkdir(dirname(resolve(path)), { recursive: true });
    const target = found === undefined ? resolve(path) : await realpath(path);
    const before = options.append === true && found !== undefined ? await readFile(target, 'utf8') : '';
    const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
    try {
      await writeFile(temporary, before + text, { encoding: 'utf8', flag: 'wx', flush: true });
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new InputError(
      `${path} cannot be written (${code})`,
      'Give a file in a folder that may be written to.',
    );
  }
}

/** The absolute path to write to: its folder made, and proved to lie within the root after links were followed. */
async function targetWithin(root: string, path: string): Promise<string> {
  const base = await realpath(root);
  const wanted = resolve(base, path);
  const outside = new InputError(
    `${path} lies outside ${basename(base)}`,
    'Give a path within the repository.',
  );
  if (isAbsolute(path) || !isWithin(base, wanted)) throw outside;
  const folder = dirname(wanted);
  // The part of the folder that exists decides where it really is; only then may the rest be made.
  let existing = folder;
  while (!(await exists(existing))) existing = dirname(existing);
  if (!isWithin(base, await realpath(existing)) && (await realpath(existing)) !== base) throw outside;
  await mkdir(folder, { recursive: true });
  const target = join(await realpath(folder), basename(wanted));
  const found = await lstat(target).catch(() => undefined);
  if (found?.isSymbolicLink() === true) {
    throw new InputError(`${path} is a symbolic link and is not written through`, 'Replace it by a file.');
  }
  return target;
}

function isWithin(base: string, path: string): boolean {
  const way = relative(base, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
