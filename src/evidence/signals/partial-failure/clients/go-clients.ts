import type { HttpClient } from './http-client.js';

/**
 * Clients of Go. "A Timeout of zero means no timeout", and so for the default client and `http.Get` that uses it:
 * https://pkg.go.dev/net/http#Client. A request may bring the deadline of its context; `http.NewRequest` gives it none.
 */
export const goClients: readonly HttpClient[] = [
  {
    language: 'go',
    library: 'net/http',
    word: '\\bhttp\\.',
    sends: [
      { target: /^net\/http\.(?:DefaultClient\.)?(?:Get|Head|Post|PostForm)$/, from: 99 },
      { target: /^net\/http\.Client\(\)\.(?:Get|Head|Post|PostForm)$/, from: 99 },
      {
        target: /^net\/http\.(?:DefaultClient|Client\(\))\.Do$/,
        from: 99,
        requestOf: /^net\/http\.NewRequest$/,
      },
    ],
    makes: /^net\/http\.Client$/,
    timeouts: ['Timeout'],
    open: ['Transport'],
    elsewhere: /^net\/http\.(?:Client\(\)|DefaultClient)\.(?:Timeout|Transport)$/,
    everywhere: /^net\/http\.(?:DefaultClient(?:\.Timeout|\.Transport)?|DefaultTransport.*)$/,
    endless: 'the client of net/http has no timeout by default',
  },
];
