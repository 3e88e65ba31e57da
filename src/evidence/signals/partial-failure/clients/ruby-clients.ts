import type { HttpClient } from './http-client.js';

/**
 * Clients of Ruby. Defaults: http.rb none (`HTTP::Timeout::Null` in its source), https://github.com/httprb/http/wiki/Timeouts; Net::HTTP, and what
 * stands on it (HTTParty, RestClient, Faraday's default adapter), 60 s, https://docs.ruby-lang.org/en/master/Net/HTTP.html#attribute-i-read_timeout;
 * HTTParty sets what it is told to and nothing else, https://github.com/jnunemaker/httparty/blob/main/lib/httparty/connection_adapter.rb;
 * Faraday leaves it to the adapter, https://github.com/lostisland/faraday/blob/main/docs/customization/request-options.md, which is Net::HTTP
 * unless told otherwise, https://github.com/lostisland/faraday/blob/main/lib/faraday.rb;
 * Excon 60 s, https://github.com/excon/excon/blob/master/lib/excon/constants.rb; Typhoeus has that of libcurl, none:
 * https://github.com/typhoeus/typhoeus#timeouts, https://curl.se/libcurl/c/CURLOPT_TIMEOUT.html.
 */
export const rubyClients: readonly HttpClient[] = [
  {
    language: 'ruby',
    library: 'http.rb',
    word: '\\bHTTP\\.',
    sends: [{ target: /^HTTP(?:\.\w+(?:\(\))?)*\.(?:get|head|delete|post|put|patch|request)$/, from: 99 }],
    timeouts: [],
    steps: /\.timeout\(\)/,
    elsewhereText: /\bTimeout[.:]|\.timeout\b|module HTTP\b|class HTTP\b/,
    endless: 'http.rb has no timeout by default',
  },
  {
    language: 'ruby',
    library: 'Typhoeus',
    word: 'Typhoeus',
    sends: [{ target: /^Typhoeus(?:::Request)?\.(?:get|head|post|put|patch|delete|new)$/, from: 99 }],
    timeouts: ['timeout', 'timeout_ms'],
    elsewhereText: /\bTimeout[.:]/,
    elsewhere: /^Typhoeus::Config\.timeout\w*$/,
    everywhere: /^Typhoeus::Config\.timeout\w*$/,
    endless: 'Typhoeus has no timeout by default',
  },
  {
    language: 'ruby',
    library: 'Net::HTTP',
    word: 'Net::HTTP',
    sends: [{ target: /^Net::HTTP\.(?:get|get_response|post|post_form)$/, from: 99 }],
    makes: /^Net::HTTP\.(?:new|start)$/,
    timeouts: ['read_timeout', 'open_timeout', 'write_timeout'],
  },
];
