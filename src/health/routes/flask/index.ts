import type { RouteFramework } from '../../route-framework.js';
import { isPythonCandidate } from '../python/candidates.js';

export const flask: RouteFramework = {
  name: 'flask',
  title: 'Flask and Quart',
  homepage: 'https://flask.palletsprojects.com/',
  languages: ['Python'],
  recognition: [
    'Decorators and `add_url_rule` of `Flask()`, `Quart()` and `Blueprint()`; `register_blueprint` is followed across files, also from blueprint to blueprint.',
    'Application factories, `MethodView.as_view`, and the resources of Flask-RESTful and Flask-RESTX.',
    'python-dockerflow and prometheus_flask_exporter serve routes of their own.',
    'Paths that a `before_request` function compares and answers by itself.',
  ],
  isCandidate: isPythonCandidate,
  read: async (candidates, view) =>
    (await import('../python/read.js')).readPythonRoutes('flask', candidates, view),
};
