import { describe, expect, it } from 'vitest';
import { readServedCode } from '../../src/services/served-code.js';
import type { ServedCode } from '../../src/services/served-code.js';
import { inMemoryRepository } from '../in-memory-repository.js';

/** @param places directories of the services, which are also their names. */
function servedIn(
  files: Readonly<Record<string, string>>,
  ...places: readonly string[]
): Promise<ServedCode> {
  const services = places.map((path) => ({
    name: path,
    path,
    languages: [],
    reasons: [],
    images: [],
    workloads: [],
  }));
  return readServedCode(inMemoryRepository(files), services);
}

describe('libraries of the repository', () => {
  it.each([
    [
      'npm workspaces, through another library',
      {
        'package.json': '{"name": "root", "private": true, "workspaces": ["*/*"]}',
        'apps/api/package.json':
          '{"name": "@x/api", "scripts": {"start": "node a.js"}, "dependencies": {"express": "5", "@x/http": "workspace:*"}}',
        'apps/jobs/package.json':
          '{"name": "@x/jobs", "scripts": {"start": "node a.js"}, "dependencies": {"bullmq": "5"}}',
        'libs/http/package.json': '{"name": "@x/http", "dependencies": {"@x/base": "*"}}',
        'libs/base/package.json': '{"name": "@x/base"}',
        'libs/idle/package.json': '{"name": "@x/idle"}',
      },
      'apps/api',
      ['libs/http/src/a.ts', 'libs/base/src/a.ts'],
      ['libs/idle/src/a.ts'],
    ],
    [
      'Cargo paths and workspace members',
      {
        'Cargo.toml':
          '[workspace]\nmembers = ["api", "core", "base", "idle"]\n[workspace.dependencies]\nbase = { path = "base" }\n',
        'api/Cargo.toml':
          '[package]\nname = "api"\n[dependencies]\ncore = { path = "../core" }\naxum = "0.8"\n[dev-dependencies]\nidle = { path = "../idle" }\n',
        'api/src/main.rs': 'fn main() {}\n',
        'core/Cargo.toml': '[package]\nname = "core"\n[dependencies]\nbase.workspace = true\n',
        'base/Cargo.toml': '[package]\nname = "base"\n',
        'idle/Cargo.toml': '[package]\nname = "idle"\n',
      },
      'api',
      ['core/src/lib.rs', 'base/src/lib.rs'],
      ['idle/src/lib.rs'],
    ],
    [
      '.NET project references',
      {
        'src/Api/Api.csproj':
          '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="..\\Core\\Core.csproj" /></ItemGroup></Project>',
        'src/Core/Core.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
        'src/Idle/Idle.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
      },
      'src/Api',
      ['src/Core/A.cs'],
      ['src/Idle/A.cs'],
    ],
    [
      'Gradle projects',
      {
        'settings.gradle': "include 'api', 'libs:core', 'libs:idle'\n",
        'api/build.gradle':
          "plugins { id 'org.springframework.boot' }\ndependencies {\n  implementation project(':libs:core')\n  testImplementation project(':libs:idle')\n}\n",
        'libs/core/build.gradle': '',
        'libs/idle/build.gradle': '',
      },
      'api',
      ['libs/core/src/main/java/A.java'],
      ['libs/idle/src/main/java/A.java'],
    ],
    [
      'Maven modules',
      {
        'pom.xml':
          '<project><artifactId>root</artifactId><modules><module>api</module><module>core</module></modules></project>',
        'api/pom.xml':
          '<project><parent><artifactId>root</artifactId></parent><artifactId>api</artifactId><dependencies><dependency><artifactId>core</artifactId></dependency></dependencies></project>',
        'core/pom.xml':
          '<project><parent><artifactId>root</artifactId></parent><artifactId>core</artifactId></project>',
      },
      'api',
      ['core/src/main/java/A.java'],
      ['other/A.java'],
    ],
    [
      'uv workspaces',
      {
        'api/pyproject.toml':
          '[project]\nname = "api"\ndependencies = ["fastapi", "shop-core"]\n[tool.uv.sources]\nshop-core = { workspace = true }\n',
        'core/pyproject.toml': '[project]\nname = "shop_core"\n',
        'idle/pyproject.toml': '[project]\nname = "idle"\n',
      },
      'api',
      ['core/shop_core/a.py'],
      ['idle/a.py'],
    ],
    [
      'gems by path',
      {
        'api/Gemfile': "gem 'rails'\ngem 'core', path: '../gems/core'\n",
        'api/config.ru': 'run App\n',
        'gems/core/Gemfile': '',
      },
      'api',
      ['gems/core/lib/core.rb'],
      ['gems/idle/lib/idle.rb'],
    ],
    [
      'umbrellas of Mix',
      {
        'apps/web/mix.exs': 'def project, do: [app: :web]\ndefp deps, do: [{:core, in_umbrella: true}]\n',
        'apps/core/mix.exs': 'def project, do: [app: :core]\n',
      },
      'apps/web',
      ['apps/core/lib/core.ex'],
      ['apps/idle/lib/idle.ex'],
    ],
  ])('%s are part of the service that is built from them', async (_, files, service, used, idle) => {
    const empty = Object.fromEntries([...used, ...idle].map((path) => [path, '']));
    const program = used
      .map((path) => path.replace(/.*\/(\w+)\.\w+$/, "import '$1'; require '$1'; mod $1;"))
      .join('\n');
    const extension = used[0]?.replace(/.*\./, '') ?? '';
    const served = await servedIn(
      { ...empty, ...files, [`${service}/program.${extension}`]: program },
      service,
    );
    expect(used.map((path) => [served.serves(path), served.ownersOf(path)])).toEqual(
      used.map(() => [true, [service]]),
    );
    expect(idle.map((path) => served.serves(path))).toEqual(idle.map(() => false));
  });

  it('of Go are packages that a program imports which listens', async () => {
    const served = await servedIn(
      {
        'go.mod': 'module example.com/shop\n\ngo 1.24\n',
        'cmd/api/main.go':
          'package main\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/internal/orders"\n)\n\nfunc main() { http.ListenAndServe(":80", orders.Handler()) }\n',
        'cmd/shopctl/main.go':
          'package main\n\nimport "example.com/shop/internal/report"\n\nfunc main() { report.Print() }\n',
        'internal/orders/handler.go':
          'package orders\n\nimport "example.com/shop/internal/stock"\n\nfunc Handler() { stock.Get() }\n',
        'internal/stock/stock.go': 'package stock\n\nfunc Get() {}\n',
        'internal/report/report.go': 'package report\n\nfunc Print() {}\n',
        'internal/idle/idle.go': 'package idle\n',
      },
      'cmd/api',
      'cmd/shopctl',
    );
    expect(served.ownersOf('internal/stock/stock.go')).toEqual(['cmd/api']);
    expect(served.serves('internal/orders/handler.go')).toBe(true);
    expect(served.serves('internal/report/report.go')).toBe(false);
    expect(served.serves('internal/idle/idle.go')).toBe(false);
    expect(served.serves('cmd/api/main.go')).toBe(true);
    expect(served.serves('cmd/shopctl/main.go')).toBe(false);
  });

  it('of Go are kept where a server is behind several packages', async () => {
    const served = await servedIn(
      {
        'go.mod': 'module example.com/shop\n',
        'backend/cmd/main.go':
          'package main\n\nimport "example.com/shop/backend/cmds"\n\nfunc main() { cmds.Run() }\n',
        'backend/cmds/root.go':
          'package cmds\n\nimport "example.com/shop/backend/server"\n\nfunc Run() { server.Run() }\n',
        'backend/server/server.go': 'package server\n\nfunc Run() { http.ListenAndServe(":80", nil) }\n',
      },
      'backend',
    );
    expect(served.serves('backend/server/server.go')).toBe(true);
    expect(served.serves('backend/cmd/main.go')).toBe(true);
  });

  it('of Go inside a service are its own where its programs import them', async () => {
    const served = await servedIn(
      {
        'go.mod': 'module example.com/shop\n',
        'relay/main.go':
          'package main\n\nimport "example.com/shop/relay/server"\n\nfunc main() { server.Run() }\n',
        'relay/server/server.go': 'package server\n\nfunc Run() { http.ListenAndServe(":80", nil) }\n',
        'relay/testclient/main.go':
          'package main\n\nimport "example.com/shop/relay/load"\n\nfunc main() { load.Run() }\n',
        'relay/load/load.go': 'package load\n\nfunc Run() {}\n',
      },
      'relay',
    );
    expect(
      ['relay/main.go', 'relay/server/server.go', 'relay/testclient/main.go', 'relay/load/load.go'].filter(
        (path) => served.serves(path),
      ),
    ).toEqual(['relay/main.go', 'relay/server/server.go']);
  });

  it('of several services are part of each', async () => {
    const served = await servedIn(
      {
        'a/package.json':
          '{"name": "a", "scripts": {"start": "node a.js"}, "dependencies": {"express": "5", "lib": "*"}}',
        'b/package.json':
          '{"name": "b", "scripts": {"start": "node a.js"}, "dependencies": {"koa": "5", "lib": "*"}}',
        'lib/package.json': '{"name": "lib"}',
        'lib/index.ts': '',
      },
      'a',
      'b',
    );
    expect(served.ownersOf('lib/index.ts')).toEqual(['a', 'b']);
    expect(served.serves('lib/index.ts')).toBe(true);
  });
});

describe('libraries whose code a service does not get to', () => {
  it('serve nobody, whatever else lies beside them', async () => {
    const served = await servedIn(
      {
        'package.json': '{"name": "root", "scripts": {"start": "node a.js"}}',
        'a/package.json':
          '{"name": "a", "scripts": {"start": "node a.js"}, "dependencies": {"express": "5", "lib": "*"}}',
        'a/main.ts': "import { pay } from 'lib';\n",
        'lib/package.json': '{"name": "lib"}',
        'lib/src/pay.ts': 'export const pay = 1;\n',
        'lib/src/report.ts': 'export const report = 1;\n',
        'lib/settings.yaml': 'a: 1\n',
      },
      '.',
      'a',
    );
    expect(served.ownersOf('lib/src/pay.ts')).toEqual(['a']);
    expect(served.serves('lib/src/report.ts')).toBe(false);
    expect(served.ownersOf('lib/settings.yaml')).toEqual(['a']);
  });

  it('are those of programs of .NET that use it as a package, whatever its name is written like', async () => {
    const served = await servedIn(
      {
        'src/Api/Api.csproj':
          '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="shop.messaging" /></ItemGroup></Project>',
        'src/Api/Program.cs': 'new Publisher();\n',
        'src/Messaging/Messaging.csproj':
          '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>Shop.Messaging</PackageId></PropertyGroup></Project>',
        'src/Messaging/Publisher.cs': 'public class Publisher { }\n',
      },
      'src/Api',
    );
    expect(served.ownersOf('src/Messaging/Publisher.cs')).toEqual(['src/Api']);
  });

  it('are those of programs of .NET that do their work and end', async () => {
    const reference = '<ItemGroup><ProjectReference Include="..\\Core\\Core.csproj" /></ItemGroup></Project>';
    const served = await servedIn(
      {
        'src/Api/Api.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web">${reference}`,
        'src/Api/Program.cs': 'new Orders();\n',
        'src/Jobs/Jobs.csproj': `<Project Sdk="Microsoft.NET.Sdk">${reference}`,
        'src/Jobs/Program.cs': 'var builder = Host.CreateApplicationBuilder(args); new Orders();\n',
        'src/Migrator/Migrator.csproj': `<Project Sdk="Microsoft.NET.Sdk">${reference}`,
        'src/Migrator/Program.cs': 'return new Orders().Migrate() ? 0 : 1;\n',
        'src/Core/Core.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
        'src/Core/Orders.cs': 'public class Orders { }\n',
      },
      'src/Api',
      'src/Jobs',
      'src/Migrator',
    );
    expect(served.ownersOf('src/Core/Orders.cs')).toEqual(['src/Api', 'src/Jobs']);
    expect(served.ownersOf('src/Migrator/Program.cs')).toEqual(['src/Migrator']);
  });
});

describe('packages that no service is built from', () => {
  it('are no part of the root where the stack asks for the name, nor are tools and programs of windows', async () => {
    const served = await servedIn(
      {
        'Cargo.toml':
          '[workspace]\nmembers = ["client"]\n[package]\nname = "server"\n[dev-dependencies]\nclient = { path = "client" }\n',
        'src/main.rs': 'fn main() {}\n',
        'client/Cargo.toml': '[package]\nname = "client"\n',
        'client/src/lib.rs': 'pub fn get() {}\n',
        'package.json': '{"name": "root", "workspaces": ["packages/*"]}',
        'packages/cli/package.json': '{"name": "cli", "bin": {"shop": "cli.js"}}',
        'packages/desktop/src-tauri/Cargo.toml': '[package]\nname = "desktop"\n[dependencies]\ntauri = "2"\n',
        'packages/plain/package.json': '{"name": "plain"}',
      },
      '.',
    );
    expect(
      [
        'src/main.rs',
        'client/src/lib.rs',
        'packages/cli/cli.js',
        'packages/desktop/src-tauri/src/main.rs',
        'packages/plain/a.js',
      ].filter((path) => served.serves(path)),
    ).toEqual(['src/main.rs', 'packages/plain/a.js']);
  });
});

describe('code of browsers and tools', () => {
  it('leaves out libraries that only browsers run', async () => {
    const served = await servedIn(
      {
        'web/package.json': '{"name": "web", "dependencies": {"vue": "3", "kernel": "*"}}',
        'web/src/a.ts': "import { relay } from 'kernel';\n",
        'kernel/package.json': '{"name": "kernel"}',
        'kernel/src/relay.ts': 'export const relay = 1;\n',
      },
      'web',
    );
    expect(served.serves('kernel/src/relay.ts')).toBe(false);
  });

  it('leaves out scripts of Elixir, and the configurations of its tests', async () => {
    const served = await servedIn({ 'mix.exs': 'def project, do: [app: :shop]\n' }, '.');
    expect(
      [
        'config/config.exs',
        'config/runtime.exs',
        'config/prod.exs',
        'config/test.exs',
        'config/dev.exs',
        'rel/build.exs',
        'lib/shop.ex',
      ].filter((path) => served.serves(path)),
    ).toEqual(['config/config.exs', 'config/runtime.exs', 'config/prod.exs', 'lib/shop.ex']);
  });

  it('leaves out packages that draw and have nothing to serve with', async () => {
    const served = await servedIn(
      {
        'web/package.json': '{"name": "web", "dependencies": {"react-dom": "19", "axios": "1"}}',
        'plugin/package.json': '{"name": "plugin", "dependencies": {"@grafana/ui": "12"}}',
        'api/package.json': '{"name": "api", "dependencies": {"express": "5", "react-dom": "19"}}',
      },
      'web',
      'plugin',
      'api',
    );
    expect(served.serves('web/src/api/load.ts')).toBe(false);
    expect(served.serves('plugin/src/load.ts')).toBe(false);
    expect(served.serves('api/instrumentation-client.ts')).toBe(false);
    expect(served.serves('api/src/load.ts')).toBe(true);
  });

  it('keeps handlers and libraries of Next.js, and leaves out what is drawn or marked for clients', async () => {
    const served = await servedIn(
      {
        'package.json':
          '{"name": "shop", "scripts": {"start": "next start"}, "dependencies": {"next": "15", "react-dom": "19"}}',
        'lib/redis.ts': 'export const redis = new Redis();\n',
        'lib/use-cart.ts': "// hook\n'use client';\nexport const useCart = () => 1;\n",
      },
      '.',
    );
    expect(
      [
        'app/api/pay/route.ts',
        'pages/api/pay.tsx',
        'lib/redis.ts',
        'lib/use-cart.ts',
        'app/page.tsx',
        'components/cart.ts',
      ].filter((path) => served.serves(path)),
    ).toEqual(['app/api/pay/route.ts', 'pages/api/pay.tsx', 'lib/redis.ts']);
  });

  it('keeps a server that is called frontend, and leaves out programs of a window', async () => {
    const served = await servedIn(
      {
        'src/frontend/package.json':
          '{"name": "frontend", "dependencies": {"express": "5", "react-dom": "19"}}',
        'src/frontend/server.js': '',
        'src/frontend/client/app.js': '',
        'desktop/package.json': '{"name": "desktop", "devDependencies": {"electron": "40"}}',
        'desktop/main.js': '',
      },
      'src/frontend',
      'desktop',
    );
    expect(
      ['src/frontend/server.js', 'src/frontend/client/app.js', 'desktop/main.js'].map((path) =>
        served.serves(path),
      ),
    ).toEqual([true, false, false]);
  });

  it('leaves out scripts, seeds, end-to-end tests and configurations of builds, in whatever language', async () => {
    const served = await servedIn(
      {
        'package.json':
          '{"name": "app", "scripts": {"start": "node a.js"}, "dependencies": {"express": "5"}}',
      },
      '.',
    );
    expect(
      [
        'scripts/fill.ts',
        'db/seeds/users.rb',
        'lib/mix/tasks/fill.ex',
        'e2e/login.ts',
        'vite.config.ts',
        'tools/a.go',
        'src/tools/search.ts',
        'src/cart.ts',
      ].filter((path) => served.serves(path)),
    ).toEqual(['src/tools/search.ts', 'src/cart.ts']);
  });
});
