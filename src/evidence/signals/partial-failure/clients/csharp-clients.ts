import type { HttpClient } from './http-client.js';

/**
 * HttpClient ends requests after 100 s unless that is switched off (`s_defaultTimeout` in its source):
 * https://learn.microsoft.com/dotnet/api/system.net.http.httpclient.timeout
 */
export const csharpClients: readonly HttpClient[] = [
  {
    language: 'csharp',
    library: 'HttpClient',
    word: '\\bI?HttpClient',
    sends: [
      {
        target:
          /(?:^|\.)(?:HttpClient\(\)|IHttpClientFactory\(\)\.CreateClient\(\))\.(?:Get|Post|Put|Patch|Delete|Send)\w*Async$/,
        from: 99,
      },
    ],
    makes: /(?:^|\.)HttpClient$/,
    timeouts: ['Timeout'],
  },
];
