import { settled } from '../../../syntax/code/arguments.js';
import { parseNginx } from '../../../syntax/manifests/nginx.js';
import type { NginxDirective } from '../../../syntax/manifests/nginx.js';
import { nodeService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen, TextRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { cacheHeaders } from './cache-headers.js';

const sighting = 'static-assets-not-cached';

/** A pattern of nginx for files that have no reason to be fetched again: not pages, not data. */
const assets = /\b(?:js|css|woff2?|png|jpe?g|svg|gif|ico)\b/i;
const otherFiles = /\b(?:html?|json|xml|php|webmanifest|map)\b/i;

const inNginx: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.conf(?:\.[\w.-]+)?$|\.nginx$|(?:^|\/)nginx\//i,
  words: /no-store/,
  *see(source) {
    yield* locations(parseNginx(source));
  },
};

function* locations(directives: readonly NginxDirective[]): Iterable<Seen> {
  for (const directive of directives) {
    yield* locations(directive.children);
    const pattern = directive.name === 'location' ? directive.words.join(' ') : '';
    if (!/^~\*? /.test(pattern) || !assets.test(pattern) || otherFiles.test(pattern)) continue;
    for (const header of directive.children)
      if (
        header.name === 'add_header' &&
        /^cache-control$/i.test(header.words[0] ?? '') &&
        /\bno-store\b/.test(header.words.slice(1).join(' '))
      )
        yield {
          span: header.span,
          text: `files that match \`${pattern.slice(0, 60)}\` are fetched anew each time (no-store)`,
          confidence: 'high',
        };
  }
}

/** `setHeaders` of a server of static files that says `no-store` whatever the file is. */
const inNode: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['javascript'],
  words: /setHeaders/,
  *see(code) {
    for (const call of code.calls) {
      if (
        !/^(?:express(?:\.default)?\.static|serve-static(?:\.default)?|sirv(?:\.default)?)$/.test(call.target)
      )
        continue;
      const options = call.arguments.map(({ value }) => settled(value)).find(({ kind }) => kind === 'map');
      const entry =
        options?.kind === 'map' ? options.entries.find(({ name }) => name === 'setHeaders') : undefined;
      const made = entry && settled(entry.value);
      if (made?.kind !== 'function') continue;
      for (const { at, value, context } of cacheHeaders(code))
        if (context?.function === made.function && !context.conditional && /\bno-store\b/.test(value))
          yield seenAt(code, at, 'every static file is fetched anew each time (no-store)');
    }
  },
};

export const staticAssetsNotCached = sightedSignal({
  id: sighting,
  question: 'caching',
  stance: 'contradicts',
  meaning: 'Files that change with a release only are sent again with every page.',
  recognition:
    '`Cache-Control: no-store` in a location of nginx for scripts, styles, fonts and images, or on every file of a server of static files.',
  guards: [
    'Pages and data (HTML, JSON, source maps, service workers) may rightly be fetched anew.',
    'A header that depends on the file is passed over.',
  ],
  languages: ['JavaScript'],
  recognisers: [inNginx, inNode],
  seen: [
    {
      title: 'nginx',
      files: nodeService('', {
        'nginx/default.conf':
          'server {\n  location ~* \\.(js|css|png)$ {\n    add_header Cache-Control "no-store";\n  }\n}\n',
      }),
    },
    {
      title: 'Express',
      files: nodeService(
        "const express = require('express');\nconst app = express();\napp.use(express.static('dist', { setHeaders: (res) => res.setHeader('Cache-Control', 'no-store') }));\n",
      ),
    },
  ],
  unseen: [
    {
      title: 'pages',
      files: nodeService('', {
        'nginx/default.conf':
          'server {\n  location ~* \\.(html|json)$ {\n    add_header Cache-Control "no-store";\n  }\n  location / {\n    add_header Cache-Control "no-store";\n  }\n}\n',
      }),
    },
    {
      title: 'a header for pages only',
      files: nodeService(
        "const express = require('express');\nconst app = express();\napp.use(express.static('dist', { setHeaders: (res, path) => {\n  if (path.endsWith('.html')) res.setHeader('Cache-Control', 'no-store');\n} }));\n",
      ),
    },
  ],
});
