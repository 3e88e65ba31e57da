import type { Route } from '../../../src/model/endpoint.js';
import { isProductFile } from '../../../src/model/repository-view.js';
import { spring } from '../../../src/health/routes/spring/index.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** What the Spring reader finds in a small repository, as lines that a person can read. */
export interface SpringReading {
  /** `METHOD /path file:line`, with `…` before a path whose beginning is not known and what else is special behind. */
  readonly routes: readonly string[];
  /** `file:line reason`. */
  readonly gaps: readonly string[];
  /** `file:line detail`. */
  readonly skipped: readonly string[];
  readonly all: readonly Route[];
  /** `dependency text` for each touch of the first route with this path. */
  readonly touches: (path: string) => readonly string[];
  readonly route: (path: string) => Route | undefined;
}

/** Reads files (path → content) with the Spring reader. */
export async function readSpringFiles(files: Readonly<Record<string, string>>): Promise<SpringReading> {
  const view = inMemoryRepository(files);
  const candidates = view.files.filter((file) => isProductFile(file) && spring.isCandidate(file));
  const reading = await spring.read(candidates, view);
  const route = (path: string): Route | undefined => reading.routes.find((one) => one.path === path);
  return {
    routes: reading.routes.map(line),
    gaps: reading.gaps.map((gap) => `${gap.span.file}:${String(gap.span.line)} ${gap.reason}`),
    skipped: reading.skipped.map(({ file, line: at, detail }) => `${file}:${String(at)} ${detail ?? ''}`),
    all: reading.routes,
    touches: (path) => (route(path)?.handler?.touches ?? []).map((one) => `${one.dependency} ${one.text}`),
    route,
  };
}

function line(route: Route): string {
  return [
    route.method,
    `${route.pathComplete ? '' : '…'}${route.path}`,
    `${route.span.file}:${String(route.span.line)}`,
    ...(route.servedBy === 'code' ? [] : [`(${route.servedBy})`]),
    ...(route.port === undefined ? [] : [`port ${String(route.port)}`]),
    ...(route.condition === undefined ? [] : [`[${route.condition}]`]),
  ].join(' ');
}

/** A Java file of package com.acme with Spring's imports on line 2 and the body from line 3. */
export function java(body: string, imports = ''): string {
  return `package com.acme;\nimport org.springframework.web.bind.annotation.*; import org.springframework.stereotype.*;${imports}\n${body}\n`;
}

/** A pom with dependencies (`artifact` or `artifact:scope`), one per line from line 3. */
export function pom(dependencies: readonly string[], rest = '', version = '3.3.1'): string {
  return [
    `<project><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>${version}</version><relativePath/></parent><artifactId>app</artifactId>${rest}`,
    '<dependencies>',
    ...dependencies.map(dependency),
    '</dependencies></project>',
  ].join('\n');
}

export function dependency(written: string): string {
  const [artifact, scope] = written.split(':');
  return `<dependency><groupId>org.springframework.boot</groupId><artifactId>${artifact ?? ''}</artifactId>${scope === undefined ? '' : `<scope>${scope}</scope>`}</dependency>`;
}
