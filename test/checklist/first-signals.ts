import { signals } from '../../src/evidence/registry.js';

/** The signals that detectors of this version find; packs may name no others. */
export const firstSignals: ReadonlySet<string> = new Set(signals.map(({ id }) => id));
