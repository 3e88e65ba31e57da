import { describe, expect, it } from 'vitest';
import type { RouteReading } from '../../../src/health/route-framework.js';
import { grape } from '../../../src/health/routes/grape/index.js';
import { guardsOf, readingOf, routeLines } from './ruby-reading.js';

const read = (files: Readonly<Record<string, string>>): Promise<RouteReading> =>
  readingOf(grape, { Gemfile: "gem 'grape'\n", ...files });

const api = `module Shop
  class API < Grape::API
    prefix :api
    version 'v1', using: :path
    mount Shop::Health
    namespace :admin do
      http_basic { |name, password| name == 'x' }
      mount Shop::Users
    end
    mount Shop::Old => '/old'
    route :any, '*path' do
      error!('no', 404)
    end
  end
end
`;

describe('Grape routes', () => {
  it('joins prefixes, versions, namespaces and mounts, below the mount of Rails', async () => {
    const reading = await read({
      'config/routes.rb': "Rails.application.routes.draw do\n  mount Shop::API => '/rest'\nend\n",
      'app/api/shop/api.rb': api,
      'app/api/shop/health.rb': `module Shop
  class Health < Grape::API
    desc 'Health'
    get :health do
      Redis.new.ping
      { status: 'ok' }
    end
    get ['live', '/alive'] do
      'ok'
    end
  end
end
`,
      'app/api/shop/users.rb': `class Shop::Users < Grape::API
  resource :users do
    params do
      requires :id
    end
    route_param :id do
      get do
        User.find(1)
      end
      delete 'sessions' do
        status 204
      end
    end
  end
end
`,
      'app/api/shop/old.rb':
        "class Shop::Old < Grape::API\n  version 'v0', using: :header, vendor: 'x'\n  get('/ping') { 'pong' }\nend\n",
    });
    expect(routeLines(reading)).toEqual([
      'ANY /rest/api/v1/{*path} Shop::API',
      'GET /rest/api/v1/health Shop::Health',
      'GET /rest/api/v1/live Shop::Health',
      'GET /rest/api/v1/alive Shop::Health',
      'GET /rest/api/v1/admin/users/{id} Shop::Users',
      'DELETE /rest/api/v1/admin/users/{id}/sessions Shop::Users',
      'GET /rest/api/old/ping Shop::Old',
    ]);
    expect(reading.routes[1]?.handler?.touches.map(({ dependency }) => dependency)).toEqual(['cache']);
    expect(reading.routes[2]?.handler).toMatchObject({ canFail: false, constant: true });
    expect(guardsOf(reading, '/rest/api/v1/admin/users/{id}')).toEqual(['authentication: http_basic']);
  });

  it('finds the API behind config.ru and classes that hand requests on', async () => {
    const files = {
      'api/ping.rb': "module Acme\n  class Ping < Grape::API\n    get('/ping') { 'pong' }\n  end\nend\n",
      'app/api.rb':
        "module Acme\n  class API < Grape::API\n    prefix 'api'\n    mount ::Acme::Ping\n  end\nend\n",
    };
    const direct = await read({ ...files, 'config.ru': 'run Acme::API\n' });
    const handed = await read({
      ...files,
      'config.ru': 'run Acme::App.instance\n',
      'app/acme_app.rb':
        'module Acme\n  class App\n    def self.instance\n      Rack::Builder.new do\n        run Acme::App.new\n      end.to_app\n    end\n    def call(env)\n      Acme::API.call(env)\n    end\n  end\nend\n',
    });
    expect(routeLines(direct)).toEqual(['GET /api/ping Acme::Ping']);
    expect(routeLines(handed)).toEqual(routeLines(direct));
  });
});
