import { expect, it } from 'vitest';
import { phoenix } from '../../../src/health/routes/phoenix/index.js';
import { readRouteLines } from './route-reading.js';

const read = (files: Readonly<Record<string, string>>) => readRouteLines([phoenix], files);

const endpoint = (plugs: string): string =>
  `defmodule ShopWeb.Endpoint do\n  use Phoenix.Endpoint, otp_app: :shop\n  socket "/live", Phoenix.LiveView.Socket\n${plugs}\nend\n`;
const router = (body: string): string =>
  `defmodule ShopWeb.Router do\n  use ShopWeb, :router\n${body}\nend\n`;
const app = (body: string, plugs = '  plug ShopWeb.Router'): Readonly<Record<string, string>> => ({
  'lib/shop_web/endpoint.ex': endpoint(plugs),
  'lib/shop_web/router.ex': router(body),
});

it('joins nested scopes, resources, live routes and forwards', async () => {
  const { gaps, routes } = await read({
    ...app(`  scope "/", ShopWeb do
    pipe_through :browser
    get("/", PageController, :home)
    live "/dashboard", DashboardLive
    scope "/api", Api, as: :api do
      get "/health", HealthController, :show
      resources "/orders", OrderController, only: [:index, :show] do
        resources "/items", ItemController, only: [:create]
      end
      resources "/profile", ProfileController, singleton: true, except: [:new, :edit, :delete, :create]
      match :*, "/any/*rest", AnyController, :any
    end
  end
  forward "/admin", ShopWeb.Admin
  forward "/jobs", Oban.Web`),
    'lib/shop_web/admin.ex':
      'defmodule ShopWeb.Admin do\n  use Plug.Router\n  plug :match\n  plug :dispatch\n  get "/users/:id", do: send_resp(conn, 200, "x")\n  match _ do\n    send_resp(conn, 404, "no")\n  end\nend\n',
  });
  expect(routes).toEqual([
    'GET /admin/users/{id} lib/shop_web/admin.ex:5',
    'GET / lib/shop_web/router.ex:5',
    'GET /dashboard lib/shop_web/router.ex:6',
    'GET /api/health lib/shop_web/router.ex:8',
    'GET /api/orders lib/shop_web/router.ex:9',
    'GET /api/orders/{id} lib/shop_web/router.ex:9',
    'POST /api/orders/{order_id}/items lib/shop_web/router.ex:10',
    'GET /api/profile lib/shop_web/router.ex:12',
    'PATCH /api/profile lib/shop_web/router.ex:12',
    'PUT /api/profile lib/shop_web/router.ex:12',
    'ANY /api/any/{*rest} lib/shop_web/router.ex:13',
    'ANY /jobs lib/shop_web/router.ex:17',
    'ANY /jobs/{*rest} lib/shop_web/router.ex:17',
  ]);
  expect(gaps).toEqual([]);
});

it('follows the scope: another scope, another path', async () => {
  for (const scope of ['/a', '/b'])
    expect(
      (await read(app(`  scope "${scope}", ShopWeb do\n    get "/healthz", H, :show\n  end`))).routes,
    ).toEqual([`GET ${scope}/healthz lib/shop_web/router.ex:4`]);
});

it('marks what only development has', async () => {
  const { routes } = await read(
    app(`  if Application.compile_env(:shop, :dev_routes) do
    forward "/mailbox", Plug.Swoosh.MailboxPreview
  end
  if Mix.env() in [:dev, :test] do
    get "/debug", ShopWeb.DebugController, :show
  end
  unless Mix.env() == :prod do
    get "/x", ShopWeb.X, :x
  end
  if @self_hosted, do: get("/setup", ShopWeb.S, :s)`),
  );
  expect(routes).toEqual([
    'ANY /mailbox lib/shop_web/router.ex:4 [development only]',
    'ANY /mailbox/{*rest} lib/shop_web/router.ex:4 [development only]',
    'GET /debug lib/shop_web/router.ex:7 [development only]',
    'GET /x lib/shop_web/router.ex:10 [unless Mix.env() == :prod]',
    'GET /setup lib/shop_web/router.ex:12 [if @self_hosted]',
  ]);
});

it('reads plugs of the endpoint that answer by themselves, in all their spellings', async () => {
  const { handler, routes } = await read({
    ...app(
      '  get "/a", ShopWeb.A, :a',
      '  plug PlugHeartbeat\n  plug PlugHeartbeat, path: "/up"\n  plug ShopWeb.Health\n  plug :livez\n  plug ShopWeb.Logs\n  plug ShopWeb.Router\n\n  def livez(conn, _opts) do\n    if conn.request_path == "/livez" do\n      conn |> send_resp(200, "ok") |> halt()\n    else\n      conn\n    end\n  end',
    ),
    'lib/shop_web/health.ex': `defmodule ShopWeb.Health do
  import Plug.Conn
  @paths ["/readyz", "/healthz"]
  def init(o), do: o
  def call(%Plug.Conn{request_path: path} = conn, _) when path in @paths do
    case Shop.Repo.query("SELECT 1") do
      {:ok, _} -> conn |> send_resp(200, "ok") |> halt()
      _ -> conn |> send_resp(503, "down") |> halt()
    end
  end
  def call(%{path_info: ["internal", "alive"]} = conn, _), do: conn |> send_resp(200, "") |> halt()
  def call(conn, _), do: conn
end
`,
    'lib/shop_web/logs.ex':
      'defmodule ShopWeb.Logs do\n  def init(o), do: o\n  def call(%{request_path: "/quiet"} = conn, _), do: assign(conn, :log, false)\n  def call(conn, _), do: conn\nend\n',
  });
  expect(routes).toEqual([
    'GET /heartbeat lib/shop_web/endpoint.ex:4 (dependency)',
    'GET /up lib/shop_web/endpoint.ex:5 (dependency)',
    'ANY /healthz lib/shop_web/endpoint.ex:6',
    'ANY /internal/alive lib/shop_web/endpoint.ex:6',
    'ANY /readyz lib/shop_web/endpoint.ex:6',
    'ANY /livez lib/shop_web/endpoint.ex:7',
    'GET /a lib/shop_web/router.ex:3',
  ]);
  expect(['/readyz', '/internal/alive', '/livez'].map((path) => handler(path))).toEqual([
    '? db can fail',
    '? cannot fail constant',
    '? cannot fail constant',
  ]);
});

it('sees what stands before: pipelines with authentication, and the redirect that names exceptions', async () => {
  const { routes } = await read({
    ...app(`  pipeline :private do
    plug :accepts, ["json"]
    plug ShopWeb.Plugs.EnsureAuthenticated
  end
  pipeline :browser do
    plug :fetch_current_user
    plug ShopWeb.Plugs.MaybeAuthenticated
  end
  scope "/", ShopWeb do
    pipe_through [:browser]
    get "/health", H, :show
    get "/up", H, :up
    scope "/", do: get("/free", H, :free)
    pipe_through [:private]
    get "/orders", O, :index
  end`),
    'config/prod.exs':
      'import Config\n# config :shop, ShopWeb.Endpoint, force_ssl: []\nconfig :shop, ShopWeb.Endpoint, force_ssl: [rewrite_on: [:x_forwarded_proto], exclude: [paths: ["/health"], hosts: ["localhost"]]]\n',
  });
  expect(routes).toEqual([
    'GET /health lib/shop_web/router.ex:13',
    'GET /up lib/shop_web/router.ex:14 <https-redirect>',
    'GET /free lib/shop_web/router.ex:15 <https-redirect>',
    'GET /orders lib/shop_web/router.ex:17 <https-redirect> <authentication>',
  ]);
});

it('leaves out what looks at the path: it may let some pass', async () => {
  const { routes } = await read(
    app(`  pipeline :api do
    plug :check_auth
  end
  scope "/api", ShopWeb do
    pipe_through :api
    get "/health", H, :show
  end
  defp check_auth(%{request_path: "/api/health"} = conn, _), do: conn
  defp check_auth(conn, _), do: conn |> send_resp(401, "") |> halt()`),
  );
  expect(routes).toEqual(['GET /api/health lib/shop_web/router.ex:8']);
});

it('tells what controllers do, two calls deep', async () => {
  const { handler } = await read({
    ...app(`  scope "/", ShopWeb do
    get "/live", HealthController, :live
    get "/ready", HealthController, :ready
  end`),
    'lib/shop_web/controllers/health_controller.ex': `defmodule ShopWeb.HealthController do
  use ShopWeb, :controller
  alias Shop.Checks
  # Repo.query!("SELECT 1")
  def live(conn, _params), do: json(conn, %{status: "ok"})
  def ready(conn, _params) do
    if Checks.all_up?(), do: json(conn, %{}), else: conn |> put_status(:service_unavailable) |> json(%{})
  end
end
`,
    'lib/shop/checks.ex':
      'defmodule Shop.Checks do\n  def all_up?, do: Enum.all?([Shop.Repo], &up?/1)\n  defp up?(_repo), do: match?({:ok, _}, Ecto.Adapters.SQL.query(Shop.Repo, "SELECT 1"))\nend\n',
  });
  expect([handler('/live'), handler('/ready')]).toEqual([
    'HealthController.live cannot fail constant',
    'HealthController.ready db can fail',
  ]);
});

it('reads macros of the repository and loops, and names what another package adds', async () => {
  const { gaps, routes } = await read({
    ...app(
      '  import ShopWeb.HealthRoutes\n  scope "/sys", ShopWeb do\n    health_routes()\n    for path <- ["/x", "/y"] do\n      get path, X, :x\n    end\n    live_dashboard "/live-dashboard"\n    pow_routes()\n  end',
    ),
    'lib/shop_web/health_routes.ex':
      'defmodule ShopWeb.HealthRoutes do\n  defmacro health_routes do\n    quote do\n      get "/healthz", HealthController, :show\n    end\n  end\nend\n',
  });
  expect(routes).toEqual([
    'GET /sys/healthz lib/shop_web/health_routes.ex:4',
    'GET /sys/x lib/shop_web/router.ex:7',
    'GET /sys/y lib/shop_web/router.ex:7',
    'ANY /sys/live-dashboard lib/shop_web/router.ex:9',
    'ANY /sys/live-dashboard/{*rest} lib/shop_web/router.ex:9',
  ]);
  expect(gaps).toEqual(['lib/shop_web/router.ex:10 what pow_routes adds to the router is not known']);
});

it('knows a Plug router that a server has on a port of its own, and one that nobody has', async () => {
  const plug =
    'defmodule Shop.Probe do\n  use Plug.Router\n  get "/readyz" do\n    send_resp(conn, 200, "ok")\n  end\nend\n';
  expect(
    (
      await read({
        'lib/probe.ex': plug,
        'lib/application.ex':
          'defmodule Shop.Application do\n  def start(_, _), do: [{Plug.Cowboy, scheme: :http, plug: Shop.Probe, options: [port: 4001]}]\nend\n',
      })
    ).routes,
  ).toEqual(['GET /readyz lib/probe.ex:3 port 4001']);
  expect((await read({ 'lib/probe.ex': plug })).routes).toEqual(['GET …/readyz lib/probe.ex:3']);
});

it.each([
  ['a socket', app('', '  socket "/health", ShopWeb.Socket')],
  [
    'a client',
    {
      'lib/c.ex':
        'defmodule C do\n  use Tesla\n  plug Tesla.Middleware.BaseUrl\n  def f, do: get("/health")\nend\n',
    },
  ],
  ['tests', { 'test/router_test.exs': router('  get "/health", H, :h') }],
])('finds nothing in %s', async (_, files) => {
  expect((await read(files)).routes).toEqual([]);
});
