import { expressLike } from '../express/express-like.js';

/** What the evaluation of a program has to know of itty-router. */
export const ittyRouterDialect = expressLike({
  framework: 'itty-router',
  packages: 'itty-router',
  makers: /^itty-router:(?:Router|AutoRouter|IttyRouter)$/,
  prefixOption: 'base',
  calling: { roles: ['request', 'other', 'other'], returnsAnswer: true },
});
