import type { SourceText } from '../../model/source-text.js';
import { interpolate } from '../../syntax/manifests/compose.js';

/** Values longer than this are cut, so that variables which double one another stay small. */
const longestValue = 4_096;

/**
 * The variables of the `.env` file beside a compose file, which compose fills in by itself.
 * Source: https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/
 */
export class ComposeVariables {
  readonly #values = new Map<string, string>();

  constructor(environmentFile?: SourceText) {
    for (const line of environmentFile?.text.split(/\r?\n/) ?? []) {
      const pair = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=(.*)$/.exec(line.slice(0, longestValue));
      if (!pair) continue;
      const written = (pair[2] ?? '').trim();
      const quoted = /^(["'])(.*?)\1/.exec(written);
      const value = quoted ? (quoted[2] ?? '') : written.replace(/[ \t]#.*$/, '').trim();
      this.#values.set(pair[1] ?? '', quoted?.[1] === "'" ? value : this.#withKnown(value));
    }
  }

  /** The text with every variable filled in; undefined when one is known to the machine only that runs compose. */
  fill(text: string): string | undefined {
    return interpolate(this.#withKnown(text));
  }

  /** The text with every variable filled in, or as it is written. */
  fillOrKeep(text: string): string {
    return this.fill(text) ?? text;
  }

  #withKnown(text: string): string {
    if (this.#values.size === 0) return text;
    return text
      .slice(0, longestValue)
      .replace(
        /\$\$|\$\{([A-Za-z_]\w*)[^{}]*\}|\$([A-Za-z_]\w*)/g,
        (written, braced?: string, bare?: string) =>
          written === '$$'
            ? written
            : (this.#values.get(braced ?? bare ?? '')?.replaceAll('$', '$$$$') ?? written),
      )
      .slice(0, longestValue);
  }
}
