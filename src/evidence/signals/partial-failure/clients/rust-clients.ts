import type { HttpClient } from './http-client.js';

/**
 * reqwest: "Default is no timeout", https://docs.rs/reqwest/latest/reqwest/struct.ClientBuilder.html#method.timeout; its blocking client 30 s,
 * https://docs.rs/reqwest/latest/reqwest/blocking/struct.ClientBuilder.html#method.timeout.
 */
export const rustClients: readonly HttpClient[] = [
  {
    language: 'rust',
    library: 'reqwest',
    word: '\\breqwest\\b',
    sends: [],
    makes:
      /^reqwest(?:::|\.)(?:get|Client(?:::|\.)new|(?:Client(?:::|\.)builder|ClientBuilder(?:::|\.)new)\(\)(?:\.(?!\w*timeout)\w+\(\))*\.build)$/,
    timeouts: [],
    elsewhere: /^reqwest\b.*\.\w*timeout$|(?:^|[.:])timeout(?:_at)?$/,
    elsewhereText: /timeout/,
    judgedWhereMade: true,
    endless: 'reqwest has no timeout by default',
  },
];
