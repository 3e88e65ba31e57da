import { describe, expect, it } from 'vitest';
import { SourceText } from '../../../src/model/source-text.js';
import { settingsReaderOf } from '../../../src/syntax/application-settings/read-settings.js';
import { codeOf } from '../code/code-of.js';

type Row = readonly [key: string, value: string, open: boolean, profile?: string];

async function settingsIn(path: string, text: string): Promise<readonly Row[]> {
  const reader = settingsReaderOf(path);
  if (!reader) throw new Error(`${path} is no file of settings`);
  const settings =
    reader.from === 'text'
      ? reader.read(new SourceText(path, text))
      : reader.read(await codeOf({ [path]: text }, path));
  return settings.map(({ key, value, open, profile }) =>
    profile === undefined ? [key, value, open] : [key, value, open, profile],
  );
}

describe('settings of applications on the JVM', () => {
  it('are the same in properties and YAML, with defaults of placeholders, documents and profiles', async () => {
    expect(
      await settingsIn(
        'src/main/resources/application.yml',
        `server:
  shutdown: graceful
  port: \${PORT:8080}
spring.datasource.hikari.maximumPoolSize: \${POOL}
list: [a, b]
routes:
  - id: x
---
spring.config.activate.on-profile: prod
server.shutdown: immediate
---
spring.config.activate.on-profile: dev
a: b
`,
      ),
    ).toEqual([
      ['server.shutdown', 'graceful', false],
      ['server.port', '8080', true],
      ['spring.datasource.hikari.maximum-pool-size', '', true],
      ['list', 'a,b', false],
      ['routes[0].id', 'x', false],
      ['spring.config.activate.on-profile', 'prod', false, 'prod'],
      ['server.shutdown', 'immediate', false, 'prod'],
    ]);
    expect(
      await settingsIn(
        'src/main/resources/application-prod.properties',
        '# a comment\nserver.shutdown=graceful\n%dev.quarkus.x=1\n%prod.quarkus.shutdown.timeout = 30s\nlong=a,\\\n  b\n',
      ),
    ).toEqual([
      ['server.shutdown', 'graceful', false, 'prod'],
      ['quarkus.shutdown.timeout', '30s', false, 'prod'],
      ['long', 'a,b', false, 'prod'],
    ]);
    expect(await settingsIn('src/main/resources/application-local.yml', 'a: b')).toEqual([]);
  });
});

describe('settings of .NET', () => {
  it('are read with comments, but not those of development', async () => {
    expect(
      await settingsIn(
        'src/App/appsettings.json',
        '{\n  // limits\n  "Kestrel": { "Limits": { "MaxConcurrentConnections": 100, }, },\n  "Url": "http://x" /* y */\n}',
      ),
    ).toEqual([
      ['Kestrel.Limits.MaxConcurrentConnections', '100', false],
      ['Url', 'http://x', false],
    ]);
    expect(await settingsIn('appsettings.Development.json', '{"a": 1}')).toEqual([]);
  });
});

describe('settings that are programs', () => {
  it('are what a Django module assigns to upper-case names', async () => {
    expect(
      await settingsIn(
        'shop/settings/production.py',
        `import os
from environ import Env
env = Env()
CONN_MAX_AGE = 60 * 10
DATABASES = {"default": {"ENGINE": "postgresql", "CONN_MAX_AGE": env.int("AGE", default=5)}}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
HOSTS = os.environ.get("HOSTS", "a").split(",")
CACHE = os.getenv("CACHE", "redis")
APPS = ["a", "b"]
def x():
    OTHER = 1
`,
      ),
    ).toEqual([
      ['CONN_MAX_AGE', '600', false],
      ['DATABASES.default.ENGINE', 'postgresql', false],
      ['DATABASES.default.CONN_MAX_AGE', '5', true],
      ['DATABASES.default.ATOMIC_REQUESTS', 'true', false],
      ['HOSTS', '', true],
      ['CACHE', 'redis', true],
      ['APPS', 'a,b', false],
    ]);
  });

  it('are what Rails is configured with, in Ruby and in YAML', async () => {
    expect(
      await settingsIn(
        'config/environments/production.rb',
        `Rails.application.configure do
  config.cache_store = :redis_cache_store, { url: ENV["REDIS_URL"], expires_in: 1.hour }
  config.action_controller.perform_caching = true
  config.x = ENV.fetch("X") { 5 }
end
`,
      ),
    ).toEqual([
      ['config.cache_store', 'redis_cache_store', false, 'production'],
      ['config.cache_store.url', '', true, 'production'],
      ['config.cache_store.expires_in', '3600', false, 'production'],
      ['config.action_controller.perform_caching', 'true', false, 'production'],
      ['config.x', '5', true, 'production'],
    ]);
    expect(
      await settingsIn(
        'config/database.yml',
        `default: &default
  pool: <%= ENV.fetch("RAILS_MAX_THREADS") { 5 } %>
development:
  <<: *default
production:
  <<: *default
  primary:
    statement_timeout: 5s
`,
      ),
    ).toEqual([
      ['database.primary.statement_timeout', '5s', false, 'production'],
      ['database.pool', '5', true, 'production'],
    ]);
    expect(await settingsIn('config/sidekiq.yml', ':concurrency: 10\n')).toEqual([
      ['sidekiq.concurrency', '10', false],
    ]);
  });

  it('are what the files of Laravel give back, and variables', async () => {
    expect(
      await settingsIn(
        'config/cache.php',
        "<?php\nreturn ['default' => env('CACHE_DRIVER', 'redis'), 'stores' => ['redis' => ['ttl' => 60]]];",
      ),
    ).toEqual([
      ['cache.default', 'redis', true],
      ['cache.stores.redis.ttl', '60', false],
    ]);
    expect(await settingsIn('.env.example', 'export A="b c" \n# no\nB=1 # yes\n')).toEqual([
      ['A', 'b c', true],
      ['B', '1', true],
    ]);
    expect(await settingsIn('.env.testing', 'A=1')).toEqual([]);
  });
});
