import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { isInside } from './native-path.js';

/** Where git is, and with which environment and options it is run so that nothing of the scanned repository is executed. */
export interface GitProgram {
  readonly binary: string;
  readonly environment: Readonly<Record<string, string>>;
  /** `key=value` for `-c`. */
  readonly config: readonly string[];
}

/**
 * What git may see of lintel's own environment. Everything else is left out: `GIT_DIR`, `GIT_INDEX_FILE` and the like are set inside git
 * hooks and would show another repository; `GIT_EXTERNAL_DIFF`, `GIT_SSH_COMMAND`, `PAGER` name programs to run.
 * `SUDO_UID` is part of git's check of who owns the repository; `GIT_TEST_ASSUME_DIFFERENT_OWNER` is git's own switch to test it.
 */
const passedOn = [
  'HOME',
  'XDG_CONFIG_HOME',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'SUDO_UID',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
  'GIT_TEST_ASSUME_DIFFERENT_OWNER',
] as const;

const fixed: Readonly<Record<string, string>> = {
  // Messages are compared in errors.
  LC_ALL: 'C',
  // No refresh of the index on disk: a scan changes nothing.
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  // A partial clone must not go and fetch what is missing (git 2.45, and 2.39.4 to 2.44.1 as a security fix) …
  GIT_NO_LAZY_FETCH: '1',
  // … and in an older git the attempt ends before any transport, and so any configured `uploadpack` or ssh command, is started.
  GIT_ALLOW_PROTOCOL: 'none',
  // A blob id stands for its content, also when the repository has refs/replace.
  GIT_NO_REPLACE_OBJECTS: '1',
};

/**
 * Options by which git starts no program: no file system monitor, no hooks. The other programs that a configuration can name (filters,
 * external diff, textconv, pagers, ssh) are avoided by only running plumbing that never uses them; see `index-listing.ts`.
 */
const harmless = ['core.fsmonitor=false', 'core.hooksPath=/dev/null'];

/** Finds git for use on a repository; undefined when it is not installed. */
export function findGit(
  root: string,
  ambient: Readonly<Record<string, string | undefined>> = process.env,
): GitProgram | undefined {
  const folders = trustedFolders(pathOf(ambient), root);
  const binary = folders.map((folder) => join(folder, executableName)).find(isExecutable);
  if (binary === undefined) return undefined;
  const environment: Record<string, string> = { ...fixed, PATH: folders.join(delimiter) };
  for (const name of passedOn) {
    const value = ambient[name];
    if (value !== undefined) environment[name] = value;
  }
  return { binary, environment, config: [...harmless, ...trustedByUser(ambient)] };
}

/** A `.cmd` or `.bat` shim would need a shell. */
const executableName = process.platform === 'win32' ? 'git.exe' : 'git';

/** On Windows the variable's name may be written in any case. */
function pathOf(ambient: Readonly<Record<string, string | undefined>>): string {
  const name = Object.keys(ambient).find((key) => key.toUpperCase() === 'PATH');
  return (name && ambient[name]) ?? '';
}

/**
 * The folders of PATH without relative ones (git runs in the scanned folder, so that they would mean its folders) and without those
 * inside the scanned repository (`npx` puts its `node_modules/.bin` there): a program that lies in it is never run.
 */
function trustedFolders(path: string, root: string): string[] {
  return path.split(delimiter).filter((folder) => {
    if (!isAbsolute(folder)) return false;
    try {
      return !isInside(root, realpathSync(folder));
    } catch {
      return false;
    }
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Repositories that the user trusts by `GIT_CONFIG_KEY_<n>=safe.directory`, as CI systems do it. */
function trustedByUser(ambient: Readonly<Record<string, string | undefined>>): string[] {
  const count = Math.min(Number(ambient.GIT_CONFIG_COUNT ?? 0) || 0, 1_000);
  const found: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const value = ambient[`GIT_CONFIG_VALUE_${index}`];
    if (ambient[`GIT_CONFIG_KEY_${index}`]?.toLowerCase() === 'safe.directory' && value !== undefined)
      found.push(`safe.directory=${value}`);
  }
  return found;
}
