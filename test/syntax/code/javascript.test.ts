import { describe, expect, it } from 'vitest';
import { codeOf, targetsIn } from './code-of.js';

const targets = (text: string, others: Readonly<Record<string, string>> = {}): Promise<readonly string[]> =>
  targetsIn({ 'src/app.ts': text, ...others }, 'src/app.ts');

describe('targets of calls in JavaScript and TypeScript', () => {
  it('follows a default import, a constructor, a constant and a method', async () => {
    expect(
      await targets(`import Redis from 'ioredis';
const cache = new Redis({ host: 'x' });
await cache.set('a', 1, 'EX', 60);`),
    ).toEqual(['ioredis', 'ioredis().set']);
  });

  it('follows named imports, aliases, namespaces, require and dynamic import', async () => {
    expect(
      await targets(`import { createClient as make } from 'redis';
import * as Sentry from '@sentry/node';
const { Pool } = require('pg');
const axios = require('axios').default;
const { default: got } = await import('got');
make().connect();
Sentry.init({});
new Pool();
axios.get('x');
got.get('y');`),
    ).toEqual([
      'redis.createClient().connect',
      'redis.createClient',
      '@sentry/node.init',
      'pg.Pool',
      'axios.default.get',
      'got.default.get',
    ]);
  });

  it('knows members of a class by their initial value, their assignment and their type', async () => {
    expect(
      await targets(`import { Redis } from 'ioredis';
import axios, { AxiosInstance } from 'axios';
class Store {
  private a = new Redis();
  private http: AxiosInstance;
  constructor(private readonly b: Redis, url: string) {
    this.http = axios.create({ baseURL: url });
  }
  run() {
    this.a.get('1'); this.b.get('2'); this.http.get('3'); this.nothing.get('4');
  }
}`),
    ).toEqual([
      'ioredis.Redis',
      'axios.create',
      'ioredis.Redis().get',
      'ioredis.Redis().get',
      'axios.AxiosInstance().get',
      '?this.nothing.get',
    ]);
  });

  it('says nothing of what it does not know, and names globals', async () => {
    expect(
      await targets(`function work(redis, url) {
  redis.set('a', 'b');
  fetch(url);
  process.on('SIGTERM', () => 1);
}`),
    ).toEqual(['?redis.set', 'fetch', 'process.on']);
  });

  it('follows clients into the files that import them, through default exports, lists and functions', async () => {
    expect(
      await targets(
        `import { redis, http } from './clients';
import getPool from './pool.js';
import { again } from './barrel';
redis.get('a'); http.get('b'); getPool().query('c'); again.get('d');`,
        {
          'src/clients.ts': `import Redis from 'ioredis'; import axios from 'axios';
export const redis = new Redis(); const client = axios.create(); export { client as http };`,
          'src/pool.ts': `import { Pool } from 'pg'; let pool;
export default function getPool() { pool ??= new Pool(); return pool; }`,
          'src/barrel.ts': `export * from './clients'; export { redis as again } from './clients';`,
        },
      ),
    ).toEqual(['ioredis().get', 'axios.create().get', 'pg.Pool().query', '?getPool', 'ioredis().get']);
  });

  it('reads imports in a circle without waiting for ever', async () => {
    expect(
      await targets(`import { b } from './b'; export const a = 1; b.get('x');`, {
        'src/b.ts': `import { a } from './app'; import Redis from 'ioredis'; export const b = new Redis(a);`,
      }),
    ).toEqual(['ioredis().get']);
  });

  it('takes the first known of alternatives', async () => {
    expect(
      await targets(`import Redis from 'ioredis';
const redis = globalThis.redis ?? new Redis();
redis.del('a');`),
    ).toContain('ioredis().del');
  });
});

describe('what stands around a call', () => {
  it('is the function, whose argument it is, loops, try and conditions', async () => {
    const code = await codeOf(
      {
        'a.js': `app.get('/x', async (req, res) => {
  while (true) { try { await work(); } catch {} }
  if (req.ok) done();
});`,
      },
      'a.js',
    );
    const call = (name: string) => code.calls.find((item) => item.name === name);
    expect(call('work')?.context).toMatchObject({
      loop: { endless: true },
      try: { handlers: [{ empty: true }] },
      conditional: false,
    });
    expect(call('work')?.context.function?.argumentOf?.target).toBe('app.get');
    expect(call('done')?.context.conditional).toBe(true);
  });

  it('keeps arguments as values: options, numbers that are computed, texts with gaps', async () => {
    const code = await codeOf(
      { 'a.js': 'redis.set(`cache:${id}`, v, { EX: 60 * 60, ...more }, -1, null);' },
      'a.js',
    );
    expect(code.calls[0]?.arguments.map(({ value }) => value)).toMatchObject([
      { kind: 'text', text: 'cache:{}', exact: false },
      { kind: 'path', name: 'v' },
      { kind: 'map', spread: true, entries: [{ name: 'EX', value: { kind: 'number', value: 3600 } }] },
      { kind: 'number', value: -1 },
      { kind: 'null' },
    ]);
  });

  it('gives decorators with what they stand on', async () => {
    const code = await codeOf(
      {
        'a.ts': `import { Controller, Get } from '@nestjs/common';
@Controller('x')
export class A { @Get(':id') one() {} @Inject() field: string; other() {} }`,
      },
      'a.ts',
    );
    expect(code.marks.map(({ target, on, function: made }) => [target, on, made?.name])).toEqual([
      ['@nestjs/common.Controller', 'class', undefined],
      ['@nestjs/common.Get', 'function', 'one'],
      ['Inject', 'field', undefined],
    ]);
  });
});
