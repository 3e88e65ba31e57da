import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Larger files are not lintel's own. */
const sizeLimit = 64 * 1024 * 1024;

/** A cache that nobody used for so long belongs to a repository that is gone. */
const keptFor = 60 * 24 * 60 * 60 * 1000;

/**
 * The folder of the user's caches: `LINTEL_CACHE_DIR`, else what the platform says (https://specifications.freedesktop.org/basedir-spec,
 * `~/Library/Caches`, `%LOCALAPPDATA%`). Undefined when `LINTEL_CACHE_DIR` is empty (no cache is wanted) or no folder is named: relative
 * ones do not count, they would lie in whatever is scanned.
 */
export function userCacheFolder(environment: Environment = process.env): string | undefined {
  const own = environment['LINTEL_CACHE_DIR'];
  if (own !== undefined) return isAbsolute(own) ? own : undefined;
  const base =
    process.platform === 'win32'
      ? environment['LOCALAPPDATA']
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Caches')
        : (absolute(environment['XDG_CACHE_HOME']) ?? join(homedir(), '.cache'));
  return base !== undefined && isAbsolute(base) ? join(base, 'lintel') : undefined;
}

const absolute = (path: string | undefined): string | undefined =>
  path !== undefined && isAbsolute(path) ? path : undefined;

/**
 * Values kept between runs in one file of the user's cache folder. Keys name everything that a value depends on, so a value is never
 * stale; one that was not asked for in a run is dropped when the file is written again. A cache that cannot be read or written is no
 * error: everything is then computed anew. Only a folder and a file that belong to the user and that nobody else may write to count.
 */
export class UserCache<Value> {
  readonly #file: string | undefined;
  readonly #folder: string | undefined;
  readonly #version: string;
  readonly #isValue: (value: unknown) => value is Value;
  #known: ReadonlyMap<string, unknown> | undefined;
  readonly #used = new Map<string, Value>();
  #changed = false;

  /**
   * @param name what is kept, e.g. `records`, and of what: the absolute path of a repository.
   * @param version of the program that computed the values; those of another version do not count.
   * @param isValue whether a value has the expected shape: what lies on a disk is never trusted.
   */
  constructor(
    name: { readonly kind: string; readonly of: string },
    version: string,
    isValue: (value: unknown) => value is Value,
    environment: Environment = process.env,
  ) {
    this.#folder = userCacheFolder(environment);
    const of = createHash('sha256').update(name.of).digest('hex').slice(0, 32);
    this.#file = this.#folder === undefined ? undefined : join(this.#folder, `${name.kind}-${of}.json`);
    this.#version = version;
    this.#isValue = isValue;
  }

  get(key: string): Value | undefined {
    const used = this.#used.get(key);
    if (used !== undefined) return used;
    this.#known ??= this.#load();
    const value = this.#known.get(key);
    if (value === undefined || !this.#isValue(value)) return undefined;
    this.#used.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#used.set(key, value);
    this.#changed = true;
  }

  /** Writes what was used in this run, when something of it is new. Two runs at once: the later one wins, neither leaves half a file. */
  save(): void {
    if (!this.#changed || this.#file === undefined || this.#folder === undefined) return;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      if (!isOwn(lstatSync(this.#folder), 'folder')) return;
      const text = JSON.stringify({ version: this.#version, entries: [...this.#used] });
      if (text.length > sizeLimit) return;
      const temporary = `${this.#file}.${randomBytes(6).toString('hex')}.tmp`;
      try {
        writeFileSync(temporary, text, { flag: 'wx', mode: 0o600 });
        renameSync(temporary, this.#file);
      } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
      }
      removeOld(this.#folder);
    } catch {
      // A full disk or a read-only home: the next run computes it again.
    }
  }

  #load(): ReadonlyMap<string, unknown> {
    const content: unknown = this.#file === undefined ? undefined : readOwn(this.#folder ?? '', this.#file);
    if (typeof content !== 'object' || content === null) return new Map();
    if (!('version' in content) || content.version !== this.#version || !('entries' in content))
      return new Map();
    const entries: unknown = content.entries;
    if (!Array.isArray(entries)) return new Map();
    const map = new Map<string, unknown>();
    for (const entry of entries as readonly unknown[])
      if (Array.isArray(entry) && typeof entry[0] === 'string') map.set(entry[0], entry[1]);
    return map;
  }
}

/** The JSON of a file that belongs to the user; undefined when there is none or it is somebody else's. */
function readOwn(folder: string, file: string): unknown {
  let descriptor: number | undefined;
  try {
    if (!isOwn(lstatSync(folder), 'folder')) return undefined;
    descriptor = openSync(
      file,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    const stats = fstatSync(descriptor);
    if (!isOwn(stats, 'file') || stats.size > sizeLimit) return undefined;
    return JSON.parse(readFileSync(descriptor, 'utf8'));
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Windows has no such bits; its profile folders are the user's own. */
function isOwn(stats: Stats, kind: 'folder' | 'file'): boolean {
  if (kind === 'folder' ? !stats.isDirectory() : !stats.isFile()) return false;
  const user = process.getuid?.();
  return user === undefined || (stats.uid === user && (stats.mode & 0o022) === 0);
}

function removeOld(folder: string): void {
  const now = Date.now();
  for (const name of readdirSync(folder).slice(0, 1_000)) {
    if (!/^[a-z]+-[0-9a-f]{32}\.json(\.[0-9a-f]+\.tmp)?$/.test(name)) continue;
    const stats = lstatSync(join(folder, name));
    if (now - stats.mtimeMs > keptFor) rmSync(join(folder, name), { force: true });
  }
}
