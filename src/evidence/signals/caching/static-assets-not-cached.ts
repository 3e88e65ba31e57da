import { parseNginx } from '../../../syntax/manifests/nginx.js';
import type { NginxDirective } from '../../../syntax/manifests/nginx.js';
import { nodeService } from '../../examples.js';
import type { Seen, TextRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { assetHeaders } from './asset-headers.js';
import { namesAssets } from './asset-paths.js';
import { assetsNotCached, assetsNotCachedNot } from './static-assets-examples.js';
import { assetsOfNode as inNode } from './static-servers.js';

const sighting = 'static-assets-not-cached';

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
    if (!/^~\*? /.test(pattern) || !namesAssets(pattern)) continue;
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

export const staticAssetsNotCached = sightedSignal({
  id: sighting,
  question: 'caching',
  stance: 'contradicts',
  meaning: 'Files that change with a release only are sent again with every page.',
  recognition:
    '`Cache-Control: no-store` for scripts, styles, fonts and images in nginx, Apache, Caddy, `_headers`, Vercel, Firebase or `headers()` of Next.js, or on every file of a server of static files (Express, Fastify, Koa, Nest).',
  guards: [
    'Pages and data (HTML, JSON, source maps, service workers) may rightly be fetched anew.',
    'A header that depends on the file is passed over.',
  ],
  languages: ['JavaScript'],
  recognisers: [inNginx, inNode, ...assetHeaders],
  seen: [
    ...assetsNotCached,
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
    ...assetsNotCachedNot,
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
