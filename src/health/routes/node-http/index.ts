import { programFramework } from '../javascript/programs.js';

/** Node's own servers: `http.createServer((req, res) => { if (req.url === '/health') … })`. */
export const nodeHttp = programFramework({
  name: 'node-http',
  title: 'Servers of Node.js (http, https, http2)',
  homepage: 'https://nodejs.org/api/http.html',
  recognition: [
    "Paths that the function given to `createServer`, or to `on('request')` of the server, compares with `req.url`, its `pathname`, or a name for one of them, in `if` and `switch`, and answers.",
    'A function that compares nothing answers every path.',
    'What else such a server answers is told apart by code, which leaves the list open unless it answers 404.',
    'Not: servers that get an application of a framework.',
  ],
});
