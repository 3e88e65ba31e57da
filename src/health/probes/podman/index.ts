import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';

/** Health checks of Podman's Quadlet. Source: https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html */
export const podman: ProbePlatform = {
  name: 'podman',
  title: 'Podman Quadlet',
  homepage: 'https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html',
  recognition: [
    '`HealthCmd=` and `HealthStartupCmd=` in the `[Container]` section of `*.container` files; `none` switches the check off.',
  ],
  effects: [
    'With `HealthOnFailure=kill`, `stop` or `restart` the container is stopped or started again: then it counts as a liveness probe.',
    'Else the container is only marked as unhealthy; with `Notify=healthy` its unit has not started until the check succeeds.',
  ],
  isCandidate: ({ path }) => /\.container(\.(in|j2|tmpl|template))?$/.test(path),
  read: async (candidates, view) => {
    const { readPodman } = await import('./read.js');
    return readEachSource(candidates, view, /^\s*Health(Startup)?Cmd\s*=/m, readPodman);
  },
};
