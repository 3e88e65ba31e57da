/** Stands for a part of a text that only run time knows. */
export const unknownPart = '\u0000';

/** No command of a check is longer; what lies beyond is not looked at. */
const longestText = 16_384;

/**
 * A text as a shell would see it: `$PORT`, `${PORT}` and `${PORT:-8080}` with the container's variables, else with the default;
 * `$(hostname)` is the container itself. What neither tells becomes {@link unknownPart}. Quotes are the caller's business.
 */
export function expandVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text
    .slice(0, longestText)
    .replace(
      /\$(?:\{(\w+)(?:(:?[-=?+])([^{}]*))?\}|(\w+)|\(([^()]*)\))|`([^`]*)`/g,
      (_, braced?: string, operator?: string, word?: string, bare?: string, run?: string, old?: string) => {
        const command = run ?? old;
        if (command !== undefined)
          return /^\s*hostname(\s+-\w+)?\s*$/.test(command) ? 'localhost' : unknownPart;
        const name = braced ?? bare ?? '';
        const value = variables.get(name);
        if (operator?.endsWith('+') === true) return unknownPart;
        if (value !== undefined && !(value === '' && operator?.startsWith(':') === true)) return value;
        if (operator?.endsWith('-') === true || operator?.endsWith('=') === true) return word ?? '';
        return name === 'HOSTNAME' ? 'localhost' : unknownPart;
      },
    );
}
