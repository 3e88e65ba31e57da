import { programFramework } from '../javascript/programs.js';

/** itty-router: `router.get('/health', () => 'ok')`. */
export const ittyRouter = programFramework({
  name: 'itty-router',
  title: 'itty-router',
  homepage: 'https://itty.dev/itty-router',
  recognition: [
    'Routes on what `Router()`, `AutoRouter()` and `IttyRouter()` give, with the prefix of `base`; what a handler returns is the answer.',
  ],
});
