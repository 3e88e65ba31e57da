import { expect, test } from 'vitest';
import { readToml } from '../../../src/migrations/settings/toml.js';

test('tables, dotted and quoted keys, inline tables, lists over lines, comments', () => {
  const settings = readToml(`# a comment
provider = "postgresql" # the database
off = false
[migrations_directory]
dir = 'some/where' # "else"
[flyway]
locations = [
  "filesystem:a", # first
  'filesystem:b',
]
[ dependencies ]
diesel = { version = "2", features = ["postgres", "r2d2"], default-features = false }
serde.version = "1"
[target.'cfg(unix)'.dependencies."x-y"]
version = "3"
[[bin]]
name = "a # b"
text = """
first
second"""
after = 1
`);
  expect(Object.fromEntries(settings)).toEqual({
    provider: 'postgresql',
    off: 'false',
    'migrations_directory.dir': 'some/where',
    'flyway.locations': ['filesystem:a', 'filesystem:b'],
    'dependencies.diesel.version': '2',
    'dependencies.diesel.features': ['postgres', 'r2d2'],
    'dependencies.diesel.default-features': 'false',
    'dependencies.serde.version': '1',
    'target.cfg(unix).dependencies.x-y.version': '3',
    'bin.name': 'a # b',
    'bin.text': 'first\nsecond',
    'bin.after': '1',
  });
});

test.each([
  '[[[',
  'a = [1, [2',
  'a = {',
  '= 1',
  'a = """',
  '[a]\n'.repeat(1_000),
  `[${' '.repeat(100_000)}x`,
])('broken text %# does not throw', (text) => {
  expect(() => readToml(text)).not.toThrow();
});
