import { describe, expect, it } from 'vitest';
import type { RouteReading } from '../../../src/health/route-framework.js';
import { sinatra } from '../../../src/health/routes/sinatra/index.js';
import { guardsOf, readingOf, routeLines } from './ruby-reading.js';

const read = (files: Readonly<Record<string, string>>): Promise<RouteReading> =>
  readingOf(sinatra, { Gemfile: "gem 'sinatra'\n", ...files });

describe('Sinatra routes', () => {
  it('reads classic applications, loops, optional parts and what their handlers do', async () => {
    const reading = await read({
      'app.rb': `require 'sinatra'
get('/live') { 'ok' }
get '/ready/?' do
  DB.execute('SELECT 1')
  status 503 unless DB.connected?
  'ok'
end
get '/hello/:name?' do |name| name end
get %r{^/files/(\\d+)$} do |id| id end
%w[a b].each { |name| get "/x/#{name}" do name end }
post '/items' do 201 end
get '/debug' do 'x' end if development?
get params[:path] do 'x' end
client.get '/health'
get '/no-block'
`,
    });
    expect(routeLines(reading)).toEqual([
      'GET /live Sinatra::Application',
      'GET /ready Sinatra::Application',
      'GET /hello/{name} Sinatra::Application',
      'GET /hello Sinatra::Application',
      'GET /files/{part1} Sinatra::Application',
      'GET /x/a Sinatra::Application',
      'GET /x/b Sinatra::Application',
      'POST /items Sinatra::Application',
      'GET /debug Sinatra::Application {development only}',
    ]);
    expect(reading.routes[0]?.handler).toMatchObject({ canFail: false, constant: true });
    expect(reading.routes[1]?.handler?.touches.map(({ dependency }) => dependency)).toContain('db');
    expect(reading.gaps.map(({ reason }) => reason)).toEqual(['a route has a path that only run time knows']);
  });

  it('puts modular applications where config.ru maps them, with inherited routes and middleware', async () => {
    const reading = await read({
      'config.ru': `require './app'
map '/api' do
  use Rack::Auth::Basic do |name, password| name == 'a' end
  run Shop::Api
end
map('/ops') { run Shop::Ops.new }
run Rack::URLMap.new('/web' => Shop::Web)
`,
      'app.rb': `module Shop
  class Base < Sinatra::Base
    get '/health' do 'ok' end
  end
  class Api < Base
    namespace '/v1' do
      get '/items' do [] end
    end
  end
  class Ops < Sinatra::Application
    use Metrics
    get '/status' do 'ok' end
  end
  class Metrics < Sinatra::Base
    get '/alive' do 'ok' end
  end
  class Web < Sinatra::Base; end
  class Unused < Sinatra::Base
    get '/unused' do 'ok' end
  end
end
`,
      'more.rb': "class Shop::Web\n  get '/home' do 'x' end\nend\nSinatra\n",
    });
    expect(routeLines(reading)).toEqual([
      'GET /api/v1/items Shop::Api',
      'GET /api/health Shop::Api',
      'GET /ops/status Shop::Ops',
      'GET /ops/alive Shop::Metrics',
      'GET /web/home Shop::Web',
      'GET ?/unused Shop::Unused',
    ]);
    expect(guardsOf(reading, '/api/health').map((line) => line.split(':')[0])).toEqual(['authentication']);
  });

  it('finds applications behind routes of Rails, and names one whose routes it does not see', async () => {
    const reading = await read({
      'config/routes.rb': "Rails.application.routes.draw do\n  mount Probes => '/probes'\nend\n",
      'lib/probes.rb': "class Probes < Sinatra::Base\n  get '/live' do 'ok' end\nend\n",
      'lib/other.rb': 'class Other < Sinatra::Base\n  register Magic\nend\n',
    });
    expect(routeLines(reading)).toEqual(['GET /probes/live Probes']);
    expect(reading.gaps.map(({ reason }) => reason)).toEqual([
      'Other registers its routes in a way that is not followed',
    ]);
  });

  it('reads nothing where nothing mentions Sinatra', async () => {
    expect(
      await readingOf(sinatra, { Gemfile: "gem 'rake'\n", 'a.rb': "get '/health' do 'x' end\n" }),
    ).toEqual({ routes: [], gaps: [], skipped: [] });
  });
});
