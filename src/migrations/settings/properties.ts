/**
 * The settings of a Java properties file, a `.conf` file of Flyway or a `.env` file: key → value, the last one wins. Continued lines
 * (`\` at the end) are joined; `export ` and quotes around a value are taken off. A commented line is none.
 */
export function readProperties(text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const line of text.replaceAll(/\\\r?\n[ \t]*/g, '').split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([\w.$[\]-]+)\s*[=:]\s*(.*)$/.exec(line);
    if (!match) continue;
    const value = (match[2] ?? '').trim();
    settings.set(match[1] ?? '', /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value);
  }
  return settings;
}
