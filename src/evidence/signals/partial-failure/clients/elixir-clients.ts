import type { HttpClient } from './http-client.js';

/**
 * Clients of Elixir end requests by themselves: Req and Finch after 15 s without data, HTTPoison (hackney) after 5 s:
 * (`recv_timeout`; `timeout` is for the connection): https://hexdocs.pm/req/Req.html#new/1, https://hexdocs.pm/finch/Finch.html#request/3, https://hexdocs.pm/httpoison/HTTPoison.Request.html
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
