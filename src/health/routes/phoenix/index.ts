import type { RouteFramework } from '../../route-framework.js';

export const phoenix: RouteFramework = {
  name: 'phoenix',
  title: 'Phoenix and Plug',
  homepage: 'https://www.phoenixframework.org/',
  languages: ['Elixir'],
  recognition: [
    'Modules with `use …, :router` or `use Plug.Router`: `scope`, `get` and the other verbs, `resources`, `live`, `forward`, macros of the repository that hold such lines; routes under a condition of development are marked.',
    'Endpoints: the routers that they plug, plugs that match `request_path` or `path_info`, `PlugHeartbeat`.',
    'Pipelines with authentication and `force_ssl` without an exception for the path stand before a route; sockets of LiveView are no routes.',
    'What plugs of the endpoint, of pipelines, of controllers and of routers surely touch before a route, up to a plug that answers the path itself.',
  ],
  isCandidate: ({ path }) => /\.exs?$/.test(path),
  read: async (candidates, view) => (await import('./read.js')).readPhoenixRoutes(candidates, view),
};
