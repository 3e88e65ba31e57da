import type { HttpClient } from './http-client.js';

const verbs = '(?:get|head|delete|options|post|put|patch|request|stream|send)';

/**
 * Clients of Python. Defaults:
 * - requests: none (`timeout=None`), https://requests.readthedocs.io/en/latest/user/advanced/#timeouts
 * - urllib: the default of sockets, which is none, https://docs.python.org/3/library/urllib.request.html#urllib.request.urlopen
 * - httpx: 5 s, None switches it off, https://www.python-httpx.org/advanced/timeouts/
 * - aiohttp: 300 s in total (`DEFAULT_TIMEOUT` in the source of 3.14), https://docs.aiohttp.org/en/stable/client_quickstart.html#timeouts
 * - gRPC: "By default, gRPC does not set a deadline", https://grpc.io/docs/guides/deadlines/
 */
export const pythonClients: readonly HttpClient[] = [
  {
    language: 'python',
    library: 'requests',
    word: '\\brequests\\b',
    sends: [
      {
        target: new RegExp(String.raw`^requests(?:\.api|\.(?:[sS]ession|sessions\.Session)\(\))?\.${verbs}$`),
        from: 99,
      },
    ],
    makes: /^requests\.(?:[sS]ession|sessions\.Session)$/,
    timeouts: ['timeout'],
    elsewhere: /^requests\b.*\.mount$|setdefaulttimeout$|^requests_(?:cache|toolbelt|futures)\b/,
    everywhere: /^socket\.setdefaulttimeout$/,
    endless: 'requests never times out by default',
  },
  {
    language: 'python',
    library: 'urllib',
    word: '\\burllib',
    sends: [{ target: /^urllib\.request\.urlopen$|^urllib2\.urlopen$/, from: 99 }],
    timeouts: ['timeout'],
    elsewhere: /setdefaulttimeout$/,
    everywhere: /^socket\.setdefaulttimeout$/,
    endless: 'urllib never times out by default',
  },
  {
    language: 'python',
    library: 'httpx',
    word: '\\bhttpx\\b',
    sends: [{ target: new RegExp(String.raw`^httpx(?:\.(?:Async)?Client\(\))?\.${verbs}$`), from: 99 }],
    makes: /^httpx\.(?:Async)?Client$/,
    timeouts: ['timeout'],
  },
  {
    language: 'python',
    library: 'aiohttp',
    word: '\\baiohttp\\b',
    sends: [{ target: new RegExp(String.raw`^aiohttp\.(?:ClientSession\(\)\.)?${verbs}$`), from: 99 }],
    makes: /^aiohttp\.ClientSession$/,
    timeouts: ['timeout'],
  },
  {
    language: 'python',
    library: 'urllib3',
    word: '\\burllib3\\b',
    sends: [{ target: /^urllib3\.(?:PoolManager\(\)\.)?(?:request|urlopen)$/, from: 99 }],
    makes: /^urllib3\.(?:PoolManager|ProxyManager|HTTPConnectionPool|HTTPSConnectionPool)$/,
    timeouts: ['timeout'],
  },
  {
    language: 'python',
    library: 'gRPC',
    word: '_pb2_grpc',
    sends: [
      {
        target:
          /_pb2_grpc\.\w+Stub\(\)\.(?!\w*(?:[sS]tream|[wW]atch|[sS]ubscri|[lL]isten|[tT]ail|[fF]ollow))\w+$/,
        from: 99,
      },
    ],
    onlyCalls: true,
    timeouts: ['timeout'],
    elsewhere: /intercept_channel$|^grpc(?:\.aio)?\.\w*[iI]nterceptor/,
    elsewhereText: /service_config|Interceptor|async for/,
    confidence: 'low',
    endless: 'gRPC sets no deadline by default',
  },
];
