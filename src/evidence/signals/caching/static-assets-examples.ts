import type { SignalExample } from '../../../model/evidence.js';
import { nodeService } from '../../examples.js';

const rule = (source: string): string =>
  `module.exports = {\n  async headers() {\n    return [{ source: '${source}', headers: [{ key: 'Cache-Control', value: 'no-store' }] }];\n  },\n};\n`;

/** Files of a release that are fetched anew each time. */
export const assetsNotCached: readonly SignalExample[] = [
  {
    title: 'Fastify',
    files: nodeService(
      "import fastify from 'fastify';\nimport fastifyStatic from '@fastify/static';\nconst app = fastify();\napp.register(fastifyStatic, { root: '/app/dist', setHeaders: (res) => res.setHeader('Cache-Control', 'no-store') });\n",
    ),
  },
  {
    title: 'Koa',
    files: nodeService(
      "const Koa = require('koa');\nconst serve = require('koa-static');\nconst app = new Koa();\napp.use(serve('dist', { setHeaders: (res) => res.setHeader('Cache-Control', 'no-store') }));\n",
    ),
  },
  {
    title: 'Nest',
    files: nodeService('', {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { ServeStaticModule } from '@nestjs/serve-static';\n@Module({ imports: [ServeStaticModule.forRoot({ rootPath: 'dist', serveStaticOptions: { setHeaders: (res) => res.setHeader('Cache-Control', 'no-store') } })] })\nexport class AppModule {}\n",
    }),
  },
  { title: 'Next.js', files: nodeService('', { 'next.config.js': rule('/fonts/:path*') }) },
  {
    title: 'Apache',
    files: nodeService('', {
      'public/.htaccess':
        '<FilesMatch "\\.(js|css|png)$">\n  Header set Cache-Control "no-store, no-cache"\n</FilesMatch>\n',
    }),
  },
  {
    title: 'Caddy',
    files: nodeService('', {
      Caddyfile:
        ':80 {\n  @static path *.js *.css\n  header @static Cache-Control "no-store"\n  file_server\n}\n',
    }),
  },
  {
    title: 'headers of a platform',
    files: nodeService('', { 'public/_headers': '/assets/*\n  Cache-Control: no-store\n' }),
  },
  {
    title: 'Vercel',
    files: nodeService('', {
      'vercel.json':
        '{"headers": [{"source": "/assets/(.*)", "headers": [{"key": "Cache-Control", "value": "no-store"}]}]}\n',
    }),
  },
];

/** What may rightly be fetched anew. */
export const assetsNotCachedNot: readonly SignalExample[] = [
  { title: 'all paths of Next.js', files: nodeService('', { 'next.config.js': rule('/:path*') }) },
  {
    title: 'pages of Apache',
    files: nodeService('', {
      'public/.htaccess':
        '<FilesMatch "\\.(html|json)$">\n  Header set Cache-Control "no-store"\n</FilesMatch>\n<FilesMatch "\\.(js|css)$">\n  Header set Cache-Control "max-age=31536000"\n</FilesMatch>\n',
    }),
  },
  {
    title: 'pages of Caddy',
    files: nodeService('', {
      Caddyfile:
        ':80 {\n  header /index.html Cache-Control no-store\n  header /* Cache-Control no-store\n}\n',
    }),
  },
  {
    title: 'a service worker',
    files: nodeService('', {
      'public/_headers': '/sw.js\n  Cache-Control: no-store\n/*\n  Cache-Control: no-store\n',
    }),
  },
  {
    title: 'data that Fastify answers with',
    files: nodeService(
      "import fastify from 'fastify';\nimport fastifyStatic from '@fastify/static';\nconst app = fastify();\napp.register(fastifyStatic, { root: '/app/dist' });\napp.get('/me', (request, reply) => reply.header('Cache-Control', 'no-store').send({}));\n",
    ),
  },
];
