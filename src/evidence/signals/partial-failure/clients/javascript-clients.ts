import type { HttpClient } from './http-client.js';

const verbs = '(?:get|head|delete|del|options|post|put|patch|request)';

/**
 * Clients of Node. Defaults as the package's source or its documentation names them, at the addresses given:
 * - axios `timeout: 0` = none: https://github.com/axios/axios/blob/v1.x/lib/defaults/index.js
 * - got "By default, there's no timeout": https://github.com/sindresorhus/got/blob/main/source/core/options.ts
 * - superagent, node-fetch 2, `http` and `https` of Node set a timer only when asked:
 *   https://ladjs.github.io/superagent/#timeouts, https://github.com/node-fetch/node-fetch/tree/2.x#options,
 *   https://nodejs.org/api/http.html#httprequesturl-options-callback
 * - needle `open_timeout` 10 s (`timeout` is another name of it), but `response_timeout: 0`, `read_timeout: 0` (source of 3.5.0):
 *   https://github.com/tomas/needle/blob/master/lib/needle.js
 * - ky 10 s: https://github.com/sindresorhus/ky#timeout; undici and the global fetch 300 s for headers and for the body
 *   (`headersTimeout`, `bodyTimeout`: 300e3 in the source of 7.30.2): https://github.com/nodejs/undici/blob/main/lib/dispatcher/client.js
 * - Nest's HttpService is axios
 */
export const javascriptClients: readonly HttpClient[] = [
  {
    language: 'javascript',
    library: 'axios',
    word: 'axios',
    sends: [
      { target: /^axios(?:\.default)?(?:\.(?:create|Axios)\(\))?$/, from: 0 },
      { target: /^axios(?:\.default)?(?:\.(?:create|Axios)\(\))?\.request$/, from: 0 },
      { target: /^axios(?:\.default)?(?:\.(?:create|Axios)\(\))?\.(?:get|head|delete|options)$/, from: 1 },
      {
        target:
          /^axios(?:\.default)?(?:\.(?:create|Axios)\(\))?\.(?:post|put|patch|postForm|putForm|patchForm)$/,
        from: 2,
      },
    ],
    makes: /^axios(?:\.default)?\.(?:create|Axios)$/,
    timeouts: ['timeout'],
    open: ['signal', 'cancelToken', 'adapter', 'httpAgent', 'httpsAgent'],
    elsewhere: /^axios.*\.(?:interceptors|defaults)\b|^axios-(?:retry|cache|better)/,
    everywhere: /^axios(?:\.default)?\.(?:interceptors\.request\.use|defaults\.timeout)$/,
    endless: 'axios waits for ever by default',
  },
  {
    language: 'javascript',
    library: "Nest's HttpService",
    word: '@nestjs/axios',
    sends: [
      { target: new RegExp(String.raw`^@nestjs/axios\.HttpService\(\)(?:\.axiosRef)?\.${verbs}$`), from: 1 },
    ],
    makes: /^@nestjs\/axios\.HttpModule\.register(?:Async)?$/,
    timeouts: ['timeout'],
    open: ['signal'],
  },
  {
    language: 'javascript',
    library: 'got',
    word: '\\bgot\\b',
    sends: [
      {
        target:
          /^got(?:\.default|\.got)?(?:\.extend\(\))*(?:\.(?:get|head|delete|post|put|patch|stream|paginate))?$/,
        from: 1,
      },
    ],
    makes: /^got(?:\.default|\.got)?\.extend$/,
    timeouts: ['timeout'],
    open: ['signal'],
    endless: 'got has no timeout by default',
  },
  {
    language: 'javascript',
    library: 'superagent',
    word: 'superagent',
    sends: [
      {
        target: new RegExp(String.raw`^superagent(?:\.default)?(?:\.agent\(\))?\.${verbs}(?:\(\)\.\w+)*$`),
        from: 9,
      },
    ],
    timeouts: ['timeout'],
    steps: /\.timeout\(\)|\.timeout$/,
  },
  {
    language: 'javascript',
    library: 'node-fetch',
    word: 'node-fetch',
    sends: [{ target: /^node-fetch(?:\.default)?$/, from: 1 }],
    timeouts: ['timeout'],
    open: ['signal', 'agent'],
    endless: 'node-fetch has no timeout by default',
  },
  {
    language: 'javascript',
    library: 'fetch',
    word: '\\bfetch\\b',
    sends: [{ target: /^(?:(?:globalThis|undici)\.)?fetch$|^undici\.request$/, from: 1 }],
    timeouts: ['headersTimeout', 'bodyTimeout'],
    open: ['signal'],
  },
  {
    language: 'javascript',
    library: 'ky',
    word: '\\bky\\b',
    sends: [
      {
        target: /^ky(?:\.default)?(?:\.(?:create|extend)\(\))?(?:\.(?:get|head|delete|post|put|patch))?$/,
        from: 1,
      },
    ],
    makes: /^ky(?:\.default)?\.(?:create|extend)$/,
    timeouts: ['timeout'],
    open: ['signal'],
  },
  {
    language: 'javascript',
    library: 'needle',
    word: 'needle',
    sends: [{ target: new RegExp(String.raw`^needle\.${verbs}$|^needle$`), from: 1 }],
    timeouts: ['response_timeout', 'read_timeout'],
    open: ['signal', 'timeout'],
    elsewhere: /^needle\.defaults$/,
    endless: 'needle waits for a response for ever by default',
  },
  {
    language: 'javascript',
    library: "Node's http client",
    word: '\\bhttps?\\b',
    sends: [{ target: /^https?\.(?:get|request)$/, from: 0 }],
    timeouts: ['timeout'],
    open: ['signal', 'agent'],
    elsewhere: /\.setTimeout$|\.destroy$|\.abort$/,
    endless: "Node's http client has no timeout by default",
  },
];
