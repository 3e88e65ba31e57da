import type { HttpClient } from './http-client.js';

/**
 * hyper gives a request no end of its own and leaves that to layers around it, so that nothing is told of it here:
 * https://docs.rs/hyper-util/latest/hyper_util/client/legacy/struct.Builder.html.
 * ureq: version 3 sets none of its timeouts for a response by default, version 2 only the one to connect:
 * https://docs.rs/ureq/3/ureq/config/struct.ConfigBuilder.html#method.timeout_global, https://docs.rs/ureq/2/ureq/struct.AgentBuilder.html#method.timeout_read
 * (`impl Default for Timeouts` in src/config.rs of 3.4.0; `AgentBuilder::new` in src/agent.rs of 2.12.1: 30 s to connect, none to read).
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
  {
    language: 'rust',
    library: 'ureq',
    word: '\\bureq\\b',
    sends: [],
    makes: /^ureq(?:::|\.)(?:agent|Agent(?:::|\.)(?:new|new_with_defaults))$/,
    timeouts: [],
    elsewhereText: /timeout/,
    judgedWhereMade: true,
    endless: 'ureq waits for a response for ever by default',
  },
  {
    language: 'rust',
    library: 'ureq',
    word: '\\bureq\\b',
    sends: [
      {
        target:
          /^ureq(?:::|\.)(?:get|head|post|put|patch|delete|request)\(\)(?:\.\w+\(\))*\.(?:call|send\w*)$/,
        from: 99,
      },
    ],
    timeouts: [],
    steps: /\.timeout\w*\(\)/,
    elsewhereText: /timeout/,
    endless: 'ureq waits for a response for ever by default',
  },
];
