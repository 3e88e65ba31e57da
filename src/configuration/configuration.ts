import type { FailOn } from '../model/finding.js';

/** What `.lintel.yaml` says, with defaults filled in. Paths are relative to the root, with `/`. */
export interface Configuration {
  /** Id of the checklist. */
  readonly pack: string;
  readonly adr: { readonly path?: string };
  readonly runbooks: { readonly path: string };
  readonly reviews: { readonly path: string };
  /** Glob patterns in the grammar of `.gitignore`; files that match are not read. */
  readonly ignore: readonly string[];
  readonly gate: { readonly failOn: FailOn };
}

export const failOnLevels = ['error', 'warning', 'note', 'never'] as const satisfies readonly FailOn[];

/** Name of the file in the scanned root. */
export const configurationFile = '.lintel.yaml';

export const defaultConfiguration: Configuration = {
  pack: 'scalability',
  adr: {},
  runbooks: { path: 'docs/runbooks' },
  reviews: { path: 'docs/reviews' },
  ignore: [],
  gate: { failOn: 'error' },
};
