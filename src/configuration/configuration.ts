import type { FailOn, Severity } from '../model/finding.js';
import type { GateSettings } from '../model/gate.js';

/** What `.lintel.yaml` says, with defaults filled in. Paths are relative to the root, with `/`. */
export interface Configuration {
  /** Id of the checklist. */
  readonly pack: string;
  /** Language of the questions where the pack has it (BCP 47); its own when absent. */
  readonly language?: string;
  readonly adr: {
    readonly path?: string;
    /** Numbers that several records have, and that are let be. */
    readonly frozen?: readonly number[];
    /** The states that are allowed. */
    readonly statuses?: readonly string[];
    /** The sections that every record must have. */
    readonly sections?: readonly string[];
    /** Days after which a proposal is stale. */
    readonly proposedDays?: number;
    /** Rules on records that are switched off, on, or weigh otherwise. */
    readonly rules?: Readonly<Record<string, Severity | 'off' | 'on'>>;
  };
  readonly runbooks: { readonly path: string };
  readonly reviews: { readonly path: string };
  /** Glob patterns in the grammar of `.gitignore`; files that match are not read. */
  readonly ignore: readonly string[];
  readonly gate: GateSettings;
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
  gate: {
    failOn: 'error',
    maxRisk: 'high',
    required: 'begun',
    reportOnly: [],
    waiverDays: 180,
    gates: {},
  },
};
