import { expect, it } from 'vitest';
import { caddy } from '../../../src/health/routes/caddy/index.js';
import { readRouteLines } from './route-reading.js';

const read = (text: string) => readRouteLines([caddy], { Caddyfile: text });

it('takes what is answered, and leaves what is handed on', async () => {
  const { gaps, routes } = await read(`{
	admin off
}
:8080 {
	@probe path /livez /readyz
	respond @probe 200
	respond /health "OK" 200
	respond /gone 410
	handle /internal/* {
		respond /internal/alive 200
		reverse_proxy app:3000
	}
	handle /ping {
		respond "pong"
	}
	metrics /metrics
	# respond /commented 200
	reverse_proxy /api/health {$UPSTREAM:app}:3000
	respond "hello"
}
`);
  expect(routes).toEqual([
    'ANY /livez Caddyfile:6 (setting)',
    'ANY /readyz Caddyfile:6 (setting)',
    'ANY /health Caddyfile:7 (setting)',
    'ANY /internal/alive Caddyfile:10 (setting)',
    'ANY /ping Caddyfile:14 (setting)',
    'ANY /metrics Caddyfile:16 (setting)',
  ]);
  expect(gaps).toHaveLength(1);
});

it('changes with the path, and adds nothing for a proxy alone', async () => {
  for (const path of ['/a', '/b'])
    expect((await read(`localhost\nrespond ${path} 200\n`)).routes).toEqual([
      `ANY ${path} Caddyfile:2 (setting)`,
    ]);
  expect(
    await read(
      'example.org {\n\treverse_proxy app:80 {\n\t\thealth_uri /health\n\t}\n\theader respond x\n}\n',
    ),
  ).toMatchObject({ routes: [], gaps: [] });
});
