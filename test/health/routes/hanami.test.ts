import { expect, it } from 'vitest';
import { hanami } from '../../../src/health/routes/hanami/index.js';
import { readingOf, routeLines } from './ruby-reading.js';

it('Hanami: reads verbs, scopes, slices, resources and lambdas, and leaves mounts open', async () => {
  const reading = await readingOf(hanami, {
    'config/routes.rb': `module Shop
  class Routes < Hanami::Routes
    root to: "home.index"
    get "/up", to: ->(env) { [200, {}, ["ok"]] }
    scope "v1" do
      get "/books/:id", to: "books.show"
    end
    slice :admin, at: "/admin" do
      resources :users, only: [:index]
      get "/health", to: "health.show"
    end
    redirect "/old", to: "/new"
    mount Other, at: "/other"
  end
end
`,
  });
  expect(routeLines(reading)).toEqual([
    'GET / home#index',
    'GET /up',
    'GET /v1/books/{id} books#show',
    'GET /admin/users users#index',
    'GET /admin/health health#show',
    'GET /old redirect',
  ]);
  expect(reading.routes[1]?.handler).toMatchObject({ constant: true, canFail: false });
  expect(reading.gaps.map(({ reason }) => reason)).toEqual(['Other is mounted and not read']);
  const rails = await readingOf(hanami, {
    'config/routes.rb': "Rails.application.routes.draw do\n  get '/health', to: 'a#b'\nend\n",
  });
  expect(rails).toEqual({ routes: [], gaps: [], skipped: [] });
});
