import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, jsonOf, lintel, scratchFolder, shop } from './program.js';

interface Document {
  readonly probes: readonly { readonly path: string | null; readonly line: number }[];
}

/** A copy of the sample under git, and a cache of its own. */
function sample(): { root: string; cache: string; env: Readonly<Record<string, string>> } {
  const root = join(scratchFolder(), 'shop');
  cpSync(shop, root, { recursive: true });
  commitAll(root);
  const cache = join(scratchFolder(), 'cache');
  mkdirSync(cache, { mode: 0o700 });
  return { root, cache, env: { LINTEL_CACHE_DIR: cache } };
}

/** What is kept of scans. */
const kept = (cache: string): readonly string[] =>
  readdirSync(cache).filter((name) => name.startsWith('facts-'));

describe('a second scan', () => {
  it('says the same byte for byte, from what the first one kept', async () => {
    const { root, cache, env } = sample();
    const first = await lintel(['scan', root, '--json'], { env });
    const [file = ''] = kept(cache);
    expect(kept(cache)).toHaveLength(1);
    const second = await lintel(['scan', root, '--json'], { env });
    expect(second).toEqual(first);
    // It really is what was kept: another number in there is another number in the report.
    const path = join(cache, file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"/readyz"', '"/changed"'));
    const third = jsonOf<Document>(await lintel(['scan', root, '--json'], { env }));
    expect(third.probes.map((probe) => probe.path)).toContain('/changed');
  });

  it('sees every edit, new file, removal and setting of the working tree', async () => {
    const { root, env } = sample();
    const paths = async (): Promise<readonly (string | null)[]> =>
      jsonOf<Document>(await lintel(['scan', root, '--json'], { env })).probes.map(({ path }) => path);
    const before = await paths();
    const manifest = join(root, 'deploy/orders.yaml');
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.replaceAll('/readyz', '/ready2'));
    expect(await paths()).toContain('/ready2');
    writeFileSync(manifest, text.replaceAll('/readyz', '/ready3'));
    expect(await paths()).toContain('/ready3');
    writeFileSync(manifest, text);
    expect(await paths()).toEqual(before);
    writeFileSync(join(root, 'deploy/new.yaml'), text.replaceAll('/readyz', '/ready4'));
    expect(await paths()).toContain('/ready4');
    rmSync(join(root, 'deploy/new.yaml'));
    expect(await paths()).toEqual(before);
    // What the configuration leaves out is no part of the tree.
    writeFileSync(join(root, '.lintel.yaml'), 'ignore: [deploy/]\n');
    expect((await paths()).length).toBeLessThan(before.length);
  }, 180_000);

  it('takes nothing from a cache that is damaged, of another build or of somebody else, and needs none', async () => {
    const { root, cache, env } = sample();
    const first = await lintel(['scan', root, '--json'], { env });
    const path = join(cache, kept(cache)[0] ?? '');
    const text = readFileSync(path, 'utf8');
    for (const damaged of [
      text.slice(0, text.length / 2),
      '{}',
      text.replace(/"version":"[^"]*"/, '"version":"0"'),
      text.replaceAll('"probes":[', '"probes":7,"other":['),
    ]) {
      writeFileSync(path, damaged);
      expect(await lintel(['scan', root, '--json'], { env })).toEqual(first);
    }
    expect(await lintel(['scan', root, '--json'], { env: { LINTEL_CACHE_DIR: '' } })).toEqual(first);
  });
});
