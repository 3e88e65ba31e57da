import { describe, expect, it } from 'vitest';
import { codeOf, targetsIn } from './code-of.js';

describe('targets of calls in Python', () => {
  it('follows modules, members, aliases and instances', async () => {
    expect(
      await targetsIn(
        {
          'app.py': `
import requests
import redis.asyncio as aioredis
from redis import Redis as R
import a.b.c

session = requests.Session()
session.get("https://x", timeout=3)
requests.post(url)
R(host="h").set("a", 1, ex=60)
aioredis.from_url("x").get("y")
a.b.c.run()
`,
        },
        'app.py',
      ),
    ).toEqual([
      'requests.Session',
      'requests.Session().get',
      'requests.post',
      'redis.Redis().set',
      'redis.Redis',
      'redis.asyncio.from_url().get',
      'redis.asyncio.from_url',
      'a.b.c.run',
    ]);
  });

  it('knows attributes of self, types of parameters, and with', async () => {
    expect(
      await targetsIn(
        {
          'app.py': `
import httpx
from typing import Optional
from redis import Redis

class Store:
    def __init__(self, cache: Optional[Redis], other):
        self.cache = cache
        self.http = httpx.Client(timeout=5)
        self.other = other

    async def run(self):
        self.cache.get("a")
        self.http.get("b")
        self.other.get("c")
        async with httpx.AsyncClient() as client:
            await client.get("d")
`,
        },
        'app.py',
      ),
    ).toEqual([
      'httpx.Client',
      'redis.Redis().get',
      'httpx.Client().get',
      '?other.get',
      'httpx.AsyncClient',
      'httpx.AsyncClient().get',
    ]);
  });

  it('follows clients into other modules, relative ones and submodules', async () => {
    expect(
      await targetsIn(
        {
          'shop/__init__.py': '',
          'shop/clients.py':
            'from redis import Redis\nclient = Redis()\n\ndef get_client():\n    return client\n',
          'shop/api/__init__.py': '',
          'shop/api/views.py': `
from ..clients import client
from shop import clients
from shop.clients import get_client

client.get("a")
clients.client.get("b")
get_client().get("c")
`,
        },
        'shop/api/views.py',
      ),
    ).toEqual(['redis.Redis().get', 'redis.Redis().get', 'redis.Redis().get', '?get_client']);
  });
});

describe('what stands around a call in Python', () => {
  it('is the function, its decorators, loops and try', async () => {
    const code = await codeOf(
      {
        'app.py': `
from tenacity import retry, stop_after_attempt

@retry(stop=stop_after_attempt(3))
def load():
    while True:
        try:
            work(key=f"cache:{id}", ttl=60 * 5)
        except Exception:
            pass
`,
      },
      'app.py',
    );
    expect(code.marks).toMatchObject([
      { target: 'tenacity.retry', on: 'function', function: { name: 'load' } },
    ]);
    const work = code.calls.find(({ name }) => name === 'work');
    expect(work).toMatchObject({
      context: { function: { name: 'load' }, loop: { endless: true }, try: { handlers: [{ empty: true }] } },
      arguments: [
        { name: 'key', value: { kind: 'text', text: 'cache:{}', exact: false } },
        { name: 'ttl', value: { kind: 'number', value: 300 } },
      ],
    });
  });
});
