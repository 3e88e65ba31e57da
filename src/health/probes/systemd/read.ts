import { basename, dirname } from 'node:path/posix';
import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { secondsOfTimeSpan, unitEntries } from '../../../syntax/manifests/unit-file.js';
import { timingsOf } from '../timings.js';

/** The watchdog of one unit; of a setting that is written twice the last one counts. */
export function readSystemd(source: SourceText): Reading<Probe> {
  const service = unitEntries(source).filter(({ section }) => section === 'Service');
  const last = (name: string): (typeof service)[number] | undefined =>
    service.findLast((entry) => entry.name === name);
  const watchdog = last('WatchdogSec');
  if (!watchdog) return { facts: [], skipped: [] };
  const seconds = secondsOfTimeSpan(watchdog.value);
  const isOff = seconds === 0 || /^(infinity|)$/.test(watchdog.value);
  if (isOff) return { facts: [], skipped: [] };
  const type = last('Type')?.value ?? '';
  const file = source.path.endsWith('.conf') ? dirname(source.path) : source.path;
  const name = basename(file).replace(/@?\.service(\..*)?$/, '');
  const probe: Probe = {
    platform: 'systemd',
    kind: 'liveness',
    effect: 'restart',
    transport: 'exec',
    tool: 'sd_notify',
    timings: timingsOf({ periodSeconds: seconds }),
    target: { kind: 'systemd service', name },
    span: watchdog.span,
    confidence: /^notify(-reload)?$/.test(type) ? 'high' : 'medium',
  };
  return { facts: [probe], skipped: [] };
}
