import type { RouteFramework } from '../../route-framework.js';
import { isRustCandidate } from '../rust/candidates.js';

export const poem: RouteFramework = {
  name: 'poem',
  title: 'Poem',
  homepage: 'https://docs.rs/poem',
  languages: ['Rust'],
  recognition: [
    '`at` and `nest` of a `poem::Route`, followed through functions of the program.',
    'poem-openapi: methods with `#[oai(path = "…", method = "…")]` of the types that `OpenApiService::new` is given.',
  ],
  isCandidate: isRustCandidate,
  read: async (candidates, view) =>
    (await import('../rust/read.js')).readRustRoutes('poem', candidates, view),
};
