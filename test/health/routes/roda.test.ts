import { expect, it } from 'vitest';
import { roda } from '../../../src/health/routes/roda/index.js';
import { readingOf, routeLines } from './ruby-reading.js';

it('Roda: reads the routing tree, hash branches, the heartbeat and applications behind r.run', async () => {
  const reading = await readingOf(roda, {
    Gemfile: "gem 'roda'\n",
    'config.ru': 'run App.freeze.app\n',
    'app.rb': `class App < Roda
  plugin :heartbeat, path: '/up'
  route do |r|
    r.root { 'home' }
    r.get('live') { 'ok' }
    r.on 'users', Integer do |id|
      r.is do
        r.get { 'x' }
        r.delete { 'x' }
      end
      r.post('block') { 'x' }
    end
    r.on 'ready' do
      DB.fetch('SELECT 1')
      'ok'
    end
    r.on(%w[a b]) { r.get('c') { 'x' } }
    r.on('api') { r.run Api }
    env.get 'not a route'
  end
  hash_branch 'admin' do |r|
    r.get('status') { 'x' }
  end
  hash_branch(:later, 'x') { |r| r.get { 'x' } }
end
class Api < Roda
  route { |r| r.get('health') { 'ok' } }
end
`,
  });
  expect(routeLines(reading)).toEqual([
    'GET /up heartbeat',
    'GET / App',
    'GET /live App',
    'GET /users/{part2} App',
    'DELETE /users/{part2} App',
    'POST /users/{part2}/block App',
    'ANY /ready App',
    'GET /a/c App',
    'GET /b/c App',
    'GET /admin/status App',
    'GET ?/x App',
    'GET /api/health Api',
  ]);
  expect(reading.routes.find(({ path }) => path === '/ready')?.handler?.touches[0]?.dependency).toBe('db');
  expect(reading.gaps).toEqual([]);
});
