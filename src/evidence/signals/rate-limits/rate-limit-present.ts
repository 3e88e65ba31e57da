import { recogniseKnown } from '../../known-calls.js';
import { sightedSignal } from '../../signal.js';
import { inOwnWorkload } from '../hot-paths/own-workload.js';
import { limiterCalls } from './limiter-calls.js';
import { limitingProxies } from './proxies.js';
import { limitSeen, limitUnseen } from './limit-examples.js';

export const rateLimitPresent = sightedSignal(
  {
    id: 'rate-limit-present',
    question: 'partial-failure',
    stance: 'supports',
    meaning: 'One client cannot take all there is: what comes above a rate is refused.',
    recognition:
      'A limiter of a library stands before requests or refuses work; a proxy, a gateway, a mesh or a firewall is told to limit requests.',
    guards: [
      'A limiter that is only installed, imported or configured without being put before anything is none.',
      'What waits for its turn limits the own calls of a program and not what comes in.',
      'A zone of nginx or a table of HAProxy that nothing uses limits nothing.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
    recognisers: [...recogniseKnown('rate-limit-present', limiterCalls), ...limitingProxies],
    seen: limitSeen,
    unseen: limitUnseen,
  },
  inOwnWorkload,
);
