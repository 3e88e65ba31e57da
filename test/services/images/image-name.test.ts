import { describe, expect, it } from 'vitest';
import { imageName, squashedName } from '../../../src/services/images/image-name.js';
import { baseImageKind, isThirdPartyImage } from '../../../src/services/images/third-party-images.js';

describe('imageName', () => {
  it.each([
    ['api', 'api'],
    ['acme/api:1.2', 'acme/api'],
    ['ghcr.io/acme/shop/api@sha256:abc', 'acme/shop/api'],
    ['localhost:5000/api:dev', 'api'],
    ['${REGISTRY:-ghcr.io/acme}/api:${TAG:-latest}', 'acme/api'],
    ['${REGISTRY}/acme/api:${TAG}', 'acme/api'],
    ['$REGISTRY/api', 'api'],
    ['${IMAGE}', undefined],
    ['{{ .Values.image }}', undefined],
    ['', undefined],
  ])('%s → %s', (reference, name) => expect(imageName(reference)).toBe(name));
});

describe('isThirdPartyImage', () => {
  it.each([
    'postgres:17',
    'docker.io/bitnami/redis',
    'quay.io/prometheus/prometheus:v3',
    'mcr.microsoft.com/mssql/server:2022',
    'grafana/agent',
  ])('%s is one', (image) => expect(isThirdPartyImage(image)).toBe(true));

  it.each(['ghcr.io/acme/api', 'frontend', 'acme/console', 'console:1', 'us-docker.pkg.dev/p/r/redis-sync'])(
    '%s is none',
    (image) => expect(isThirdPartyImage(image)).toBe(false),
  );
});

it('tells what a Dockerfile builds upon', () => {
  expect(
    ['node:22', 'nginx', 'postgres', 'mcr.microsoft.com/dotnet/aspnet:9.0', 'scratch'].map(baseImageKind),
  ).toEqual(['program', 'content', 'product', 'program', 'program']);
});

it('takes names that differ in case and punctuation for one', () => {
  expect(new Set(['Basket.API', 'basket-api', 'basket_api'].map(squashedName))).toEqual(
    new Set(['basketapi']),
  );
});
