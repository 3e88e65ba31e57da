import type { RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { ClassNode } from '../../../syntax/javascript/tree.js';
import type { ClassValue, Value } from '../../../syntax/javascript/evaluate/value.js';
import { nodeCalling } from '../javascript/dialect.js';
import type { Dialect } from '../javascript/dialect.js';
import type { ProgramRoutes } from '../javascript/program-routes.js';
import type { RoutePath } from '../javascript/route-path.js';
import type { Router } from '../javascript/router.js';

/** What `setGlobalPrefix` set. */
export interface GlobalPrefix {
  readonly path: RoutePath;
  readonly excluded: readonly Value[];
  /** Some exclusions are only known at run time. */
  readonly isOpen: boolean;
}

/** An application as `NestFactory.create` makes it, and what was set on it. */
export class NestApplication {
  readonly root: Value;
  readonly span: SourceSpan;
  /** It was closed again before it listened: nobody asks it anything. */
  isClosed = false;
  listens = false;
  readonly prefixes: GlobalPrefix[] = [];
  /** Set when versions are part of the path: what stands before the number. */
  versionPrefix: string | undefined;
  defaultVersion: Value | undefined;
  /** Values given to `useGlobalGuards`. */
  readonly guards: { readonly value: Value; readonly guard: Pick<RouteGuard, 'span' | 'text'> }[] = [];

  constructor(root: Value, span: SourceSpan) {
    this.root = root;
    this.span = span;
  }
}

/** What is known of the NestJS programs of a repository while they are evaluated. */
export class NestProgram {
  readonly classes = new Map<ClassNode, ClassValue>();
  readonly applications = new Map<Router, NestApplication>();
}

const programs = new WeakMap<ProgramRoutes, NestProgram>();

/** The one of an evaluation. */
export function programOf(routes: ProgramRoutes): NestProgram {
  let program = programs.get(routes);
  if (program === undefined) {
    program = new NestProgram();
    programs.set(routes, program);
  }
  return program;
}

/** The framework as what routes and gaps are reported for. */
export const nestFramework: Pick<Dialect, 'framework' | 'calling'> = {
  framework: 'nestjs',
  calling: nodeCalling,
};
