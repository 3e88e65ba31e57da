import { describe, expect, it } from 'vitest';
import { rails } from '../../../src/health/routes/rails/index.js';
import type { RouteReading } from '../../../src/health/route-framework.js';
import { guardsOf, readingOf, routeLines } from './ruby-reading.js';

const read = (files: Readonly<Record<string, string>>): Promise<RouteReading> => readingOf(rails, files);

const drawn = (body: string): Readonly<Record<string, string>> => ({
  'config/routes.rb': `Rails.application.routes.draw do\n${body}\nend\n`,
});

describe('Rails routes', () => {
  it('reads verbs, hash rockets, redirects, lambdas, roots and what Rails serves by itself', async () => {
    const reading = await read(
      drawn(`  get "up" => "rails/health#show", as: :rails_health_check
  get '/healthz', to: ->(_env) { [200, {}, ['ok']] }
  get "/readyz", to: proc { |env| [503, {}, ["no"]] }
  get :ping, controller: :heartbeat
  get "pages/about"
  match "/both" => "pages#both", via: [:get, :post]
  match '/all', to: 'pages#all', via: :all
  get '/old', to: redirect('/new')
  get '/files/*path(.:format)', to: 'files#show'
  root to: "home#index"`),
    );
    expect(routeLines(reading)).toEqual([
      'GET /up rails/health#show',
      'GET /healthz',
      'GET /readyz',
      'GET /ping heartbeat#ping',
      'GET /pages/about pages#about',
      'GET /both pages#both',
      'POST /both pages#both',
      'ANY /all pages#all',
      'GET /old redirect',
      'GET /files/{*path} files#show',
      'GET / home#index',
    ]);
    expect(reading.gaps).toEqual([]);
    expect(reading.routes.map(({ handler }) => handler?.canFail).slice(0, 3)).toEqual([false, false, true]);
    expect(reading.routes[0]?.handler?.constant).toBe(true);
  });

  it('nests resources, members, collections, shallow ones and concerns', async () => {
    const reading = await read(
      drawn(`  concern :commentable do
    resources :comments, only: :index
  end
  resources :photos, only: %i[index show], concerns: :commentable do
    get :preview, on: :member
    collection { get 'search' }
    member do
      post :publish, path: 'go-live'
    end
    get 'raw'
  end
  resource :profile, only: [:show], path: 'me'
  resources :articles, shallow: true, only: [] do
    resources :notes, only: [:index, :show]
  end
  resources :users, param: :slug, only: [] do
    resources :keys, only: :index
  end`),
    );
    expect(routeLines(reading)).toEqual([
      'GET /photos photos#index',
      'GET /photos/{id} photos#show',
      'GET /photos/{photo_id}/comments comments#index',
      'GET /photos/{id}/preview photos#preview',
      'GET /photos/search photos#search',
      'POST /photos/{id}/go-live photos#publish',
      'GET /photos/{photo_id}/raw photos#raw',
      'GET /me profiles#show',
      'GET /articles/{article_id}/notes notes#index',
      'GET /notes/{id} notes#show',
      'GET /users/{user_slug}/keys keys#index',
    ]);
  });

  it('joins namespaces, scopes with modules, locales and texts of constants', async () => {
    const reading = await read({
      ...drawn(`  namespace :admin, path: "manage" do
    get :health, to: "status#show"
    scope module: :v1, path: 'v1' do
      get 'ping', to: 'status#ping'
    end
  end
  scope "(:locale)", locale: /en|de/ do
    get "about", to: "pages#about"
  end
  scope Shop.prefix do
    get 'live', to: 'status#live'
  end
  scope Settings.prefix do
    get 'unknown', to: 'status#unknown'
  end
  %w[ready alive].each { |name| get "/probe/#{name}", to: "status##{name}" }
  Plugin.all.each { |plugin| get plugin.path, to: "plugins#show" }`),
      'lib/shop.rb': 'module Shop\n  def self.prefix\n    "/shop"\n  end\nend\n',
    });
    expect(routeLines(reading)).toEqual([
      'GET /manage/health admin/status#show',
      'GET /manage/v1/ping admin/v1/status#ping',
      'GET /{locale}/about pages#about',
      'GET /about pages#about',
      'GET /shop/live status#live',
      'GET ?/unknown status#unknown',
      'GET /probe/ready status#ready',
      'GET /probe/alive status#alive',
    ]);
    expect(reading.gaps.map(({ reason }) => reason)).toEqual([
      'the path plugin.path is known at run time only',
    ]);
  });

  it('follows drawn files, modules that extend the mapper and engines of the repository', async () => {
    const reading = await read({
      ...drawn(`  extend ApiRoutes
  draw :internal
  draw :missing
  mount Blog::Engine => "/blog"
  mount Sidekiq::Web, at: "/jobs"
  mount Everything, at: "/"`),
      'config/routes/internal.rb': 'get "/internal/health", to: "internal#health"\n',
      'config/routes/api_routes.rb': `module ApiRoutes
  def self.extended(router)
    router.instance_exec do
      get '/api/ready', to: 'api#ready'
    end
  end
end
`,
      'engines/blog/config/routes.rb':
        'Blog::Engine.routes.draw do\n  get "health", to: "health#show"\nend\n',
      'engines/shop/config/routes.rb': 'Shop::Engine.routes.draw do\n  get "health", to: "h#show"\nend\n',
    });
    expect(routeLines(reading)).toEqual([
      'GET /api/ready api#ready',
      'GET /internal/health internal#health',
      'GET /blog/health health#show',
      'ANY /jobs Sidekiq::Web',
      'ANY /jobs/{*path} Sidekiq::Web',
      'GET ?/health h#show',
    ]);
    expect(reading.gaps.map(({ reason }) => reason)).toEqual([
      'draw :missing draws routes from a file that is not followed',
      'Everything is mounted at the root and is not read',
    ]);
  });

  it('names what only runs in development, and other conditions', async () => {
    const reading = await read(
      drawn(`  if Rails.env.development?
    get '/dev/health', to: 'dev#health'
  else
    get '/live', to: 'a#live'
  end
  get '/x', to: 'a#x' unless Rails.env.production?
  get '/y', to: 'a#y' if ENV['FEATURE']
  constraints subdomain: 'api' do
    get '/z', to: 'a#z'
  end`),
    );
    expect(routeLines(reading)).toEqual([
      'GET /dev/health dev#health {development only}',
      'GET /live a#live',
      'GET /x a#x {development only}',
      "GET /y a#y {if ENV['FEATURE']}",
      'GET /z a#z {only where the subdomain fits}',
    ]);
  });

  it('tells what a controller, its callbacks and the classes that it calls touch', async () => {
    const reading = await read({
      ...drawn(`  get '/health', to: 'health#show'
  get '/live', to: 'health#live'
  get '/users/status', to: 'users#status'`),
      'app/controllers/application_controller.rb': `class ApplicationController < ActionController::Base
  include Tenancy
  before_action :authenticate_user!
end
`,
      'app/controllers/concerns/tenancy.rb': `module Tenancy
  extend ActiveSupport::Concern
  included do
    before_action :set_tenant
  end
  def set_tenant
    @tenant = Tenant.find_by(host: request.host)
  end
end
`,
      'app/models/tenant.rb': 'class Tenant < ApplicationRecord\nend\n',
      'app/services/health_check.rb': `class HealthCheck
  def run
    Redis.new.ping
    check_database
  end

  def check_database
    ActiveRecord::Base.connection.execute('SELECT 1')
  end
end
`,
      'app/controllers/health_controller.rb': `class HealthController < ApplicationController
  skip_before_action :authenticate_user!
  skip_before_action :set_tenant, only: :live
  def show
    HealthCheck.new.run
    head :ok
  end

  def live
    render plain: 'ok'
  end
end
`,
      'app/controllers/users_controller.rb':
        'class UsersController < ApplicationController\n  def status\n    render json: 1\n  end\nend\n',
    });
    const touched = reading.routes.map(({ handler }) => handler?.touches.map(({ dependency }) => dependency));
    expect(touched).toEqual([['cache', 'db'], [], []]);
    expect(reading.routes.map(({ touchedBefore }) => touchedBefore?.map(({ text }) => text))).toEqual([
      ['Tenant.find_by(host: request.host)'],
      undefined,
      ['Tenant.find_by(host: request.host)'],
    ]);
    expect(reading.routes[1]?.handler).toMatchObject({ canFail: false, constant: true });
    expect(guardsOf(reading, '/live')).toEqual([]);
    expect(guardsOf(reading, '/users/status')).toEqual(['authentication: before_action :authenticate_user!']);
  });

  it('takes the guards of the production settings, with their exclusions', async () => {
    const reading = await read({
      ...drawn(`  get '/up', to: 'rails/health#show'\n  get '/health', to: 'h#show'`),
      Gemfile: "gem 'rails'\ngem 'rack-attack'\n",
      'config/environments/production.rb': `Rails.application.configure do
  config.force_ssl = true
  config.ssl_options = { redirect: { exclude: ->(request) { request.path == "/up" } } }
  config.hosts = ["shop.example"]
  config.host_authorization = { exclude: ->(request) { request.path.start_with?("/up", "/x") } }
end
`,
      'config/environments/development.rb': 'config.hosts << "only.dev"\n',
      'config/initializers/rack_attack.rb': `class Rack::Attack
  safelist('probes') { |req| req.path == '/up' }
  throttle('req/ip', limit: 300, period: 5.minutes) do |req|
    req.ip
  end
end
`,
    });
    expect(guardsOf(reading, '/up')).toEqual([]);
    expect(guardsOf(reading, '/health')).toEqual([
      'https-redirect: config.force_ssl = true',
      'host-check: config.hosts = ["shop.example"]',
      "rate-limit: throttle('req/ip', limit: 300, period: 5.minutes)",
    ]);
  });

  it('takes no guard where TLS ends before the program or the exclusion is not understood', async () => {
    const reading = await read({
      ...drawn(`  get '/health', to: 'h#show'`),
      'config/environments/production.rb':
        'config.assume_ssl = true\nconfig.force_ssl = true\n# config.hosts = ["a"]\n',
    });
    expect(guardsOf(reading, '/health')).toEqual([]);
    const other = await read({
      ...drawn(`  get '/health', to: 'h#show'`),
      'config/environments/production.rb':
        'config.force_ssl = true\nconfig.ssl_options = { redirect: { exclude: ->(r) { Probes.include?(r) } } }\n',
    });
    expect(guardsOf(other, '/health')).toEqual([]);
  });

  it('knows what health gems serve, where their settings move them, and what they look at', async () => {
    const reading = await read({
      ...drawn(`  get '/', to: 'home#index'\n  mount HealthMonitor::Engine, at: '/monitor'`),
      Gemfile: "gem 'okcomputer'\ngem 'health_check'\ngroup :development do\n  gem 'easymon'\nend\n",
      'config/initializers/okcomputer.rb':
        "OkComputer.mount_at = 'healthcheck'\nOkComputer::Registry.register 'redis', OkComputer::RedisCheck.new({})\n",
    });
    expect(
      reading.routes.map(
        ({ path, servedBy, span, handler }) =>
          `${path} ${servedBy} ${span.file}:${span.line} ${handler?.touches.map(({ dependency }) => dependency).join() ?? ''}`,
      ),
    ).toEqual([
      '/ code config/routes.rb:2 ',
      '/monitor/check code config/routes.rb:3 db',
      '/healthcheck dependency Gemfile:1 ',
      '/healthcheck/all dependency Gemfile:1 db,cache',
      '/healthcheck/{check} dependency Gemfile:1 ',
      '/health_check/{checks} dependency Gemfile:2 db',
      '/health_check dependency Gemfile:2 db',
    ]);
  });

  it('puts the path of config.ru and authenticated blocks before, and leaves unknown calls open', async () => {
    const reading = await read({
      ...drawn(`  authenticate :user do
    get '/reports', to: 'reports#index'
  end
  devise_for :users, path: 'members', skip: [:registrations, :unlocks, :omniauth_callbacks, :confirmations, :passwords]
  crazy_routes_for :everything`),
      'config.ru': "map '/shop' do\n  run Rails.application\nend\n",
    });
    expect(routeLines(reading)).toEqual([
      'GET /shop/reports reports#index',
      'GET /shop/members/sign_in',
      'POST /shop/members/sign_in',
      'DELETE /shop/members/sign_out',
    ]);
    expect(guardsOf(reading, '/shop/reports')).toEqual(['authentication: authenticate :user']);
    expect(reading.gaps.map(({ reason }) => reason)).toEqual([
      'crazy_routes_for :everything may register routes, and is not followed',
    ]);
  });

  it('reads no routes from specs, clients and files that only look like routes', async () => {
    const reading = await read({
      'app/services/client.rb':
        "class Client\n  def x\n    http.get '/health'\n    get '/health'\n  end\nend\n",
      'spec/config/routes.rb': "Rails.application.routes.draw do\n  get '/health', to: 'x#y'\nend\n",
    });
    expect(reading).toEqual({ routes: [], gaps: [], skipped: [] });
  });
});
