import { posix } from 'node:path';
import type { RepositoryView } from '../../../model/repository-view.js';
import { readTomlTables } from '../../../syntax/manifests/toml.js';

/** What the version catalogs of a repository call their libraries and bundles. */
export interface VersionCatalog {
  /** Accessor as build files write it (`libs.spring.boot.starter.actuator`) → artifacts. */
  readonly artifacts: ReadonlyMap<string, readonly string[]>;
  readonly bootVersion: string | undefined;
}

/**
 * Reads `gradle/*.versions.toml`. The file's name is the accessor's first word; `-` and `_` in aliases become dots.
 * Source: https://docs.gradle.org/current/userguide/version_catalogs.html
 */
export async function readCatalogs(view: RepositoryView): Promise<VersionCatalog> {
  const artifacts = new Map<string, readonly string[]>();
  let bootVersion: string | undefined;
  for (const { path } of view.files) {
    if (!/(^|\/)gradle\/[\w-]+\.versions\.toml$/.test(path)) continue;
    const source = await view.read(path);
    if (!source) continue;
    const catalog = posix.basename(path, '.versions.toml');
    const byAlias = new Map<string, string>();
    const versions = new Map<string, string>();
    for (const { name, entries } of readTomlTables(source)) {
      for (const [alias, { text, items }] of entries) {
        if (name === 'versions') versions.set(alias, text);
        const artifact =
          /module\s*=\s*["'][\w.-]+:([\w.-]+)/.exec(text)?.[1] ??
          /\bname\s*=\s*["']([\w.-]+)/.exec(text)?.[1] ??
          /^[\w.-]+:([\w.-]+)(?::|$)/.exec(text)?.[1];
        if (name === 'libraries' && artifact !== undefined) {
          byAlias.set(alias, artifact);
          artifacts.set(`${catalog}.${dotted(alias)}`, [artifact]);
        }
        if (name === 'bundles')
          artifacts.set(
            `${catalog}.bundles.${dotted(alias)}`,
            items.flatMap((item) => byAlias.get(item) ?? []),
          );
        if (name === 'plugins' && /org\.springframework\.boot["':]/.test(text)) {
          const reference = /version\.ref\s*=\s*["']([\w.-]+)/.exec(text)?.[1];
          bootVersion ??=
            /version\s*=\s*["']([\w.-]+)/.exec(text)?.[1] ??
            (reference === undefined ? undefined : versions.get(reference));
        }
      }
    }
  }
  return { artifacts, bootVersion };
}

function dotted(alias: string): string {
  return alias.replaceAll(/[-_]/g, '.');
}
