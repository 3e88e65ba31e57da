import type { RouteFramework } from '../../route-framework.js';
import { isRustCandidate } from '../rust/candidates.js';

export const rocket: RouteFramework = {
  name: 'rocket',
  title: 'Rocket',
  homepage: 'https://rocket.rs/',
  languages: ['Rust'],
  recognition: [
    'Functions with `#[get("/x")]` and the like that `routes![…]` names, below the base of `mount`; lists of routes are followed through functions and modules.',
    'Fairings that mount routes (`AdHoc::on_ignite`) are followed; a file server answers all below its base.',
  ],
  isCandidate: isRustCandidate,
  read: async (candidates, view) =>
    (await import('../rust/read.js')).readRustRoutes('rocket', candidates, view),
};
