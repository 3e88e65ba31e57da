import { describe, expect, it } from 'vitest';
import { readCheckCommand } from '../../../src/health/probes/command.js';
import type { CheckCommand } from '../../../src/health/probes/command.js';

const around = { variables: new Map([['PORT', '4000']]), ownNames: ['web'] };

function shell(text: string): Promise<CheckCommand> {
  return readCheckCommand({ form: 'shell', words: [] }, text, around);
}

function exec(...words: string[]): Promise<CheckCommand> {
  return readCheckCommand({ form: 'exec', words }, '', around);
}

describe('what a command asks', () => {
  it.each([
    [
      'curl -f http://localhost:8080/health || exit 1',
      { tool: 'curl', scheme: 'http', port: 8080, path: '/health' },
    ],
    [
      'curl -fsSLo /dev/null -m 5 https://127.0.0.1/healthz?full=1',
      { tool: 'curl', scheme: 'https', port: 443, path: '/healthz' },
    ],
    ['curl --fail --max-time 3 localhost:3000', { tool: 'curl', scheme: 'http', port: 3000, path: '/' }],
    [
      'curl -f -H "Host: x" "http://[::1]:8080/a"',
      { tool: 'curl', scheme: 'http', port: 8080, path: '/a', headers: { host: 'x' } },
    ],
    ['curl -f http://web:80/up', { tool: 'curl', scheme: 'http', port: 80, path: '/up' }],
    ['curl -f http://$(hostname -i):9/x', { tool: 'curl', scheme: 'http', port: 9, path: '/x' }],
    ['curl -f --unix-socket /run/app.sock http://localhost/status', { tool: 'curl', path: '/status' }],
    [
      'wget -q --tries=1 --spider http://0.0.0.0:$PORT/health || exit 1',
      { tool: 'wget', scheme: 'http', port: 4000, path: '/health' },
    ],
    [
      'wget -qO- "http://localhost:${UNSET:-3000}/_health" | grep -q OK',
      { tool: 'wget', scheme: 'http', port: 3000, path: '/_health' },
    ],
    [
      'wget --no-verbose -T 2 -O /dev/null localhost/ping',
      { tool: 'wget', scheme: 'http', port: 80, path: '/ping' },
    ],
    ['http --check-status GET :8080/health', { tool: 'httpie', scheme: 'http', port: 8080, path: '/health' }],
    ['nc -z -w 1 127.0.0.1 6379 || exit 1', { tool: 'nc', port: 6379 }],
    ['nc -vz localhost $PORT', { tool: 'nc', port: 4000 }],
    ['pg_isready -U app -d app -p 5433', { tool: 'pg_isready', port: 5433 }],
    ['redis-cli -p 6380 ping | grep PONG', { tool: 'redis-cli', port: 6380 }],
    ['mysqladmin ping -h localhost -P 3307 -proot', { tool: 'mysqladmin', port: 3307 }],
    ['timeout 5 curl -f http://localhost:1/x', { tool: 'curl', scheme: 'http', port: 1, path: '/x' }],
    [
      'node -e "fetch(\'http://localhost:3000/health\').then(r => process.exit(r.ok ? 0 : 1))"',
      { tool: 'node', scheme: 'http', port: 3000, path: '/health' },
    ],
    [
      'python3 -c "import urllib.request as u; u.urlopen(\'http://localhost:8000/healthz\')"',
      { tool: 'python', scheme: 'http', port: 8000, path: '/healthz' },
    ],
    [
      'exec 3<>/dev/tcp/127.0.0.1/9000; echo -e "GET /health/ready HTTP/1.1\\nhost: x\\n" >&3; timeout 1 cat <&3 | grep UP || exit 1',
      { tool: '/dev/tcp', scheme: 'http', port: 9000, path: '/health/ready' },
    ],
  ])('%s', async (text, expected) => {
    const { command, cannotFail, ...told } = await shell(text);
    expect(told).toEqual(expected);
    expect(cannotFail).toBeUndefined();
    expect(command.length).toBeGreaterThan(0);
  });

  it('reads gRPC probes with one dash or two, and the service', async () => {
    expect(await exec('/bin/grpc_health_probe', '-addr=:8081')).toEqual({
      command: ['/bin/grpc_health_probe', '-addr=:8081'],
      tool: 'grpc_health_probe',
      port: 8081,
    });
    expect(await exec('grpc_health_probe', '--addr', 'localhost:50051', '-service=cart')).toMatchObject({
      port: 50051,
      grpcService: 'cart',
    });
  });

  it.each([
    [
      'curl -f -H "X-Forwarded-Proto: https" --header="Host:shop.example" -A lb/1 http://localhost/up',
      { 'x-forwarded-proto': 'https', host: 'shop.example', 'user-agent': 'lb/1' },
    ],
    ['curl -f -u admin:secret http://localhost/up', { authorization: 'Basic ?' }],
    ['wget -q --header "Host: $HOST" -U probe -O- http://localhost/up', { host: '?', 'user-agent': 'probe' }],
    ['curl -f -H @headers.txt -H "broken" http://localhost/up', undefined],
  ])('%s sends its headers', async (text, headers) => {
    expect((await shell(text)).headers).toEqual(headers);
  });

  it('names another host, and knows nothing of a URL whose beginning is a variable', async () => {
    expect(await exec('curl', '-f', 'http://db:9200/_cluster/health')).toMatchObject({
      host: 'db',
      port: 9200,
    });
    expect(await exec('pg_isready', '-h', 'postgres')).toMatchObject({ host: 'postgres' });
    expect(await exec('pg_isready', '-h', '/var/run/postgresql')).not.toHaveProperty('host');
    expect(await shell('curl -f $BASE_URL/health')).toEqual({
      command: ['curl', '-f', '$BASE_URL/health'],
      tool: 'curl',
    });
    expect(await shell('curl -f http://localhost:$UNKNOWN/health')).toMatchObject({ path: '/health' });
    expect(await shell('curl -f http://localhost:$UNKNOWN/health')).not.toHaveProperty('port');
    expect(await shell('curl -f http://localhost:80/$PREFIX/health')).not.toHaveProperty('path');
  });

  it('looks into shells, also into a shell that a shell starts', async () => {
    const expected = { tool: 'curl', scheme: 'http', port: 80, path: '/x' };
    expect(await exec('sh', '-c', 'curl -f http://localhost/x || exit 1')).toMatchObject(expected);
    expect(
      await exec('/bin/bash', '-euo', 'pipefail', '-c', 'curl -f http://localhost/x | jq .'),
    ).toMatchObject(expected);
    expect(await shell("sh -c 'curl -f http://localhost/x'")).toMatchObject(expected);
  });

  it('keeps the words of a command that it does not know', async () => {
    expect(await exec('/app/healthcheck', '--quick')).toEqual({ command: ['/app/healthcheck', '--quick'] });
    expect(await shell('./check.sh || exit 1')).toEqual({ command: ['./check.sh', '||', 'exit', '1'] });
  });
});

describe('a check that cannot fail', () => {
  it.each([
    [
      'curl -s http://localhost:8080/health || exit 1',
      '`curl` without `--fail` takes any HTTP answer for success, a 500 too',
    ],
    ['curl http://localhost', '`curl` without `--fail` takes any HTTP answer for success, a 500 too'],
    // The f belongs to the file's name.
    ['curl -ofile http://localhost/', '`curl` without `--fail` takes any HTTP answer for success, a 500 too'],
    [
      'curl --fail-early http://localhost/',
      '`curl` without `--fail` takes any HTTP answer for success, a 500 too',
    ],
    [
      'curl -s -o /dev/null -w "%{http_code}" http://localhost/',
      '`curl` without `--fail` takes any HTTP answer for success, a 500 too',
    ],
    ['curl -f http://localhost/ || true', '`|| true` hides the failure'],
    ['curl -f http://localhost/ ||:', '`|| :` hides the failure'],
    ['wget -q http://localhost/ || echo down', '`|| echo down` hides the failure'],
    ['wget -q http://localhost/ && echo ok || echo down', '`|| echo down` hides the failure'],
    ['curl -f http://localhost/ || exit 0', '`|| exit 0` hides the failure'],
    ['curl -f http://localhost/; exit 0', '`exit 0` ends the check with success'],
    ['exit 0', '`exit 0` ends the check with success'],
    ['true', '`true` always succeeds'],
    ['curl -f http://localhost/ | jq .', 'the pipe to `jq` hides the status of `curl`'],
    ['curl -f http://localhost/ | tee /proc/1/fd/1', 'the pipe to `tee` hides the status of `curl`'],
    ['curl -f http://localhost/ 2>&1 | cat > /dev/null', 'the pipe to `cat` hides the status of `curl`'],
    ['if curl -f http://localhost/; then echo up; else echo down; fi', 'every branch of the `if` succeeds'],
    [
      '{ curl -s http://localhost/ > /dev/null; }',
      '`curl` without `--fail` takes any HTTP answer for success, a 500 too',
    ],
    [
      'set -o pipefail; curl -s http://localhost/ | cat',
      '`curl` without `--fail` takes any HTTP answer for success, a 500 too',
    ],
    [
      'http GET localhost:8080/health',
      '`http` without `--check-status` takes any HTTP answer for success, a 500 too',
    ],
    [
      'python -c "import requests; requests.get(\'http://localhost:8000/health\')"',
      'the script asks, but never looks at the status of the answer',
    ],
    [
      'node -e "fetch(\'http://localhost:3000/\')"',
      'the script asks, but never looks at the status of the answer',
    ],
  ])('%s', async (text, reason) => {
    expect((await shell(text)).cannotFail).toBe(reason);
    expect((await exec('sh', '-c', text)).cannotFail).toBe(reason);
  });

  it('knows the exec form as well', async () => {
    expect((await exec('true')).cannotFail).toBe('`true` always succeeds');
    expect((await exec('/bin/echo', 'ok')).cannotFail).toBe('`echo` always succeeds');
    expect((await exec('curl', 'http://localhost/')).cannotFail).toMatch(/without `--fail`/);
  });

  it.each([
    'curl -f http://localhost/ || exit 1',
    'curl -f http://localhost/ && exit 0 || exit 1',
    'curl -fsS http://localhost/ > /dev/null 2>&1 || exit 1',
    'curl --fail-with-body http://localhost/',
    'curl -s http://localhost/ | grep -q ok',
    'curl -s http://localhost/ | jq -e .ok',
    'curl -s http://localhost/ | jq \'if .ok then . else error("x") end\'',
    '[ "$(curl -s -o /dev/null -w "%{http_code}" http://localhost/)" = 200 ]',
    'test $(curl -s -o /dev/null -w "%{http_code}" http://localhost/) -eq 200 || exit 1',
    'code=$(curl -s -o /dev/null -w "%{http_code}" http://localhost/); [ "$code" = 200 ]',
    'set -o pipefail; curl -f http://localhost/ | jq .',
    'set -e; curl -f http://localhost/; echo ok',
    'curl -f http://localhost/ || exit 1; exit 0',
    'if curl -f http://localhost/; then exit 0; else exit 1; fi',
    'if ! curl -f http://localhost/; then exit 1; fi; exit 0',
    'curl -f http://localhost/; exit $?',
    // Opening the device is the check.
    'echo > /dev/tcp/localhost/8080',
    '(echo > /dev/tcp/localhost/8080) >/dev/null 2>&1',
    'cat /tmp/healthy',
    'curl telnet://localhost:5432',
    'curl -K /etc/curlrc',
    '. /app/check.sh; exit 0',
    'until nc -z db 5432; do sleep 1; done; echo up',
    "echo waiting; while ! nc -z shop 8443; do sleep 1; printf '-'; done; echo up",
    'for i in 1 2; do curl -f http://localhost/ || exit 1; done; exit 0',
    '! pgrep -x zombie',
    'python -c "import urllib.request as u; u.urlopen(\'http://localhost/\')"',
    'python -c "import requests; requests.get(\'http://localhost/\').raise_for_status()"',
    'node -e "fetch(\'http://localhost/\').then(r => { if (!r.ok) process.exit(1) })"',
    'sh -c "unclosed',
    '',
  ])('can fail: %s', async (text) => {
    expect(await shell(text)).not.toHaveProperty('cannotFail');
  });

  it('takes stray operators of the exec form for arguments, which make curl fail', async () => {
    expect(await exec('curl', 'http://localhost/', '||', 'exit', '1')).not.toHaveProperty('cannotFail');
  });

  it('comes to an end on hostile texts, and still knows the client where there is one', async () => {
    expect(await shell(`${'('.repeat(5_000)}curl${')'.repeat(5_000)}`)).toHaveProperty('command');
    expect(await shell('${'.repeat(9_000))).toHaveProperty('command');
    expect(await shell('if true; then '.repeat(300))).toHaveProperty('command');
    expect(await exec('curl', 'a'.repeat(1_000_000))).toHaveProperty('tool', 'curl');
  });
});
