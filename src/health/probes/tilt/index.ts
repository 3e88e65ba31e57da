import type { ProbePlatform } from '../../probe-platform.js';

/** Readiness probes of local resources of Tilt. Source: https://docs.tilt.dev/local_resource.html#readiness_probe */
export const tilt: ProbePlatform = {
  name: 'tilt',
  title: 'Tilt',
  homepage: 'https://docs.tilt.dev/local_resource.html',
  recognition: [
    '`readiness_probe=probe(http_get=http_get_action(port=8080, path="/healthz"), …)` of `local_resource` in a `Tiltfile`, also with `tcp_socket_action` and `exec_action`; constants of the file are followed.',
    'The directory is that of `serve_dir`, or the one that `serve_cmd` changes to first.',
  ],
  effects: [
    'Resources that depend on it wait; nothing is restarted, and nothing runs outside of the machine of a developer.',
  ],
  isCandidate: ({ path }) => /(^|\/)Tiltfile([._-][\w.-]+)?$|\.tiltfile$/i.test(path),
  read: async (candidates, view) => (await import('./read.js')).readTilt(candidates, view),
};
