import { dirname, join, normalize } from 'node:path/posix';
import type { HttpMethod, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { PhpProject } from '../php/project.js';
import { matchesPathPattern } from '../../../syntax/path-pattern.js';
import { mayHoldRoutes, readClassRoutes } from './attributes.js';
import { knownBundle } from './bundles.js';
import { readPhpRoutes } from './php-routes.js';
import { prefixed } from './paths.js';
import { within } from './symfony-route.js';
import type { Found, Import, SymfonyRoute } from './symfony-route.js';
import { readXmlRoutes } from './xml-routes.js';
import { readYamlRoutes } from './yaml-routes.js';

/** An import of routes as a file writes it. */
export interface Resource {
  /** A path, a glob, `@Bundle/…`, `routing.controllers`; as written. */
  readonly resource: string;
  readonly type: string | undefined;
  readonly exclude: readonly string[];
  readonly around: Import;
  readonly span: SourceSpan;
}

/** Follows the files of one application from its entry on. */
export class ResourceReader {
  readonly found: Found = { routes: [], gaps: [] };
  readonly skipped: Skipped[] = [];
  readonly root: string;
  readonly project: PhpProject;
  readonly #candidates: readonly RepositoryFile[];
  readonly #view: RepositoryView;
  readonly #parameters: ReadonlyMap<string, string>;
  readonly #open = new Set<string>();

  /** @param parameters texts of the container by name. */
  constructor(
    root: string,
    project: PhpProject,
    candidates: readonly RepositoryFile[],
    view: RepositoryView,
    parameters: ReadonlyMap<string, string>,
  ) {
    this.root = root;
    this.project = project;
    this.#candidates = candidates;
    this.#view = view;
    this.#parameters = parameters;
  }

  /** A text with the container's parameters in it; undefined when one is not known. */
  resolved(text: string): string | undefined {
    let known = true;
    const replaced = text.replaceAll(/%([\w.:()]+)%/g, (written, name: string) => {
      if (name === 'kernel.project_dir') return `/${this.root}`;
      if (name === 'kernel.root_dir') return `/${join(this.root, 'app')}`;
      const value = this.#parameters.get(name);
      if (value === undefined) known = false;
      return value ?? written;
    });
    return known ? replaced : undefined;
  }

  add(
    route: Omit<SymfonyRoute, 'pattern' | 'complete' | 'methods' | 'guards' | 'servedBy'> & {
      readonly paths: readonly string[];
      readonly methods: readonly HttpMethod[];
    },
    around: Import,
  ): void {
    const { paths, methods, condition, ...rest } = route;
    const all = within(around, {
      prefixes: [''],
      complete: true,
      methods,
      ...(condition !== undefined && { condition }),
    });
    for (const prefix of around.prefixes)
      for (const path of paths) {
        const known = this.resolved(path);
        this.found.routes.push({
          ...rest,
          pattern: prefixed(prefix, known ?? path.replaceAll(/%[^%]*%/g, '{value}')),
          complete: all.complete && (known !== undefined || !path.replace(/^\//, '').startsWith('%')),
          methods: all.methods,
          ...(all.condition !== undefined && { condition: all.condition }),
          guards: [],
          servedBy: 'code',
        });
      }
  }

  gap(span: SourceSpan, reason: string): void {
    const gap: RouteGap = { framework: 'symfony', span, reason };
    this.found.gaps.push(gap);
  }

  /** A file of routes of any kind. */
  async file(path: string, around: Import): Promise<void> {
    if (this.#open.has(path) || this.#open.size > 40) return;
    this.#open.add(path);
    const source = await this.#view.read(path);
    if (source && /\.ya?ml$/.test(path)) await readYamlRoutes(source, around, this);
    else if (source && path.endsWith('.xml')) await readXmlRoutes(source, around, this);
    else if (source && path.endsWith('.php')) {
      const unit = await this.project.unit(path);
      if (unit && mayHoldRoutes(source.text) && unit.program.classes.length > 0)
        await readClassRoutes(unit, around, this.project, this.found);
      else if (unit) await readPhpRoutes(unit, around, this);
    }
    this.#open.delete(path);
  }

  /** What an import brings. */
  async import({ resource, type, exclude, around, span }: Resource, from: string): Promise<void> {
    if (resource === 'routing.controllers' || type === 'tagged_services') {
      await this.#classes(this.root === '' ? '' : `${this.root}/`, [], around);
      return;
    }
    if (type === 'api_platform' || type === 'rest' || type === 'service' || type === 'extra') {
      this.#unread(`${type} routes`, around, span);
      return;
    }
    const bundle = /^@(\w+)\/?(.*)$/.exec(resource);
    const path = bundle ? this.#inBundle(bundle[1] ?? '', bundle[2] ?? '') : this.#pathOf(resource, from);
    if (path === undefined) {
      const known = knownBundle(bundle?.[1] ?? '', around, span);
      if (known) this.found.routes.push(...known);
      else this.#unread(resource, around, span);
      return;
    }
    if (this.#view.file(path)) {
      await this.file(path, around);
      return;
    }
    const files = this.#matching(path, exclude, from);
    if (type === 'directory' || path.includes('*') || files.every((one) => !one.endsWith('.php'))) {
      for (const file of files) await this.file(file, around);
      return;
    }
    for (const file of files) if (file.endsWith('.php')) await this.file(file, around);
  }

  /** Everything in the application's folder with attributes. */
  async #classes(folder: string, exclude: readonly string[], around: Import): Promise<void> {
    for (const { path } of this.#candidates)
      if (path.startsWith(folder) && path.endsWith('.php') && !exclude.includes(path)) {
        const source = await this.#view.read(path);
        if (!source || !mayHoldRoutes(source.text)) continue;
        const unit = await this.project.unit(path);
        if (unit) await readClassRoutes(unit, around, this.project, this.found);
      }
  }

  #unread(what: string, around: Import, span: SourceSpan): void {
    const [prefix = ''] = around.prefixes;
    if (prefix.replaceAll('/', '') === '' || prefix.startsWith('{') || !around.complete) {
      this.gap(span, `${what} are not read`);
      return;
    }
    for (const start of around.prefixes)
      for (const pattern of [`/${start}`, `/${start}/{path}`])
        this.found.routes.push({
          pattern,
          complete: true,
          methods: around.methods,
          span,
          ...(around.condition !== undefined && { condition: around.condition }),
          guards: [],
          servedBy: 'code',
          requirements: new Map([['path', '.*']]),
          defaults: new Set(),
        });
  }

  /** A path as files of the repository are named; undefined when it is not in the repository. */
  #pathOf(resource: string, from: string): string | undefined {
    const known = this.resolved(resource);
    if (known === undefined) return undefined;
    const path = known.startsWith('/') ? normalize(known.replace(/^\/+/, '')) : join(dirname(from), known);
    const plain = path.replace(/\/$/, '').replaceAll(/\{(\w+)\}/g, '$1');
    return plain.startsWith('..') || plain.startsWith('vendor/') ? undefined : plain;
  }

  #inBundle(bundle: string, rest: string): string | undefined {
    const file = this.#candidates.find(({ path }) => path.endsWith(`/${bundle}.php`));
    return file && join(dirname(file.path), rest).replace(/\/$/, '');
  }

  #matching(pattern: string, exclude: readonly string[], from: string): readonly string[] {
    const wanted = pattern.includes('*') ? pattern : `${pattern}/**`;
    const left = exclude.flatMap((one) => {
      const path = this.#pathOf(one, from);
      return path === undefined ? [] : [path.includes('*') ? path : `${path}/**`, path];
    });
    return this.#candidates
      .map(({ path }) => path)
      .filter(
        (path) =>
          matchesPathPattern(wanted, path) &&
          !left.some((one) => matchesPathPattern(one, path)) &&
          /\.(php|ya?ml|xml)$/.test(path),
      );
  }
}
