import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

interface CruiseResult {
  readonly summary: {
    readonly totalCruised: number;
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

const scratch: string[] = [];
afterAll(() => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true });
});

/** Runs the real rules over a small tree of planted files and gives what they break. */
function violationsIn(files: Readonly<Record<string, string>>): readonly { rule: string; from: string }[] {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-layers-'));
  scratch.push(folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const tree = {
    'package.json': readFileSync(join(root, 'package.json'), 'utf8'),
    'tsconfig.json': readFileSync(join(root, 'tsconfig.json'), 'utf8'),
    '.dependency-cruiser.mjs': readFileSync(join(root, '.dependency-cruiser.mjs'), 'utf8'),
    'src/model/term.ts': 'export interface Term { readonly name: string }\n',
    'bin/run.js': "import '@oclif/core';\n",
    ...files,
  };
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return cruise(folder).summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}

function cruise(folder: string): CruiseResult {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [bin, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src', 'bin'];
  const output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  const result: CruiseResult = JSON.parse(output);
  return result;
}

const reader = (target: string): string => `import { x } from '${target}';\nexport const y = x;\n`;
const exporting = 'export const x = 1;\n';

/** One planted violation per rule: the rule's name → files that break it. */
const planted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-cycles': {
    'src/health/a.ts': "import { b } from './b.js';\nexport const a = () => b;\n",
    'src/health/b.ts': "import { a } from './a.js';\nexport const b = () => a;\n",
  },
  'model-imports-nothing': { 'src/model/a.ts': reader('yaml') },
  'syntax-imports-model': { 'src/syntax/a.ts': reader('../health/x.js'), 'src/health/x.ts': exporting },
  'repository-imports-model': {
    'src/repository/a.ts': reader('../syntax/x.js'),
    'src/syntax/x.ts': exporting,
  },
  'reporters-import-model': {
    'src/reporters/a.ts': reader('../workflows/x.js'),
    'src/workflows/x.ts': exporting,
  },
  'checklist-imports-model-and-syntax': {
    'src/checklist/a.ts': reader('../evidence/x.js'),
    'src/evidence/x.ts': exporting,
  },
  'audit-imports-model': { 'src/audit/a.ts': reader('../checklist/x.js'), 'src/checklist/x.ts': exporting },
  'configuration-imports-model': {
    'src/configuration/a.ts': reader('../syntax/x.js'),
    'src/syntax/x.ts': exporting,
  },
  'services-import-model-and-syntax': {
    'src/services/a.ts': reader('../health/x.js'),
    'src/health/x.ts': exporting,
  },
  'migrations-import-model-and-syntax': {
    'src/migrations/a.ts': reader('../repository/x.js'),
    'src/repository/x.ts': exporting,
  },
  'health-imports-model-and-syntax': {
    'src/health/a.ts': reader('../migrations/x.js'),
    'src/migrations/x.ts': exporting,
  },
  'alerts-import-model-and-syntax': {
    'src/alerts/a.ts': reader('../health/x.js'),
    'src/health/x.ts': exporting,
  },
  'evidence-imports-model-and-syntax': {
    'src/evidence/a.ts': reader('../health/x.js'),
    'src/health/x.ts': exporting,
  },
  'documents-import-model-and-syntax': {
    'src/documents/a.ts': reader('../checklist/x.js'),
    'src/checklist/x.ts': exporting,
  },
  'workflows-do-not-print': {
    'src/workflows/a.ts': reader('../reporters/x.js'),
    'src/reporters/x.ts': exporting,
  },
  'commands-import-workflows': {
    'src/commands/a.ts': reader('../health/x.js'),
    'src/health/x.ts': exporting,
  },
  'oclif-and-inquirer-live-in-commands': {
    'src/workflows/a.ts': "import { Flags } from '@oclif/core';\nexport const f = Flags;\n",
  },
  'readers-never-reach-out': {
    'src/health/a.ts': "import { createServer } from 'node:http';\nexport const f = createServer;\n",
  },
  'processes-start-in-two-places': {
    'src/workflows/a.ts': "import { spawn } from 'node:child_process';\nexport const f = spawn;\n",
  },
  'files-are-touched-by-repository': {
    'src/workflows/a.ts': "import { readFileSync } from 'node:fs';\nexport const f = readFileSync;\n",
  },
  'no-network': { 'src/workflows/a.ts': "import { connect } from 'node:net';\nexport const f = connect;\n" },
  'bin-starts-oclif-only': {
    'bin/run.js': "import '../src/workflows/x.js';\n",
    'src/workflows/x.ts': exporting,
  },
  'product-does-not-import-tests': {
    'src/workflows/a.ts': reader('../../test/x.js'),
    'test/x.ts': exporting,
  },
  'product-uses-declared-packages': {
    'src/workflows/a.ts': "import { test } from 'vitest';\nexport const f = test;\n",
  },
  'everything-resolves': { 'src/workflows/a.ts': reader('./gone.js') },
};

/** The files of a rule under names of their own, so that all plants stand in one tree, which is cruised once. */
function apart(files: Readonly<Record<string, string>>, plant: number): Record<string, string> {
  const own = (text: string): string => text.replaceAll(/\b([abx])(?=\.[jt]s\b)/g, `$1${plant}`);
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [own(path), own(text)]));
}

describe('the layers', () => {
  const house = cruise(root).summary;
  const plants = Object.entries(planted).map(([rule, files], index) => ({
    rule,
    files: apart(files, index),
  }));
  const broken = violationsIn(Object.assign({}, ...plants.map(({ files }) => files)));

  test('each rule has a planted violation, and no plant lacks its rule', () => {
    const rules = house.ruleSetUsed.forbidden.map((rule) => rule.name);
    expect(rules.toSorted()).toEqual(Object.keys(planted).toSorted());
  });

  test('a tree that keeps the rules breaks none', () => {
    expect(
      violationsIn({
        'src/health/a.ts': "import type { Term } from '../model/term.js';\nexport type T = Term;\n",
      }),
    ).toEqual([]);
  });

  test.each(plants)('$rule bites', ({ rule, files }) => {
    const own = broken.filter(({ from }) => from in files);
    expect(own.map((violation) => violation.rule)).toContain(rule);
  });

  test('the house itself keeps them, and is really looked at', () => {
    expect(house.totalCruised).toBeGreaterThan(100);
    expect(house.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });
});
