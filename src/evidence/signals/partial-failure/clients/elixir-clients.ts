import type { HttpClient } from './http-client.js';

/**
 * Clients of Elixir end requests by themselves: Req and Finch after 15 s without data, HTTPoison (hackney) after 5 s:
 * (`recv_timeout`; `timeout` is for the connection): https://hexdocs.pm/req/Req.html#new/1, https://hexdocs.pm/finch/Finch.html#request/3, https://hexdocs.pm/httpoison/HTTPoison.Request.html
 * (in the source of Finch 0.17: `receive_timeout` 15_000, `request_timeout` :infinity, https://hex.pm/packages/finch/0.17.0/files/lib/finch/http1/pool.ex).
 * Tesla has the timeout of its adapter, unless its middleware is there, 1 s: https://hexdocs.pm/tesla/Tesla.Middleware.Timeout.html.
 */
export const elixirClients: readonly HttpClient[] = [
  {
    language: 'elixir',
    library: 'Req',
    word: '\\bReq\\.',
    sends: [{ target: /^Req\.(?:get|head|post|put|patch|delete|request|run)!?$/, from: 99 }],
    makes: /^Req\.new$/,
    timeouts: ['receive_timeout'],
  },
  {
    language: 'elixir',
    library: 'HTTPoison',
    word: '\\bHTTPoison\\.',
    sends: [{ target: /^HTTPoison\.(?:get|head|post|put|patch|delete|request)!?$/, from: 99 }],
    timeouts: ['recv_timeout', 'timeout'],
  },
  {
    language: 'elixir',
    library: 'Finch',
    word: '\\bFinch\\.',
    sends: [{ target: /^Finch\.(?:request|stream)!?$/, from: 99 }],
    timeouts: ['receive_timeout', 'request_timeout'],
  },
];
