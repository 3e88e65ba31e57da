import { expect, it } from 'vitest';
import { readProbes, readRoutes } from '../../src/health/read.js';
import { inMemoryRepository } from '../in-memory-repository.js';

const rails = {
  Gemfile: "gem 'rails'\n",
  'config/application.rb': 'module Shop\n  class Application < Rails::Application\n  end\nend\n',
  'config/routes.rb': "Rails.application.routes.draw do\n  get 'api/config', to: 'config#show'\nend\n",
  'app/controllers/config_controller.rb': `class ConfigController < ActionController::Base
  def show
    ActiveRecord::Base.connection.execute('SELECT 1')
    head :ok
  end
end
`,
};

const pod = `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
    - name: web
      image: shop
      livenessProbe: {httpGet: {path: /api/config, port: 3000}}
`;

async function touched(files: Readonly<Record<string, string>>): Promise<(readonly string[] | undefined)[]> {
  const view = inMemoryRepository(files);
  const probes = await readProbes(view);
  const { routes } = await readRoutes(view, probes.facts);
  return routes.map(({ handler }) => handler?.touches.map(({ dependency }) => dependency));
}

it('looks into the handler of a path that a probe asks for, whatever it is called', async () => {
  expect(await touched(rails)).toEqual([[]]);
  expect(await touched({ ...rails, 'k8s/pod.yaml': pod })).toEqual([['db']]);
});
