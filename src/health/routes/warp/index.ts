import type { RouteFramework } from '../../route-framework.js';
import { isRustCandidate } from '../rust/candidates.js';

export const warp: RouteFramework = {
  name: 'warp',
  title: 'warp',
  homepage: 'https://docs.rs/warp',
  languages: ['Rust'],
  recognition: [
    'Filters that `warp::serve` is given: `warp::path`, `path!`, methods, `and`, `or`, followed through functions of the program.',
  ],
  isCandidate: isRustCandidate,
  read: async (candidates, view) =>
    (await import('../rust/read.js')).readRustRoutes('warp', candidates, view),
};
