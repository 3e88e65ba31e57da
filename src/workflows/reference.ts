import { alertFormats } from '../alerts/formats/registry.js';
import { probePlatforms } from '../health/probes/registry.js';
import { routeFrameworks } from '../health/routes/registry.js';
import { migrationFrameworks } from '../migrations/registry.js';
import type { Pack } from '../model/checklist.js';
import type { SignalCard } from '../model/evidence.js';
import type { RuleCard } from '../model/rule.js';
import { bundledPacks } from '../checklist/bundled-packs.js';
import { listRules } from './rules.js';
import { listSignals } from './signals.js';

/** The text side of everything that is registered: what the generated reference shows. */
export interface Reference {
  readonly rules: readonly RuleCard[];
  readonly signals: readonly SignalCard[];
  readonly migrationFrameworks: readonly Pick<
    (typeof migrationFrameworks)[number],
    'name' | 'title' | 'homepage' | 'recognition' | 'filePatterns' | 'down' | 'runner'
  >[];
  readonly routeFrameworks: readonly Pick<
    (typeof routeFrameworks)[number],
    'name' | 'title' | 'homepage' | 'languages' | 'recognition'
  >[];
  readonly probePlatforms: readonly Pick<
    (typeof probePlatforms)[number],
    'name' | 'title' | 'homepage' | 'recognition' | 'effects'
  >[];
  readonly alertFormats: readonly Pick<
    (typeof alertFormats)[number],
    'name' | 'title' | 'homepage' | 'recognition'
  >[];
  readonly packs: readonly Pack[];
}

/** Collects the fact sheets of all registries. */
export function collectReference(): Reference {
  return {
    rules: listRules(),
    signals: listSignals(),
    migrationFrameworks,
    routeFrameworks,
    probePlatforms,
    alertFormats,
    packs: bundledPacks(),
  };
}
