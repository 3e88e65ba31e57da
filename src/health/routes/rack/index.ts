import type { RouteFramework } from '../../route-framework.js';

export const rack: RouteFramework = {
  name: 'rack',
  title: 'Rack',
  homepage: 'https://github.com/rack/rack/blob/main/SPEC.rdoc',
  languages: ['ruby'],
  recognition: [
    'Lambdas and classes that config.ru or a `Rack::Builder` runs behind `map`.',
    'Middleware of the project that config.ru or the settings of an application put into the stack, whose `call` compares the path of the request with a text and answers by itself.',
    'Applications of Rails, Sinatra, Grape, Roda and Hanami are read by their own readers; anything else that runs at the root keeps the list open.',
    'What middleware that a stack uses before what it runs surely touches.',
  ],
  isCandidate: ({ path }) => /\.(rb|ru)$/.test(path),
  read: async (candidates, view) =>
    candidates.some(({ path }) => /\.ru$|(^|\/)config\/application\.rb$/.test(path))
      ? (await import('./read-rack.js')).readRack(candidates, view)
      : { routes: [], gaps: [], skipped: [] },
};
