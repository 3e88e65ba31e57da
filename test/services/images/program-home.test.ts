import { describe, expect, it } from 'vitest';
import { readingOf, reasonsOf } from '../read-services.js';

const main = 'package main\n\nfunc main() {}\n';
const dockerReasons = async (files: Record<string, string>) =>
  (await reasonsOf(files)).filter((line) => /Dockerfile/.test(line)).map((line) => line.split(': ', 1)[0]);
const api = {
  'services/api/package.json': '{"name":"api","scripts":{"start":"node ."}}',
  'services/api/index.js': '',
};
const web = {
  'services/web/package.json': '{"name":"web","scripts":{"start":"node ."}}',
  'services/web/index.js': '',
};

describe('the directory of the program that a Dockerfile builds', () => {
  it.each<[string, string, Record<string, string>]>([
    ['its own directory', 'services/api', { ...api, 'services/api/Dockerfile': 'FROM node\nCOPY . .\n' }],
    [
      'its own directory with the root as context',
      'services/api',
      {
        ...api,
        'services/api/Dockerfile': 'FROM node\nCOPY package.json services/api ./\n',
        'package.json': '{}',
      },
    ],
    [
      'a folder inside a service',
      'services/api',
      { ...api, 'services/api/docker/Dockerfile': 'FROM node\nCOPY . .\n' },
    ],
    [
      'what it copies, from docker/',
      'services/api',
      { ...api, ...web, 'docker/x/Dockerfile': 'FROM node\nCOPY services/api ./\nCMD ["node", "."]\n' },
    ],
    [
      'what it copies though no manifest stands there',
      'services/php',
      {
        ...web,
        'services/php/index.php': '',
        'docker/php/Dockerfile': 'FROM php:8-apache\nCOPY services/php/ /var/www\n',
      },
    ],
    [
      'the path that it runs',
      'services/api',
      { ...api, ...web, Dockerfile: 'FROM node\nCOPY . .\nCMD ["node", "services/api/index.js"]\n' },
    ],
    [
      'the path that it builds',
      'cmd/api',
      {
        'go.mod': 'module x\n',
        'cmd/api/main.go': main,
        'cmd/job/main.go': main,
        Dockerfile:
          'FROM golang AS b\nCOPY . .\nRUN go build -o /app ./cmd/api\nFROM scratch\nCOPY --from=b /app /app\n',
      },
    ],
    [
      'the project that its build picks',
      'services/api',
      { ...api, ...web, Dockerfile: 'FROM node\nCOPY . .\nRUN pnpm --filter=@acme/api build\n' },
    ],
    ['the suffix of its name', 'services/api', { ...api, ...web, 'Dockerfile.api': 'FROM node\nCOPY . .\n' }],
    [
      'the folder of its name',
      'services/web',
      { ...api, ...web, 'deploy/web/Dockerfile': 'FROM node\nCOPY . .\n' },
    ],
    [
      'what lies above a folder for images that has scripts of its own',
      '.',
      {
        'index.php': '',
        'build/docker/Dockerfile': 'FROM php:8\nCOPY . /app\n',
        'build/docker/wait.py': 'import time\n',
      },
    ],
    ['the root that it copies whole', '.', { 'index.php': '', Dockerfile: 'FROM php:8\nCOPY . /app\n' }],
    [
      'the context that compose names',
      'services/php',
      {
        'services/php/index.php': '',
        'infra/Dockerfile.x': 'FROM php:8\nCOPY . /app\n',
        'compose.yaml':
          'services:\n  x:\n    build:\n      context: services/php\n      dockerfile: ../../infra/Dockerfile.x\n',
      },
    ],
    [
      'what is mounted when nothing is copied',
      'src',
      {
        'src/index.php': '',
        'docker/php/Dockerfile': 'FROM php:8-fpm\nRUN docker-php-ext-install pdo\n',
        'compose.yaml': 'services:\n  x:\n    build: docker/php\n    volumes:\n      - ./src:/var/www\n',
      },
    ],
    [
      'a site that nginx serves',
      'site',
      {
        'site/logo.png': '',
        'site/nginx.conf': '',
        'site/Dockerfile': 'FROM nginx\nCOPY logo.png /usr/share/nginx/html\n',
      },
    ],
  ])('%s', async (_, home, files) => {
    expect(new Set(await dockerReasons(files))).toEqual(new Set([home]));
  });

  it.each<[string, Record<string, string>]>([
    [
      'a database with settings',
      {
        'db/Dockerfile': 'FROM postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/\n',
        'db/init.sql': '',
      },
    ],
    [
      'a proxy with settings',
      { 'proxy/Dockerfile': 'FROM nginx:1.29\nCOPY nginx.conf /etc/nginx/\n', 'proxy/nginx.conf': '' },
    ],
    [
      'an emulator with scripts',
      { 'em/Dockerfile': 'FROM node:22\nRUN npm i -g emulator\nCOPY start.sh .\n', 'em/start.sh': '' },
    ],
    ['an image with tools only', { 'build/Dockerfile': 'FROM golang:1.25\nRUN apt-get install -y make\n' }],
    ['a development container', { '.devcontainer/Dockerfile': 'FROM node\nCOPY . .\n' }],
    ['a text that is no Dockerfile', { 'x/Dockerfile': 'COPY . .\n' }],
  ])('leaves %s', async (_, files) => {
    expect((await readingOf({ 'lib/x.go': 'package lib\n', ...files })).services).toEqual([]);
  });

  it('names a Dockerfile as skipped when only its builder knows what it copies', async () => {
    const { services, skipped } = await readingOf({
      'docker/Dockerfile': 'FROM eclipse-temurin:21\nARG JAR\nCOPY ${JAR} app.jar\n',
      'lib/X.java': '',
    });
    expect(services).toEqual([]);
    expect(skipped).toEqual([
      {
        file: 'docker/Dockerfile',
        line: 1,
        reason: 'dynamic',
        detail: 'which program this Dockerfile builds is known to its builder only',
      },
    ]);
  });

  it('reads a Dockerfile for several programs with what compose passes to each build', async () => {
    const { services, skipped } = await readingOf({
      ...api,
      ...web,
      Dockerfile:
        'FROM node\nARG APP\nCOPY . .\nRUN npm run build --prefix services/$APP\nCMD ["npm", "start"]\n',
      'compose.yaml':
        'services:\n  backend:\n    build:\n      context: .\n      args: {APP: api}\n  web:\n    build: .\n',
    });
    expect(
      services.map(({ name, path, workloads }) => [name, path, workloads.map((one) => one.name)]),
    ).toEqual([
      ['backend', 'services/api', ['backend']],
      ['web', 'services/web', ['web']],
    ]);
    expect(skipped).toEqual([]);
  });

  it('names a Dockerfile for several programs as skipped when nothing says which', async () => {
    const { services, skipped } = await readingOf({
      ...api,
      ...web,
      'docker/prod/Dockerfile': 'FROM node\nARG APP\nCOPY . .\n',
    });
    expect(services.map(({ path }) => path)).toEqual(['services/api', 'services/web']);
    expect(skipped).toMatchObject([{ file: 'docker/prod/Dockerfile', line: 1, reason: 'dynamic' }]);
  });

  it('takes the mounted program of an image for development, by its working directory', async () => {
    const compose = (name: string) =>
      `  ${name}-dev:\n    build: docker/dev\n    working_dir: /code/${name}\n    volumes: ["./services:/code"]\n`;
    const files = {
      ...api,
      ...web,
      'docker/dev/Dockerfile': 'FROM node\nCOPY start.sh /\nCMD ["/start.sh"]\n',
      'docker/dev/start.sh': '',
      'compose.yaml': `services:\n${compose('api')}${compose('web')}`,
    };
    const { services } = await readingOf(files);
    expect(services.map(({ name, path }) => [name, path])).toEqual([
      ['api-dev', 'services/api'],
      ['web-dev', 'services/web'],
    ]);
  });

  it('keeps a root that has a program of its own, though the build also speaks of a part', async () => {
    const files = {
      'package.json': '{"name":"shop","scripts":{"start":"node ."}}',
      'index.js': '',
      'client/package.json': '{"name":"client","scripts":{"start":"vite"}}',
      Dockerfile:
        'FROM node\nCOPY . .\nRUN cd client && npm ci && npm --prefix ./client run build\nCMD ["npm", "start"]\n',
    };
    expect(await dockerReasons(files)).toEqual(['.']);
  });
});
