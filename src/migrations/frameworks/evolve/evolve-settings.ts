import type { RepositoryView } from '../../../model/repository-view.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { programSources } from '../../finding/program-sources.js';
import { scriptsOf } from '../../finding/scripts.js';

/** How Evolve is set up in a program or called by its command line. */
export interface EvolveSettings {
  readonly file: string;
  /** `Locations`, as written; empty = not said. */
  readonly locations: readonly string[];
  readonly versioned: string;
  readonly repeatable: string;
  readonly separator: string;
  readonly suffix: string;
  /** `TransactionMode`. */
  readonly transaction: 'per-migration' | 'all-migrations';
  readonly holdsLock: boolean;
}

/** Names by default (Evolve.cs). */
export const defaultNaming = { versioned: 'V', repeatable: 'R', separator: '__', suffix: '.sql' } as const;

/** All set-ups of Evolve: `new Evolve(connection) { Locations = new[] { "…" } }`, `evolve migrate … -l "…"`. */
export const evolveSettings = oncePerView(
  async (view: RepositoryView): Promise<readonly EvolveSettings[]> => {
    const programs = await programSources(view, {
      extensions: ['.cs', '.fs', '.vb'],
      dependency: /^Evolve$/i,
      word: /\bnew\s+(?:EvolveDb\.|Evolve\.)?Evolve\s*\(/,
    });
    const found = programs.map(({ path, text }) => ofProgram(path, text));
    for (const { file, text } of await scriptsOf(view))
      if (/\bevolve(?:\.exe|-tool)?["']?\s+(?:migrate|info|validate|repair)\b/i.test(text))
        found.push(ofScript(file, text));
    return found;
  },
);

function ofProgram(file: string, text: string): EvolveSettings {
  const said = (name: string): string | undefined =>
    new RegExp(`\\b${name}\\s*=\\s*"([^"]{0,60})"`).exec(text)?.[1];
  const list = /\bLocations\s*=\s*([^;]{1,600})/.exec(text)?.[1] ?? '';
  // `new[] { "a", "b" }`, `new List<string> { "a" }`, `["a"]`.
  const items = list.replace(/^new\b[\s\w<>]*(?:\[\s*\])?\s*(?:\(\s*\))?/, '');
  const until = items.split(/[}\]]|,\s*\w+\s*=/, 1)[0] ?? '';
  return {
    file,
    locations: [...until.matchAll(/"([^"]{1,200})"/g)].map((match) => match[1] ?? ''),
    versioned: said('SqlMigrationPrefix') ?? defaultNaming.versioned,
    repeatable: said('SqlRepeatableMigrationPrefix') ?? defaultNaming.repeatable,
    separator: said('SqlMigrationSeparator') ?? defaultNaming.separator,
    suffix: said('SqlMigrationSuffix') ?? defaultNaming.suffix,
    transaction: /\bTransactionKind\.(?:CommitAll|RollbackAll)\b/.test(text)
      ? 'all-migrations'
      : 'per-migration',
    holdsLock: !/\bEnableClusterMode\s*=\s*false\b/.test(text),
  };
}

function ofScript(file: string, text: string): EvolveSettings {
  const locations = [...text.matchAll(/(?:\s-l|\s--location)[\s=]["']?([^\s"']{1,200})/g)];
  return {
    file,
    locations: locations.map((match) => match[1] ?? ''),
    ...defaultNaming,
    transaction: /--transaction-mode[\s=]["']?(?:CommitAll|RollbackAll)\b/i.test(text)
      ? 'all-migrations'
      : 'per-migration',
    holdsLock: !/--enable-cluster-mode[\s=]["']?false\b/i.test(text),
  };
}
