import type { HttpClient } from './http-client.js';

/**
 * Clients of Go. "A Timeout of zero means no timeout", and so for the default client and `http.Get` that uses it:
 * https://pkg.go.dev/net/http#Client. A request may bring the deadline of its context; `http.NewRequest` gives it none. Resty stands on a client of
 * net/http without a timeout until `SetTimeout`: https://github.com/go-resty/resty/blob/v2/resty.go.
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
  {
    language: 'go',
    library: 'gRPC',
    word: 'context\\.(?:Background|TODO)\\(\\)',
    sends: [
      {
        target:
          /(?:pb|proto|grpc|gen)\w*(?:\/v\d+\w*)?\.(?:New)?\w+Client\(\)\.(?!\w*(?:Stream|Watch|Subscri|Listen|Tail|Follow))[A-Z]\w*$/,
        from: 99,
        requestOf: /^context\.(?:Background|TODO)$/,
      },
    ],
    onlyCalls: true,
    timeouts: [],
    elsewhereText: /Interceptor|DefaultServiceConfig|WithTimeout|WithDeadline/,
    confidence: 'low',
    endless: 'gRPC sets no deadline by default',
  },
  {
    language: 'go',
    library: 'resty',
    word: '\\bresty\\b',
    sends: [],
    makes: /^(?:github\.com\/go-resty\/resty(?:\/v\d+)?|resty\.dev\/v\d+)\.New$/,
    timeouts: [],
    elsewhereText: /SetTimeout|SetContext|SetTransport|SetDoNotParseResponse|WithTimeout|WithDeadline/,
    judgedWhereMade: true,
    endless: 'resty has no timeout by default',
  },
];
