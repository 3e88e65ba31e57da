import { describe, expect, it } from 'vitest';
import { codeOf, targetsIn } from './code-of.js';

const targets = (text: string): Promise<readonly string[]> => targetsIn({ 'lib/app.ex': text }, 'lib/app.ex');

describe('targets of calls in Elixir', () => {
  it('name modules in full, whatever they are called by alias, and see through pipes', async () => {
    expect(
      await targets(`defmodule App.Store do
  alias App.{Cache, Repo}
  alias Ecto.Multi, as: M
  alias Finch.Response
  import Ecto.Query

  def get(conn, id) do
    req = Req.new(base_url: "https://x")
    {:ok, body} = req |> Req.get(url: "/a", receive_timeout: 5_000)
    Cache.put(id, body, ttl: 60)
    M.new() |> M.run(:a, &work/2) |> Repo.transaction()
    Response.decode(body)
    :ets.insert(:t, {1, 2})
    helper(id)
    conn.assigns.user
    Enum.map(list, fn x -> Cachex.get(:c, x) end)
  end

  defp helper(x), do: Redix.command(:redix, ["GET", x])
end`),
    ).toEqual([
      'Req.new',
      'Req.get',
      'App.Cache.put',
      'Ecto.Multi.new',
      'Ecto.Multi.run',
      'App.Repo.transaction',
      'Finch.Response.decode',
      ':ets.insert',
      '?helper',
      'Enum.map',
      'Cachex.get',
      'Redix.command',
    ]);
  });
});

describe('what stands around a call in Elixir', () => {
  it('gives what a pipe brings as the first argument, keywords as named ones, attributes with their values', async () => {
    const code = await codeOf(
      {
        'lib/app.ex': `defmodule App do
  @timeout 5 * 1000
  def run(id) do
    "user:#{id}" |> Cachex.put(%{"b" => 2, a: 1}, ttl: @timeout, lazy: true, "x-y": nil)
    %Config{pool_size: -1}
  end
end`,
      },
      'lib/app.ex',
    );
    const [put, config] = code.calls;
    expect(put?.arguments).toMatchObject([
      { value: { kind: 'text', text: 'user:{}', exact: false } },
      { value: { kind: 'map', entries: [{ name: 'b' }, { name: 'a', value: { value: 1 } }] } },
      { name: 'ttl', value: { kind: 'path', value: { kind: 'number', value: 5000 } } },
      { name: 'lazy', value: { kind: 'boolean', value: true } },
      { name: 'x-y', value: { kind: 'null' } },
    ]);
    expect(config).toMatchObject({
      target: 'Config',
      constructs: true,
      arguments: [{ name: 'pool_size', value: { value: -1 } }],
    });
  });

  it('is the function, the module and what it uses, try, loops and conditions', async () => {
    const code = await codeOf(
      {
        'lib/worker.ex': `defmodule App.Worker do
  use Oban.Worker, queue: :default, max_attempts: 3
  @impl true
  def perform(%Job{args: args} = job) when is_map(args) do
    try do
      work()
    rescue
      _ -> :ok
    end
    for x <- xs, do: each(x)
    if args, do: chosen(), else: other()
    case load(job) do
      {:ok, found} -> use_it(found)
      _ -> nil
    end
    with {:ok, y} <- step(), do: y
  end
end`,
      },
      'lib/worker.ex',
    );
    const call = (name: string) => code.calls.find((item) => item.name === name);
    expect(code.marks).toMatchObject([
      {
        target: 'Oban.Worker',
        on: 'class',
        class: { name: 'App.Worker' },
        arguments: [
          { name: 'queue', value: { text: 'default' } },
          { name: 'max_attempts', value: { value: 3 } },
        ],
      },
    ]);
    expect(call('work')?.context).toMatchObject({
      try: { handlers: [{ empty: true }] },
      function: { name: 'perform' },
      class: { name: 'App.Worker' },
    });
    expect(call('each')?.context.loop).toMatchObject({ endless: false });
    expect(call('chosen')?.context.conditional).toBe(true);
    expect(call('load')?.context.conditional).toBe(false);
    expect(call('use_it')?.context.conditional).toBe(true);
    expect(call('step')?.context.conditional).toBe(false);
  });

  it('reads configuration as calls and blocks of macros as functions', async () => {
    const code = await codeOf(
      {
        'config/config.exs': `import Config
config :app, App.Repo, pool_size: String.to_integer("10"), queue_target: 50
scope "/api" do
  post "/x", XController, :create
end`,
      },
      'config/config.exs',
    );
    expect(code.calls.map(({ target }) => target)).toEqual(['config', 'String.to_integer', 'scope', 'post']);
    expect(code.calls[0]?.arguments).toMatchObject([
      { value: { text: 'app' } },
      { value: { target: 'App.Repo' } },
      { name: 'pool_size' },
      { name: 'queue_target', value: { value: 50 } },
    ]);
    expect(code.calls[3]?.context.function?.argumentOf?.name).toBe('scope');
  });

  it('survives nesting without end and text that does not parse', async () => {
    const deep = `x(${'f('.repeat(3000)}1${')'.repeat(3000)})`;
    expect((await codeOf({ 'a.ex': deep }, 'a.ex')).calls.length).toBeGreaterThan(10);
    const broken = await codeOf({ 'a.ex': 'def a do\n foo(1)\n bar(1\nend' }, 'a.ex');
    expect(broken.brokenAt).toBeDefined();
    expect(broken.calls.map(({ name }) => name)).toContain('foo');
  });
});
