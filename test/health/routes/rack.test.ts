import { expect, it } from 'vitest';
import { rack } from '../../../src/health/routes/rack/index.js';
import { readingOf, routeLines } from './ruby-reading.js';

it('Rack: reads lambdas behind map, middleware that looks at the path, and names what it does not read', async () => {
  const reading = await readingOf(rack, {
    'config.ru': `require_relative 'config/environment'
map '/healthz' do
  run ->(env) { [200, {}, ['ok']] }
end
map('/stats') { run Stats.new }
use Shop::Probe, path: '/x'
use Unrelated
run Rails.application
`,
    'config/application.rb':
      'module Shop\n  class Application < Rails::Application\n    config.middleware.insert_before 0, LiveCheck\n  end\nend\n',
    'lib/shop/probe.rb': `module Shop
  class Probe
    READY = '/ready'
    def call(env)
      case env['PATH_INFO']
      when '/alive', '/ping' then [200, {}, ['ok']]
      else
        return [ActiveRecord::Base.connection.active? ? 200 : 503, {}, []] if env['PATH_INFO'] == READY
        @app.call(env)
      end
    end
  end
end
`,
    'lib/live_check.rb': `class LiveCheck
  def call(env)
    return [200, {}, ['ok']] if Rack::Request.new(env).path == '/no' || env["PATH_INFO"] =~ /^\\/livez$/
    @app.call(env)
  end
end
`,
    'lib/unrelated.rb':
      "class Unrelated\n  def call(env)\n    log if env['PATH_INFO'] == '/quiet'\n    @app.call(env)\n  end\nend\n",
    'lib/not_used.rb':
      "class NotUsed\n  def call(env)\n    [200, {}, []] if env['PATH_INFO'] == '/dead'\n  end\nend\n",
  });
  expect(routeLines(reading)).toEqual([
    'ANY /healthz',
    'ANY /stats',
    'ANY /ready Shop::Probe',
    'ANY /alive Shop::Probe',
    'ANY /ping Shop::Probe',
    'ANY /livez LiveCheck',
  ]);
  expect(reading.routes[0]?.handler).toMatchObject({ constant: true });
  expect(reading.routes[2]?.handler?.touches[0]?.dependency).toBe('db');
  const other = await readingOf(rack, { 'config.ru': "run Other::Thing\nmap('/x') { run Inner }\n" });
  expect(other.gaps.map(({ reason }) => reason)).toEqual(['Other::Thing is run and not read']);
});
