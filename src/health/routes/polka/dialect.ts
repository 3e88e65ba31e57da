import { expressLike } from '../express/express-like.js';

/** What the evaluation of a program has to know of Polka and tinyhttp. */
export const polkaDialect = expressLike({
  framework: 'polka',
  packages: 'polka|@tinyhttp/app',
  makers: /^(?:polka:(?:default)?|@tinyhttp\/app:App)$/,
});
