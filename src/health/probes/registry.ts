import type { ProbePlatform } from '../probe-platform.js';
import { compose } from './compose/index.js';
import { dockerfile } from './dockerfile/index.js';
import { kubernetes } from './kubernetes/index.js';

/** Every platform whose probes lintel reads, in the order of the reference. */
export const probePlatforms: readonly ProbePlatform[] = [kubernetes, dockerfile, compose];
