import { expect, it } from 'vitest';
import { appEngine } from '../../../src/health/probes/app-engine/index.js';
import { probeLines } from './probe-lines.js';

it('reads the checks of a flexible service', async () => {
  const text = `runtime: nodejs
env: flex
service: api
liveness_check:
  path: "/liveness_check"
  check_interval_sec: 30
  timeout_sec: 4
  failure_threshold: 2
  success_threshold: 2
readiness_check:
  path: "/readiness_check"
  initial_delay_sec: 10
`;
  expect(await probeLines(appEngine, { 'api/app.yaml': text })).toEqual([
    'api/app.yaml:4 App Engine service api | liveness → restart | http /liveness_check | every 30, timeout 4, failures 2, successes 2',
    'api/app.yaml:10 App Engine service api | readiness → de-route | http /readiness_check | delay 10',
  ]);
});

it('finds nothing where App Engine answers its checks itself, nor in files of others', async () => {
  expect(
    await probeLines(appEngine, {
      'app.yaml': 'runtime: python\nenv: flex\nliveness_check:\n  timeout_sec: 4\n',
      'config/app.yaml': 'liveness_check:\n  path: /x\n',
    }),
  ).toEqual([]);
});
