import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readFly } from './read.js';

/** Health checks of Fly.io. Source: https://fly.io/docs/reference/health-checks/ */
export const fly: ProbePlatform = {
  name: 'fly',
  title: 'Fly.io',
  homepage: 'https://fly.io/docs/reference/health-checks/',
  recognition: [
    '`[[http_service.checks]]`, `[[services.http_checks]]` and `[[services.tcp_checks]]` in `fly.toml`, `fly.*.toml` and in the files of a folder `fly`; the port is the `internal_port` of the service.',
    'Checks of the top level (`[checks.name]`) with their own port.',
    'Not taken: machine checks, which run a command of their own image during a deployment.',
  ],
  effects: [
    'A failing check of a service keeps requests away from the machine; Fly restarts nothing.',
    'A check of the top level only tells: it can stop a deployment, and routes nothing.',
  ],
  isCandidate: ({ path }) => /(^|\/)fly((\.[\w-]+)*|\/[\w.-]+)\.toml$/.test(path),
  read: async (candidates, view) => readEachSource(candidates, view, /checks/, readFly),
};
