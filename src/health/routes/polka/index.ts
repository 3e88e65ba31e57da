import { programFramework } from '../javascript/programs.js';

/** Polka and tinyhttp: `polka().get('/health', handler)`. */
export const polka = programFramework({
  name: 'polka',
  title: 'Polka and tinyhttp',
  homepage: 'https://github.com/lukeed/polka',
  recognition: [
    'Routes on what `polka()` and `new App()` of `@tinyhttp/app` give, with the verbs and `use` of Express; applications in `use` are joined with their path.',
    'Middleware that compares `req.path` with a path and answers; guards as for Express.',
  ],
});
