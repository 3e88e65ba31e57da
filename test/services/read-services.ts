import type { Service } from '../../src/model/service.js';
import { findServices } from '../../src/services/find-services.js';
import type { ServiceReading } from '../../src/services/find-services.js';
import { inMemoryRepository } from '../in-memory-repository.js';

/** The services of a repository of texts: path → content. */
export async function servicesOf(contents: Readonly<Record<string, string>>): Promise<readonly Service[]> {
  return (await readingOf(contents)).services;
}

export function readingOf(contents: Readonly<Record<string, string>>): Promise<ServiceReading> {
  return findServices(inMemoryRepository(contents));
}

/** A service as a line of a listing: `api [services/api]`. */
export async function listed(contents: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await servicesOf(contents)).map(({ name, path }) => `${name} [${path}]`);
}

/** The reasons of all services as lines: `services/api: Dockerfile that … (Dockerfile:1)`. */
export async function reasonsOf(contents: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await servicesOf(contents)).flatMap(({ path, reasons }) =>
    reasons.map(({ text, span }) => `${path}: ${text} (${span.file}:${span.line})`),
  );
}
