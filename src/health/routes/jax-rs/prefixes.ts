import type { RepositoryView } from '../../../model/repository-view.js';
import { foldString } from '../../../syntax/java/constants.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { parseProjectXml } from '../../../syntax/manifests/project-xml.js';
import type { XmlElement } from '../../../syntax/manifests/project-xml.js';
import { findDependency } from '../jvm/build-module.js';
import type { BuildModule } from '../jvm/build-module.js';
import { moduleOf, usesModule } from '../jvm/builds.js';
import { join } from '../jvm/paths.js';
import { embeddedMapping } from './embedded-mapping.js';
import { dropwizardPaths } from '../dropwizard/configuration.js';
import { quarkusPaths } from '../quarkus/settings.js';
import type { ResourcePrefix } from './resources.js';

/** Finds what stands before the resources of each module. */
export class Prefixes {
  readonly #builds: readonly BuildModule[];
  readonly #view: RepositoryView;
  readonly #program: JavaProgram;
  readonly #applications: readonly string[];
  readonly #known = new Map<string, Promise<ResourcePrefix>>();

  /** @param applications files with `@ApplicationPath`. */
  constructor(
    builds: readonly BuildModule[],
    view: RepositoryView,
    program: JavaProgram,
    applications: readonly string[],
  ) {
    this.#builds = builds;
    this.#view = view;
    this.#program = program;
    this.#applications = applications;
  }

  /** The prefix of a file: of its module's host, or of the modules that run with it when these agree. */
  async of(path: string): Promise<ResourcePrefix> {
    const own = moduleOf(path, this.#builds);
    if (!own) return this.#ofModule(undefined);
    if (this.#isHost(own)) return this.#ofModule(own);
    const users = this.#builds.filter(
      (one) => one !== own && usesModule(one, own, this.#builds) && this.#isHost(one),
    );
    const prefixes: ResourcePrefix[] = [];
    for (const user of users.length > 0 ? users : [own]) prefixes.push(await this.#ofModule(user));
    const [first] = prefixes;
    return first && prefixes.every(({ prefix }) => prefix === first.prefix)
      ? first
      : { prefix: '', isKnown: false };
  }

  #isHost(module: BuildModule): boolean {
    const runsIt =
      /^(quarkus-maven-plugin|quarkus-(rest|resteasy)[\w-]*|dropwizard-core|jersey-(server|container-[\w-]+)|resteasy-(undertow|netty4?|jdk-http|servlet-initializer)[\w-]*)$/;
    return module.dependencies.some(({ artifact }) => runsIt.test(artifact));
  }

  async #ofModule(module: BuildModule | undefined): Promise<ResourcePrefix> {
    const key = module?.directory ?? '';
    let known = this.#known.get(key);
    if (!known) {
      known = this.#find(module);
      this.#known.set(key, known);
    }
    return known;
  }

  async #find(module: BuildModule | undefined): Promise<ResourcePrefix> {
    const applied = await this.#applicationPaths(module);
    if (applied.length > 1 || applied.includes(undefined)) return { prefix: '', isKnown: false };
    const [path] = applied;
    if (module && findDependency(module, /^quarkus-/, this.#builds)) {
      const quarkus = await quarkusPaths(module, this.#view);
      return {
        prefix: join(quarkus.root, path ?? quarkus.rest),
        isKnown: quarkus.isKnown,
        guardsOf: quarkus.guardsOf,
      };
    }
    if (module && findDependency(module, /^dropwizard-core$/, this.#builds)) {
      const { application, isKnown } = await dropwizardPaths(module, this.#view);
      return { prefix: join(application, path ?? ''), isKnown };
    }
    if (path !== undefined) return { prefix: path, isKnown: true };
    const mapped =
      (await this.#servletMapping(module)) ?? (await embeddedMapping(module, this.#builds, this.#view));
    return mapped === undefined ? { prefix: '', isKnown: false } : { prefix: mapped, isKnown: true };
  }

  async #applicationPaths(module: BuildModule | undefined): Promise<readonly (string | undefined)[]> {
    const found = new Set<string | undefined>();
    for (const file of this.#applications) {
      const owner = moduleOf(file, this.#builds);
      if (module && owner && !usesModule(module, owner, this.#builds)) continue;
      for (const type of (await this.#program.file(file))?.types ?? []) {
        const member = type.annotations.find(({ name }) => name === 'ApplicationPath')?.members.get('value');
        if (!member) continue;
        const text = await foldString(member, { file: type.file, type }, this.#program);
        found.add(text === undefined ? undefined : join(text.replace(/\/?\*$/, '')));
      }
    }
    return [...found];
  }

  /** The mapping of a servlet of Jersey or RESTEasy in a `web.xml`. */
  async #servletMapping(module: BuildModule | undefined): Promise<string | undefined> {
    for (const { path } of this.#view.files) {
      if (!/(^|\/)WEB-INF\/web\.xml$/.test(path) || (module && moduleOf(path, this.#builds) !== module))
        continue;
      const source = await this.#view.read(path);
      const root = source && parseProjectXml(source);
      const servlets = elements(root, 'servlet').filter((one) =>
        /jersey|resteasy|ws\.rs|cxf/i.test(`${text(one, 'servlet-class')} ${text(one, 'servlet-name')}`),
      );
      const names = new Set(servlets.map((one) => text(one, 'servlet-name')));
      const pattern = elements(root, 'servlet-mapping')
        .filter((one) => names.has(text(one, 'servlet-name')))
        .map((one) => text(one, 'url-pattern'))[0];
      if (pattern !== undefined) return join(pattern.replace(/\/?\*$/, ''));
    }
    return undefined;
  }
}

function elements(root: XmlElement | undefined, name: string): readonly XmlElement[] {
  return root?.children.filter((child) => child.name === name) ?? [];
}

function text(element: XmlElement, name: string): string {
  return elements(element, name)[0]?.text ?? '';
}
