import type { HttpClient } from './http-client.js';

/**
 * Clients of Ruby. Defaults: http.rb none, https://github.com/httprb/http/wiki/Timeouts; Net::HTTP, and what stands on it (HTTParty, RestClient,
 * Faraday's default adapter), 60 s, https://docs.ruby-lang.org/en/master/Net/HTTP.html#attribute-i-read_timeout.
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
    library: 'Net::HTTP',
    word: 'Net::HTTP',
    sends: [{ target: /^Net::HTTP\.(?:get|get_response|post|post_form)$/, from: 99 }],
    makes: /^Net::HTTP\.(?:new|start)$/,
    timeouts: ['read_timeout', 'open_timeout', 'write_timeout'],
  },
];
