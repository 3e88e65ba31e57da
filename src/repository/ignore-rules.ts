import ignore from 'ignore';
import type { Ignore } from 'ignore';
import type { Skipped } from '../model/skipped.js';

/**
 * The patterns become regular expressions in `ignore`; its own defences make `*` linear, but each `**` between slashes multiplies the work
 * by the depth of a path. No real ignore file has more than one or two.
 */
const depthWildcardLimit = 2;

/** Patterns beyond this many are left out. */
const patternLimit = 5_000;

interface Layer {
  /** Folder that the patterns are relative to, relative to the repository's top, with `/` at its end; empty at the top. */
  readonly folder: string;
  readonly rules: Ignore;
}

/** The `.gitignore` files on the way to a folder. Layers are only ever added for folders below. */
export class IgnoreRules {
  readonly #layers: readonly Layer[];
  /** Put before every path, with `/` at its end. */
  readonly #prefix: string;

  private constructor(layers: readonly Layer[], prefix: string) {
    this.#layers = layers;
    this.#prefix = prefix;
  }

  static readonly none = new IgnoreRules([], '');

  /** The same rules for paths that are relative to a folder: `prefix` is the way to it, with `/` at its end. */
  below(prefix: string): IgnoreRules {
    return new IgnoreRules(this.#layers, this.#prefix + prefix);
  }

  /**
   * These rules and those of a deeper file. Patterns that are too costly are named in `skipped`.
   * @param folder what the patterns are relative to; empty at the top
   * @param file by which name the file is called in `skipped`
   */
  with(
    folder: string,
    text: string,
    file: string,
  ): { readonly rules: IgnoreRules; readonly skipped: readonly Skipped[] } {
    const { patterns, skipped } = affordable(text, file);
    const layer: Layer = {
      folder: this.#prefix + (folder === '' ? '' : `${folder}/`),
      rules: ignore({ ignorecase: foldsCase, allowRelativePaths: true }).add(patterns),
    };
    return { rules: new IgnoreRules([...this.#layers, layer], this.#prefix), skipped };
  }

  /** Whether a path is ignored, its folders not being so. The deepest file that has a say decides. */
  ignores(path: string, isFolder: boolean): boolean {
    const whole = `${this.#prefix}${path}${isFolder ? '/' : ''}`;
    for (let index = this.#layers.length - 1; index >= 0; index -= 1) {
      const layer = this.#layers[index];
      if (layer === undefined) continue;
      const { ignored, unignored } = layer.rules.test(whole.slice(layer.folder.length));
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

/** Git's `core.ignoreCase` is set where file systems are so by default. */
const foldsCase = process.platform === 'win32' || process.platform === 'darwin';

function affordable(
  text: string,
  file: string,
): { readonly patterns: string[]; readonly skipped: Skipped[] } {
  const patterns: string[] = [];
  const skipped: Skipped[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const depthWildcards = line.split('/').filter((part, at) => at > 0 && part.includes('**')).length;
    if (depthWildcards <= depthWildcardLimit && patterns.length < patternLimit) {
      patterns.push(line);
    } else if (skipped.length === 0) {
      const detail = 'this pattern is too costly to match and was not applied (others may follow)';
      skipped.push({ file, line: index + 1, reason: 'unsupported-syntax', detail });
    }
  }
  return { patterns, skipped };
}
