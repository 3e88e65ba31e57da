import { describe, expect, it } from 'vitest';
import { dockerfile } from '../../../src/health/probes/dockerfile/index.js';
import { readPlatform } from './read-platform.js';

const read = async (text: string) => (await readPlatform(dockerfile, { 'api/Dockerfile': text })).facts;

describe('HEALTHCHECK of Dockerfiles', () => {
  it('reads the whole fact', async () => {
    expect(
      await read(
        'FROM node:20\nENV PORT=3000\nHEALTHCHECK --interval=1m30s --timeout=500ms \\\n  --start-period=10s --retries=5 \\\n  # why\n  CMD curl -f http://localhost:$PORT/health \\\n  || exit 1\nCMD ["node", "a.js"]\n',
      ),
    ).toEqual([
      {
        platform: 'dockerfile',
        kind: 'healthcheck',
        effect: 'gate',
        transport: 'exec',
        command: ['curl', '-f', 'http://localhost:$PORT/health', '||', 'exit', '1'],
        tool: 'curl',
        scheme: 'http',
        port: 3000,
        path: '/health',
        timings: { initialDelaySeconds: 10, periodSeconds: 90, timeoutSeconds: 0.5, failureThreshold: 5 },
        target: { kind: 'image', name: 'api/Dockerfile' },
        span: { file: 'api/Dockerfile', line: 3, column: 1, endLine: 7, endColumn: 12 },
        confidence: 'high',
      },
    ]);
  });

  it('reads the exec form over several lines', async () => {
    expect(
      await read(
        'FROM a\nHEALTHCHECK CMD [ \\\n  "/bin/sh", "-c", \\\n  "curl -s http://127.0.0.1:9000/health" \\\n]\n',
      ),
    ).toMatchObject([
      {
        command: ['/bin/sh', '-c', 'curl -s http://127.0.0.1:9000/health'],
        port: 9000,
        path: '/health',
        cannotFail: '`curl` without `--fail` takes any HTTP answer for success, a 500 too',
      },
    ]);
  });

  it.each([
    ['a later one overrides', 'FROM a\nHEALTHCHECK CMD ./one\nHEALTHCHECK CMD ./two\n', ['./two']],
    ['NONE disables', 'FROM a\nHEALTHCHECK CMD ./one\nHEALTHCHECK NONE\n', []],
    [
      'a builder stage does not count',
      'FROM a AS build\nHEALTHCHECK CMD ./one\nFROM b\nCOPY --from=build /x /x\n',
      [],
    ],
    [
      'inherited from the stage below',
      'FROM a AS base\nHEALTHCHECK CMD ./one\nFROM base AS mid\nFROM mid\n',
      ['./one'],
    ],
    [
      'NONE of the last stage wins',
      'FROM a AS base\nHEALTHCHECK CMD ./one\nFROM base\nHEALTHCHECK NONE\n',
      [],
    ],
    [
      'an inherited NONE is none',
      'FROM a AS x\nHEALTHCHECK CMD ./one\nFROM x AS y\nHEALTHCHECK NONE\nFROM y\n',
      [],
    ],
    ['lower case', 'from a\nhealthcheck cmd ./one\n', ['./one']],
    ['commented out', 'FROM a\n# HEALTHCHECK CMD ./one\n', []],
    ['of a child image', 'FROM a\nONBUILD HEALTHCHECK CMD ./one\n', []],
    ['in a here-document', 'FROM a\nRUN <<EOF\nHEALTHCHECK CMD ./one\nEOF\n', []],
  ])('%s', async (_, text, commands) => {
    expect((await read(text)).map(({ command }) => command?.join(' '))).toEqual(commands);
  });

  it('fills in what ARG and ENV tell, and of ARG only what ENV keeps', async () => {
    const port = async (lines: string): Promise<unknown> =>
      (
        await read(
          `ARG BASE=81\nFROM a AS base\nENV OLD 82\nFROM base\n${lines}\nHEALTHCHECK CMD curl -f http://localhost:$P/x\n`,
        )
      )[0]?.port;
    expect(await port('ENV P=80')).toBe(80);
    expect(await port('ARG Q=83\nENV P=$Q')).toBe(83);
    expect(await port('ENV P=${OLD}')).toBe(82);
    expect(await port('ARG P=84')).toBeUndefined();
    expect(await port('ENV P=$UNSET')).toBeUndefined();
  });

  it('skips what is neither CMD nor NONE, and never throws', async () => {
    const { facts, skipped } = await readPlatform(dockerfile, {
      Dockerfile: 'FROM a\nHEALTHCHECK curl localhost\n',
      'b/Dockerfile': 'HEALTHCHECK CMD x\n',
      'c/Dockerfile': 'FROM a\nHEALTHCHECK\n',
      'README.md': 'HEALTHCHECK CMD x\n',
    });
    expect(facts).toEqual([]);
    expect(skipped.map(({ file, line, reason }) => [file, line, reason])).toEqual([
      ['Dockerfile', 2, 'unsupported-syntax'],
      ['c/Dockerfile', 2, 'unsupported-syntax'],
    ]);
  });
});
