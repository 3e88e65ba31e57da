import type { RouteFramework } from '../../route-framework.js';
import { isRustCandidate } from '../rust/candidates.js';

export const actixWeb: RouteFramework = {
  name: 'actix-web',
  title: 'Actix Web',
  homepage: 'https://actix.rs/',
  languages: ['Rust'],
  recognition: [
    '`App`, `web::scope`, `web::resource` and `ServiceConfig` with `service`, `route`, `to` and `configure`; functions that configure are followed across files and crates.',
    'Functions with `#[get("/x")]` and the like count where they are registered with `service`.',
    'Files and pages of documentation that are registered (`Files::new("/static", …)`) answer all below their path.',
  ],
  isCandidate: isRustCandidate,
  read: async (candidates, view) =>
    (await import('../rust/read.js')).readRustRoutes('actix-web', candidates, view),
};
