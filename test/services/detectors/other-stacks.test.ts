import { describe, expect, it } from 'vitest';
import { listed, reasonsOf, servicesOf } from '../read-services.js';

describe('Cargo packages', () => {
  it('takes packages with a program or a binary target, and no workspace or library', async () => {
    const files = {
      'Cargo.toml': '[workspace]\nmembers = ["api", "core", "jobs"]\n',
      'api/Cargo.toml': '[package]\nname = "shop-api"\n',
      'api/src/main.rs': 'fn main() {}\n',
      'jobs/Cargo.toml': '[package]\nname = "jobs"\n\n[[bin]]\nname = "nightly"\npath = "nightly.rs"\n',
      'core/Cargo.toml': '[package]\nname = "core"\n[lib]\n',
      'core/src/lib.rs': '',
      'xtask/Cargo.toml': '[package]\nname = "xtask"\n',
      'xtask/src/main.rs': '',
    };
    expect(await listed(files)).toEqual(['shop-api [api]', 'jobs [jobs]']);
    expect(await reasonsOf(files)).toEqual([
      'api: Cargo package with a program in src/main.rs (api/Cargo.toml:1)',
      'jobs: Cargo package with the binary target nightly (jobs/Cargo.toml:4)',
    ]);
  });
});

describe('programs of a window', () => {
  it('are no services', async () => {
    const files = {
      'desktop/package.json':
        '{"name": "desktop", "scripts": {"preview": "vite preview"}, "dependencies": {"@tauri-apps/api": "2"}}',
      'desktop/src-tauri/Cargo.toml':
        '[package]\nname = "desktop"\n\n[dependencies]\ntauri = { version = "2" }\n',
      'desktop/src-tauri/src/main.rs': 'fn main() {}\n',
      'viewer/Cargo.toml': '[package]\nname = "viewer"\n\n[dependencies.eframe]\nversion = "1"\n',
      'viewer/src/main.rs': 'fn main() {}\n',
      'api/Cargo.toml': '[package]\nname = "api"\n\n[dependencies]\naxum = "0.8"\n',
      'api/src/main.rs': 'fn main() {}\n',
    };
    expect(await listed(files)).toEqual(['api [api]']);
  });
});

describe('Mix projects that are published', () => {
  it('are services when they serve pages and have releases', async () => {
    const project = (extra: string): string =>
      `defmodule A.MixProject do\n  def project do\n    [\n      app: :shop,\n      package: package(),\n${extra}    ]\n  end\n  def application do\n    [mod: {Shop.Application, []}]\n  end\n  defp deps do\n    [\n      {:phoenix, "~> 1.8"}\n    ]\n  end\nend\n`;
    expect(await listed({ 'mix.exs': project('      releases: releases()\n'), 'lib/a.ex': '' })).toEqual([
      'shop [.]',
    ]);
    expect(await listed({ 'mix.exs': project(''), 'lib/a.ex': '' })).toEqual([]);
  });
});

describe('Mix projects', () => {
  const mix = (body: string) =>
    `defmodule A.MixProject do\n  use Mix.Project\n  def project do\n    [app: :shop, ${body}]\n  end\nend\n`;

  it('takes the applications of an umbrella, not its root', async () => {
    const files = {
      'mix.exs': 'defmodule U do\n  def project do\n    [\n      apps_path: "apps"\n    ]\n  end\nend\n',
      'apps/shop/mix.exs':
        mix('version: "1"') + '# end\ndef application do\n  [mod: {Shop.Application, []}]\nend\n',
      'apps/shop/lib/shop.ex': '',
      'apps/web/mix.exs':
        'defmodule W do\n  def project, do: [app: :shop_web]\n  defp deps do\n    [\n      {:phoenix, "~> 1.8"}\n    ]\n  end\nend\n',
      'apps/core/mix.exs': mix('version: "1"'),
    };
    expect(await reasonsOf(files)).toEqual([
      'apps/shop: Mix application that starts a module (apps/shop/mix.exs:9)',
      'apps/web: Mix project that depends on Phoenix (apps/web/mix.exs:5)',
    ]);
    expect(await listed(files)).toEqual(['shop [apps/shop]', 'shop_web [apps/web]']);
  });

  it('leaves a package for Hex that brings a supervision tree', async () => {
    const text =
      'defmodule L do\n  def project do\n    [\n      app: :pool,\n      package: package()\n    ]\n  end\n  def application, do: [mod: {Pool, []}]\nend\n';
    expect(await listed({ 'mix.exs': text, 'lib/pool.ex': '' })).toEqual([]);
  });
});

describe('Composer projects', () => {
  const laravel =
    '{\n  "name": "acme/shop",\n  "type": "project",\n  "require": {\n    "php": "^8.3",\n    "laravel/framework": "^12"\n  }\n}\n';

  it('takes a framework with a file that starts it', async () => {
    expect(
      await reasonsOf({ 'shop/composer.json': laravel, 'shop/artisan': '', 'shop/app/x.php': '' }),
    ).toEqual(['shop: Composer project on laravel/framework with artisan (shop/composer.json:6)']);
  });

  it.each([
    ['a library', laravel.replace('"project"', '"library"'), { artisan: '' }],
    ['a project that nothing starts', laravel, {}],
    ['a tool', '{"require": {"php": "8"}}', { 'public/index.php': '' }],
  ])('leaves %s', async (_, text, others) => {
    expect(await listed({ 'composer.json': text, 'x.php': '', ...others })).toEqual([]);
  });
});

describe('Ruby applications', () => {
  it('takes Rails once, with both of its reasons', async () => {
    const files = {
      'shop/Gemfile': "gem 'rails'\n",
      'shop/config.ru': "require_relative 'config/environment'\nrun Rails.application\n",
      'shop/config/application.rb': 'module Shop\n  class Application < Rails::Application\n  end\nend\n',
    };
    expect(await reasonsOf(files)).toEqual([
      'shop: Rack application (config.ru) (shop/config.ru:2)',
      'shop: Rails application (shop/config/application.rb:2)',
    ]);
  });

  it('leaves a gem that brings a config.ru, and an engine under test', async () => {
    const files = {
      'x.gemspec': '',
      'config.ru': 'run X\n',
      'lib/x.rb': '',
      'spec/dummy/config.ru': 'run Y\n',
    };
    expect(await listed(files)).toEqual([]);
  });
});

describe('Procfiles', () => {
  it('makes one service with a reason for each process', async () => {
    const text =
      '# processes\nweb: gunicorn shop.wsgi\nworker: celery -A shop worker\n\nrelease: ./migrate\n';
    expect(await servicesOf({ Procfile: text, 'x.rb': '' })).toMatchObject([
      {
        name: '.',
        path: '.',
        reasons: [
          { text: 'Procfile process web runs `gunicorn shop.wsgi`', span: { line: 2 } },
          { text: 'Procfile process worker runs `celery -A shop worker`', span: { line: 3 } },
          { text: 'Procfile process release runs `./migrate`', span: { line: 5 } },
        ],
      },
    ]);
  });

  it('leaves one that only releases, and those for development', async () => {
    expect(await listed({ Procfile: 'release: x\n', 'Procfile.dev': 'web: x\n', 'x.rb': '' })).toEqual([]);
  });
});
