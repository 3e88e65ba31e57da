import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readDigitalOcean } from './read.js';

/** Health checks of DigitalOcean's App Platform. Source: https://docs.digitalocean.com/products/app-platform/how-to/manage-health-checks/ */
export const digitalocean: ProbePlatform = {
  name: 'digitalocean',
  title: 'DigitalOcean App Platform',
  homepage: 'https://docs.digitalocean.com/products/app-platform/how-to/manage-health-checks/',
  recognition: [
    '`health_check` and `liveness_health_check` of services and workers in the app specs of `.do/`; without a path they open a connection to the port.',
    'The directory of the program is `source_dir`; the port is that of the check, else `http_port`.',
  ],
  effects: [
    'A failing `health_check` keeps requests away and stops a deployment.',
    'A failing `liveness_health_check` restarts the instance.',
  ],
  isCandidate: ({ path }) => /(^|\/)\.do\/[^/]+\.ya?ml$/.test(path),
  read: async (candidates, view) => readEachSource(candidates, view, /health_check/, readDigitalOcean),
};
