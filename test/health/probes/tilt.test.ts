import { expect, it } from 'vitest';
import { tilt } from '../../../src/health/probes/tilt/index.js';
import { probeLines } from './probe-lines.js';

it('reads the probes of local resources', async () => {
  expect(
    await probeLines(tilt, {
      Tiltfile: `PORT = 8000
docker_compose('compose.yml')
local_resource(
    'api',
    serve_cmd='cd backend && npm run dev',
    readiness_probe=probe(
        http_get=http_get_action(port=PORT, path='/healthz'),
        period_secs=5,
        failure_threshold=3,
    ),
)
local_resource(
    name='web',
    serve_cmd='npm start',
    serve_dir='web',
    readiness_probe=probe(http_get=http_get_action(3000)),
)
local_resource('db', serve_cmd='x', readiness_probe=probe(tcp_socket=tcp_socket_action(5432), initial_delay_secs=5))
local_resource('queue', serve_cmd='x', readiness_probe=probe(exec=exec_action(['curl', '-f', 'http://localhost:9000/live'])))
local_resource('late', serve_cmd='x', readiness_probe=probe(http_get=http_get_action(port=int(port), path='/' + base)))
local_resource('none', serve_cmd='x', readiness_probe=probe(period_secs=5))
`,
    }),
  ).toEqual([
    'Tiltfile:6 Tilt resource api in backend | healthcheck → gate | http 8000 /healthz | every 5, failures 3',
    'Tiltfile:16 Tilt resource web in web | healthcheck → gate | http 3000 /',
    'Tiltfile:18 Tilt resource db | healthcheck → gate | tcp 5432 | delay 5',
    'Tiltfile:19 Tilt resource queue | healthcheck → gate | http 9000 /live',
    'Tiltfile:20 Tilt resource late | healthcheck → gate | http',
  ]);
});
