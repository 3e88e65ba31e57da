import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonOf, packageRoot, runProgram, scratchFolder, shop } from './program.js';

/**
 * npm runs as it does for whoever runs the tests: with their cache, so that dependencies come from there when they can, and with what their
 * network needs (proxies, certificates).
 */
const env: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ),
  npm_config_update_notifier: 'false',
};

describe('the package as it would be published', () => {
  it(
    'installs from its tarball and works from there, without tests and sources',
    { timeout: 360_000 },
    async () => {
      const folder = scratchFolder();
      const packed = await runProgram(
        'npm',
        ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
        {
          cwd: packageRoot,
          env,
          limit: 60_000,
        },
      );
      const [tarball] = jsonOf<{ filename: string; files: { path: string }[] }[]>(packed);
      const paths = tarball?.files.map(({ path }) => path) ?? [];
      const tops = [...new Set(paths.map((path) => path.split('/')[0]))].toSorted();
      expect(tops).toEqual([
        'README.md',
        'bin',
        'checklists',
        'dist',
        'oclif.manifest.json',
        'package.json',
        'templates',
      ]);
      expect(paths.filter((path) => /\.tsx?$|\.test\.|^bin\/dev/.test(path))).toEqual([]);
      for (const wanted of [
        'checklists/scalability.yaml',
        'templates/adr/nygard.hbs',
        'templates/runbook/service.hbs',
      ])
        expect(paths).toContain(wanted);

      const home = join(folder, 'project');
      const installed = await runProgram(
        'npm',
        [
          'install',
          '--ignore-scripts',
          '--no-audit',
          '--no-fund',
          '--prefer-offline',
          '--prefix',
          home,
          join(folder, tarball?.filename ?? ''),
        ],
        { cwd: folder, env, limit: 300_000 },
      );
      expect(installed.stderr).not.toContain('npm error');
      expect(installed.code).toBe(0);
      const bin = join(home, 'node_modules/.bin/lintel');
      const run = (...words: readonly string[]): ReturnType<typeof runProgram> =>
        runProgram(bin, words, { cwd: home });

      expect((await run('--version')).stdout).toMatch(/^lintel\/\d+\.\d+\.\d+ /);
      const scan = await run('scan', shop, '--json');
      expect(scan.code).toBe(0);
      expect(jsonOf<{ services: object[]; failures: object[] }>(scan)).toMatchObject({ failures: [] });
      expect(jsonOf<{ services: object[] }>(scan).services).toHaveLength(5);
      expect((await run('checklist', 'show')).stdout).toContain('Can the system survive partial failures?');
      writeFileSync(join(home, 'note.txt'), '');
      expect((await run('adr', 'new', 'It works')).stdout).toBe('doc/adr/0001-it-works.md\n');
      expect(readdirSync(join(home, 'doc/adr'))).toEqual(['0001-it-works.md']);
    },
  );
});
