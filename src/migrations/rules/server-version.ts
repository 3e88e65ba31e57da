/** A version of a database server: `17`, `8.0.36`, `10.11`. Missing parts count as the newest of their kind. */
export type ServerVersion = readonly number[];

/** Reads a version as servers write it (`14`, `9.6`, `8.0.36-log`, `10.11.6-MariaDB`); undefined when it is none. */
export function parseServerVersion(text: string): ServerVersion | undefined {
  const match = /^v?(\d{1,4}(?:\.\d{1,4}){0,3})(?:[-+ ].*)?$/.exec(text.trim());
  return match?.[1]?.split('.').map(Number);
}

/** Whether a server is older than a release. An unknown server is taken for a current one: it is older than nothing. */
export function isOlderThan(version: ServerVersion | undefined, ...release: readonly number[]): boolean {
  if (version === undefined) return false;
  for (const [index, part] of release.entries()) {
    const own = version[index];
    if (own === undefined) return false;
    if (own !== part) return own < part;
  }
  return false;
}
