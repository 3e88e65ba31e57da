import type { HttpClient } from './http-client.js';

const guzzle = String.raw`^\\?GuzzleHttp\\Client`;

/**
 * Clients of PHP. Defaults: Guzzle `timeout` 0, "wait indefinitely", https://docs.guzzlephp.org/en/stable/request-options.html#timeout;
 * curl CURLOPT_TIMEOUT 0, "never times out", https://curl.se/libcurl/c/CURLOPT_TIMEOUT.html; Laravel's client 30 s,
 * https://laravel.com/docs/http-client#timeout; Symfony's and streams `default_socket_timeout`, 60 s.
 */
export const phpClients: readonly HttpClient[] = [
  {
    language: 'php',
    library: 'Guzzle',
    word: 'GuzzleHttp',
    sends: [
      {
        target: new RegExp(
          String.raw`${guzzle}\(\)\.(?:get|head|delete|post|put|patch|send|sendAsync|getAsync|postAsync)$`,
        ),
        from: 1,
      },
      { target: new RegExp(String.raw`${guzzle}\(\)\.(?:request|requestAsync)$`), from: 2 },
    ],
    makes: new RegExp(`${guzzle}$`),
    timeouts: ['timeout', 'read_timeout'],
    open: ['handler'],
    endless: 'Guzzle waits for ever by default',
  },
  {
    language: 'php',
    library: 'curl',
    word: 'curl_exec',
    sends: [{ target: /^\\?curl_exec$/, from: 99 }],
    timeouts: [],
    elsewhereText: /TIMEOUT|curl_setopt_array\s*\([^,]+,\s*\$/,
    endless: 'curl has no limit by default',
  },
];
