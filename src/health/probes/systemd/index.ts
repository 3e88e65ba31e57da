import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';

/** The watchdog of systemd. Source: https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#WatchdogSec= */
export const systemd: ProbePlatform = {
  name: 'systemd',
  title: 'systemd',
  homepage: 'https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html',
  recognition: [
    '`WatchdogSec=` in the `[Service]` section of `*.service` files, templates of them, and drop-ins; 0 and `infinity` switch it off.',
    'The program reports by `sd_notify`: where it does so is in its code. Without `Type=notify` the confidence is medium.',
  ],
  effects: [
    'A program that does not report in time is killed, and started again when `Restart=` says so. So it counts as a liveness probe.',
  ],
  isCandidate: ({ path }) =>
    /\.service(\.(in|j2|tmpl|template|erb|mustache))?$|\.service\.d\/[^/]+\.conf$/.test(path),
  read: async (candidates, view) => {
    const { readSystemd } = await import('./read.js');
    return readEachSource(candidates, view, /^\s*WatchdogSec\s*=/m, readSystemd);
  },
};
