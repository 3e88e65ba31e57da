import type { RouteFramework } from '../../route-framework.js';

export const play: RouteFramework = {
  name: 'play',
  title: 'Play',
  homepage: 'https://www.playframework.com/documentation/latest/ScalaRouting',
  languages: ['Scala', 'Java'],
  recognition: [
    'The routes files `conf/routes` and `conf/<name>.routes`, with what a line `-> /prefix name.Routes` includes; `play.http.context` in `conf/application.conf` stands before all.',
    'Routers that are written in code (SIRD) and includes whose file is not in the repository keep the list of routes open.',
  ],
  isCandidate: ({ path }) => /(^|\/)conf\/(.*\.)?routes$|(^|\/)conf\/application\.conf$/.test(path),
  async read(candidates, view) {
    if (!candidates.some(({ path }) => path.endsWith('routes'))) return { routes: [], gaps: [], skipped: [] };
    return (await import('./read-play.js')).readPlay(candidates, view);
  },
};
