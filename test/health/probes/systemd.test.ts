import { expect, it } from 'vitest';
import { systemd } from '../../../src/health/probes/systemd/index.js';
import { probeLines } from './probe-lines.js';

it('reads the watchdog of units, of templates and of drop-ins', async () => {
  const unit = (settings: string): string =>
    `[Unit]\nDescription=x\n[Service]\n${settings}\n[Install]\nWantedBy=y\n`;
  expect(
    await probeLines(systemd, {
      'deploy/api.service': unit(
        'Type=notify\nExecStart=/usr/bin/api \\\n  --port 1\nWatchdogSec=1min 30s\nRestart=always',
      ),
      'deploy/web@.service.in': unit('ExecStart=/x\nWatchdogSec=60'),
      'deploy/db.service.d/watchdog.conf': '[Service]\nType=notify-reload\nWatchdogSec={{ seconds }}\n',
    }),
  ).toEqual([
    'deploy/api.service:7 systemd service api | liveness → restart | exec by sd_notify | every 90',
    'deploy/db.service.d/watchdog.conf:3 systemd service db | liveness → restart | exec by sd_notify',
    'deploy/web@.service.in:5 systemd service web | liveness → restart | exec by sd_notify | every 60 | medium',
  ]);
});

it.each([
  ['one that is switched off', '[Service]\nWatchdogSec=0\n'],
  ['one that is set back', '[Service]\nWatchdogSec=30\nWatchdogSec=\n'],
  ['one that never ends', '[Service]\nWatchdogSec=infinity\n'],
  ['a comment', '[Service]\n#WatchdogSec=30\n; WatchdogSec=30\n'],
  ['another section', '[Manager]\nWatchdogSec=30\n'],
])('finds nothing in %s', async (_, text) => {
  expect(await probeLines(systemd, { 'a.service': text })).toEqual([]);
});
