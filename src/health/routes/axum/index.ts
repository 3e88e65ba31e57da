import type { RouteFramework } from '../../route-framework.js';
import { isRustCandidate } from '../rust/candidates.js';

export const axum: RouteFramework = {
  name: 'axum',
  title: 'axum',
  homepage: 'https://docs.rs/axum',
  languages: ['Rust'],
  recognition: [
    '`route`, `nest`, `merge`, `fallback` and their relatives of an axum `Router`, followed through functions, modules and crates of the workspace; aide’s `ApiRouter` and utoipa-axum’s `OpenApiRouter` are read alike, `#[utoipa::path]` by itself is documentation.',
    'loco’s controllers (`Routes::new().prefix(…).add(…)`) and the routes that it serves by itself: `/_ping`, `/_health`, `/_readiness`.',
    'A router that nobody serves or nests has paths without a known beginning.',
  ],
  isCandidate: isRustCandidate,
  read: async (candidates, view) =>
    (await import('../rust/read.js')).readRustRoutes('axum', candidates, view),
};
