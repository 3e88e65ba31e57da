import { describe, expect, it } from 'vitest';
import { missingIn } from '../../../src/health/images/base-images.js';
import { readImageStages } from '../../../src/health/images/image-stages.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** The tools that the last stage of a Dockerfile surely lacks. */
async function missing(
  dockerfile: string,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const stages = await readImageStages(inMemoryRepository({ Dockerfile: dockerfile, ...more }));
  return stages.find(({ last }) => last)?.missing ?? [];
}

describe('what an image lacks', () => {
  it.each([
    ['scratch', 'sh', true],
    ['gcr.io/distroless/static:nonroot', 'sh', true],
    ['gcr.io/distroless/base-debian12:debug', 'sh', false],
    ['gcr.io/distroless/nodejs22-debian12:debug-nonroot', 'sh', false],
    ['alpine', 'curl', true],
    ['alpine:3.20', 'wget', false],
    ['node:22-alpine3.20', 'bash', true],
    ['node:22-slim', 'curl', true],
    ['node:22', 'curl', false],
    ['docker.io/library/python:3.12-slim-bookworm@sha256:abc', 'wget', true],
    ['python:3.12', 'wget', false],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', 'curl', true],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', 'sh', false],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled', 'sh', true],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-alpine', 'wget', false],
    ['mcr.microsoft.com/dotnet/aspnet:3.1', 'curl', false],
    ['mcr.microsoft.com/dotnet/sdk:8.0', 'curl', false],
  ] as const)('%s: %s is missing: %s', (image, tool, expected) => {
    expect(missingIn(image)?.includes(tool) ?? false).toBe(expected);
  });

  it('does not judge images that it does not know, nor those whose name is told to the builder only', () => {
    for (const image of [
      'acme/base:1',
      'php:8.3-fpm',
      'nginx:alpine',
      'eclipse-temurin:21-jre',
      '${BASE}',
      'golang-builder:slim',
    ])
      expect(missingIn(image)).toBeUndefined();
  });

  it.each([
    ['it is installed', 'RUN apt-get update && apt-get install -y curl'],
    [
      'it is installed on several lines',
      'RUN apt-get update \\\n && apt-get install -y --no-install-recommends \\\n    ca-certificates \\\n    curl',
    ],
    ['a script does who knows what', 'RUN ./setup.sh'],
    ['the packages stand in a variable', 'RUN apt-get install -y $PACKAGES'],
    ['it is copied', 'COPY --from=curlimages/curl:8 /usr/bin/curl /usr/bin/curl'],
    ['programs of another image are copied', 'COPY --from=tools /usr/local/bin/ /usr/local/bin/'],
    ['a whole file system is copied', 'COPY --from=rootfs / /'],
  ])('may have curl: %s', async (_, line) => {
    expect(await missing(`FROM debian:12-slim\n${line}\nCMD ["app"]\n`)).not.toContain('curl');
  });

  it.each([
    ['libraries are installed', 'RUN pip install -r requirements.txt'],
    ['only its library is installed', 'RUN apt-get install -y libcurl4-openssl-dev'],
    ['a script is made executable', 'RUN chmod +x /entrypoint.sh && mkdir -p /data'],
    ['the program is copied', 'COPY --from=build /app /app'],
  ])('has no curl: %s', async (_, line) => {
    expect(await missing(`FROM debian:12-slim\n${line}\nCMD ["app"]\n`)).toContain('curl');
  });

  it('looks at the stages that make the image, not at the ones that build the program', async () => {
    const build = 'FROM debian:12 AS build\nRUN apt-get install -y curl\n';
    expect(await missing(`${build}FROM debian:12-slim\nCOPY --from=build /app /app\n`)).toContain('curl');
    expect(await missing(`${build}FROM build\n`)).not.toContain('curl');
    const stages = await readImageStages(
      inMemoryRepository({ Dockerfile: `${build}FROM scratch AS web\nEXPOSE 8080/tcp 9090\n` }),
    );
    expect(stages.map(({ name, last, base, exposes }) => ({ name, last, base, exposes }))).toEqual([
      { name: 'build', last: false, base: 'debian:12', exposes: [] },
      { name: 'web', last: true, base: 'scratch', exposes: [8080, 9090] },
    ]);
  });
});

describe('migrations on start', () => {
  const migrates = async (files: Readonly<Record<string, string>>): Promise<string | undefined> => {
    const [stage] = await readImageStages(inMemoryRepository(files));
    return (
      stage?.migrates && `${stage.migrates.span.file}:${stage.migrates.span.line} ${stage.migrates.text}`
    );
  };

  it.each([
    ['CMD python manage.py migrate && gunicorn app', 'python manage.py migrate', 'manage.py migrate'],
    ['CMD ["sh", "-c", "npx prisma migrate deploy && node server.js"]', 'a list', 'prisma migrate deploy'],
    ['CMD ["bundle", "exec", "rails", "db:prepare"]', 'words of a list', 'rails db:prepare'],
    [
      'CMD alembic -c alembic.ini upgrade head; uvicorn app',
      'options between',
      'alembic -c alembic.ini upgrade',
    ],
  ])('%s', async (line, _, expected) => {
    expect(await migrates({ Dockerfile: `FROM node:22\n${line}\n` })).toBe(`Dockerfile:2 ${expected}`);
  });

  it('follows the entry point into a script of the repository, and passes over its comments', async () => {
    const script = '#!/bin/sh\n# php artisan migrate would be here\nphp artisan migrate --force\nexec "$@"\n';
    const dockerfile =
      'FROM php:8\nCOPY docker/entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n';
    expect(await migrates({ Dockerfile: dockerfile, 'docker/entrypoint.sh': script })).toBe(
      'docker/entrypoint.sh:3 artisan migrate',
    );
    expect(
      await migrates({ Dockerfile: dockerfile, 'docker/entrypoint.sh': '#!/bin/sh\nexec "$@"\n' }),
    ).toBeUndefined();
    expect(
      await migrates({ Dockerfile: dockerfile, 'a/entrypoint.sh': script, 'b/entrypoint.sh': script }),
    ).toBeUndefined();
  });
});
