import type { RouteFramework } from '../../route-framework.js';
import { isPythonCandidate } from '../python/candidates.js';

export const tornado: RouteFramework = {
  name: 'tornado',
  title: 'Tornado',
  homepage: 'https://www.tornadoweb.org/',
  languages: ['Python'],
  recognition: [
    'The handlers of `tornado.web.Application` and of classes derived from it: tuples, `url`, `URLSpec`, rules, and what `add_handlers` adds.',
    'Patterns are regular expressions: literals, groups and alternatives are spelled out as paths.',
    'What `prepare` of a handler or of a class above surely touches.',
  ],
  isCandidate: isPythonCandidate,
  read: async (candidates, view) =>
    (await import('../python/read.js')).readPythonRoutes('tornado', candidates, view),
};
