import type { HttpMethod } from '../../../model/endpoint.js';
import type { CSharpClass, CSharpFile, CSharpFiles } from '../../../syntax/csharp/files.js';
import type { Attribute, ClassNode, MethodNode } from '../../../syntax/imperative/tree.js';
import type { Application } from './application.js';
import { foldText } from './fold.js';
import { handlerOf, placeOf, reachFor } from './handlers.js';
import { joinTemplates, pathsOfTemplate } from './paths.js';
import type { Convention, Drafts, RouteDraft } from './pipeline.js';
import type { ControllersMapped } from './mapped-classes.js';

const verbs: ReadonlyMap<string, HttpMethod> = new Map([
  ['HttpGet', 'GET'],
  ['HttpPost', 'POST'],
  ['HttpPut', 'PUT'],
  ['HttpPatch', 'PATCH'],
  ['HttpDelete', 'DELETE'],
  ['HttpHead', 'HEAD'],
  ['HttpOptions', 'OPTIONS'],
]);

const baseTypes =
  /^(ControllerBase|Controller|ODataController|ApiController|AbpController|AbpControllerBase|Microsoft\.AspNetCore\.Mvc\.Controller)$/;

/**
 * The routes of the controllers of an application: attribute routes joined from class and method, conventional ones from the templates that
 * were mapped.
 * Source: https://learn.microsoft.com/aspnet/core/mvc/controllers/routing
 */
export async function readControllers(
  paths: readonly string[],
  mapped: readonly ControllersMapped[],
  application: Application,
  drafts: Drafts,
): Promise<void> {
  const done = new Set<string>();
  for (const path of paths) {
    const file = await application.files.file(path);
    for (const node of file?.program.classes ?? []) {
      if (
        !file ||
        done.has(`${path}:${node.name}`) ||
        !(await isController({ file, node }, application.files))
      )
        continue;
      done.add(`${path}:${node.name}`);
      for (const at of mapped.length > 0 ? mapped.slice(0, 1) : [])
        await new ControllerReader({ file, node }, at, mapped, application, drafts).read();
    }
  }
}

async function isController({ file, node }: CSharpClass, files: CSharpFiles, depth = 0): Promise<boolean> {
  const head = file.source.text.slice(node.start, node.head.start);
  if (depth === 0 && (node.isAbstract || !/\bclass\b|\brecord\b/.test(head) || /\bstatic\b/.test(head)))
    return false;
  if (depth === 0 && node.attributes.some(({ name }) => name === 'NonController')) return false;
  if (node.attributes.some(({ name }) => name === 'ApiController' || name === 'Controller')) return true;
  if (node.bases.some((base) => baseTypes.test(base))) return true;
  if (depth > 4) return false;
  for (const base of node.bases) {
    if (/^I[A-Z]/.test(base)) continue;
    for (const above of await files.classesNamed(base))
      if (await isController(above, files, depth + 1)) return true;
    if (/Controller(Base)?$/.test(base) && (await files.classesNamed(base)).length === 0) return true;
  }
  return false;
}

class ControllerReader {
  readonly #type: CSharpClass;
  readonly #at: ControllersMapped;
  readonly #mapped: readonly ControllersMapped[];
  readonly #application: Application;
  readonly #drafts: Drafts;

  constructor(
    type: CSharpClass,
    at: ControllersMapped,
    mapped: readonly ControllersMapped[],
    application: Application,
    drafts: Drafts,
  ) {
    this.#type = type;
    this.#at = at;
    this.#mapped = mapped;
    this.#application = application;
    this.#drafts = drafts;
  }

  async read(): Promise<void> {
    const hierarchy = await this.#hierarchy();
    const templates = await this.#classTemplates(hierarchy);
    const area = await this.#area(hierarchy);
    const names = new Set<string>();
    for (const above of hierarchy)
      for (const method of above.node.methods) {
        const key = `${method.name}/${String(method.function.parameters.length)}`;
        if (names.has(key) || !isAction(method, above)) continue;
        names.add(key);
        await this.#action(above, method, templates, area, hierarchy);
      }
  }

  /** The class and the classes above it that the repository has; all parts of partial ones. */
  async #hierarchy(): Promise<readonly CSharpClass[]> {
    const found: CSharpClass[] = [this.#type];
    for (let index = 0; index < found.length && found.length < 20; index += 1)
      for (const base of found[index]?.node.bases ?? []) {
        if (/^I[A-Z]/.test(base)) continue;
        for (const above of await this.#application.files.classesNamed(base))
          if (!found.some(({ node }) => node === above.node)) found.push(above);
      }
    return found;
  }

  async #classTemplates(
    hierarchy: readonly CSharpClass[],
  ): Promise<readonly (string | undefined)[] | undefined> {
    for (const { file, node } of hierarchy) {
      const routes = node.attributes.filter(({ name }) => /^(Route|RoutePrefix|ApiRoute)$/.test(name));
      if (routes.length === 0) {
        const unknownRoute = node.attributes.find(({ name }) => /Route/.test(name) && name !== 'RouteData');
        if (unknownRoute) return [undefined];
        continue;
      }
      const templates: (string | undefined)[] = [];
      for (const route of routes) templates.push(await this.#template(route, file, node));
      return templates;
    }
    return undefined;
  }

  async #area(hierarchy: readonly CSharpClass[]): Promise<string | undefined> {
    for (const { file, node } of hierarchy) {
      const attribute = node.attributes.find(({ name }) => name === 'Area');
      const [first] = attribute?.arguments ?? [];
      if (first) return foldText(first.value, { file, owner: node }, this.#application.files);
    }
    return undefined;
  }

  /** The template of an attribute; the empty text when it names none, undefined when it is made at run time. */
  async #template(attribute: Attribute, file: CSharpFile, owner: ClassNode): Promise<string | undefined> {
    const [first] = attribute.arguments;
    const named = attribute.arguments.find(({ name }) => name === 'template' || name === 'Template');
    const given =
      named ?? (first && first.name === undefined && first.value.kind !== 'assignment' ? first : undefined);
    return given ? foldText(given.value, { file, owner }, this.#application.files) : '';
  }

  async #action(
    above: CSharpClass,
    method: MethodNode,
    templates: readonly (string | undefined)[] | undefined,
    area: string | undefined,
    hierarchy: readonly CSharpClass[],
  ): Promise<void> {
    const attributes = method.attributes ?? [];
    const own = attributes.filter(
      ({ name }) => verbs.has(name) || name === 'Route' || name === 'AcceptVerbs',
    );
    const fixed = own.flatMap(({ name }) => verbs.get(name) ?? []);
    const place = placeOf(above.file, above.node, method);
    const conventions = this.#conventionsOf(method, hierarchy, above);
    const routed = own.filter(({ arguments: given, name }) => name === 'Route' || given.length > 0);
    const written: { readonly template: string | undefined; readonly methods: readonly HttpMethod[] }[] = [];
    for (const attribute of routed) {
      if (attribute.name === 'AcceptVerbs') continue;
      const verb = verbs.get(attribute.name);
      const template = await this.#template(attribute, above.file, above.node);
      if (template === '' && attribute.name !== 'Route' && !templates) continue;
      written.push({ template, methods: verb ? [verb] : fixed.length > 0 ? fixed : ['ANY'] });
    }
    const add = async (path: string, httpMethod: HttpMethod, isComplete = true): Promise<void> => {
      const scope = this.#at.scope;
      const isOwn = this.#application.owns(above.file.source.path) && above.node === this.#type.node;
      const isInProject = this.#application.owns(this.#type.file.source.path);
      const attribute = own[0];
      const span = isOwn
        ? above.file.source.span(attribute?.start ?? method.start, attribute?.end ?? method.end)
        : isInProject
          ? this.#type.file.source.span(this.#type.node.head.start, this.#type.node.head.end)
          : this.#at.span;
      const draft: RouteDraft = {
        method: httpMethod,
        path,
        isComplete: scope.isComplete && isComplete,
        span,
        servedBy: 'code',
        scope,
        conventions,
        ...(this.#at.condition !== undefined && { condition: this.#at.condition }),
        handler: await handlerOf(place, this.#application.files, reachFor(path, this.#application.files)),
      };
      this.#drafts.routes.push(draft);
    };
    if (!templates && written.length === 0) {
      for (const path of this.#conventional(method, area, attributes))
        for (const httpMethod of fixed.length > 0 ? fixed : (['ANY'] as const)) await add(path, httpMethod);
      return;
    }
    const ends =
      written.length > 0
        ? written
        : [{ template: '', methods: fixed.length > 0 ? fixed : (['ANY'] as const) }];
    for (const { template, methods } of ends)
      for (const prefix of templates ?? ['']) {
        if (template === undefined) {
          this.#drafts.gap(
            above.file.source.span(method.start, method.start),
            'the path is made at run time',
          );
          continue;
        }
        const isAbsolute = /^~?\//.test(template);
        const joined = joinTemplates(this.#at.scope.prefix, isAbsolute ? '' : (prefix ?? ''), template);
        for (const path of pathsOfTemplate(this.#filled(joined, method, area)))
          for (const httpMethod of methods) await add(path, httpMethod, isAbsolute || prefix !== undefined);
      }
  }

  /** `[controller]`, `[action]`, `[area]`. */
  #filled(template: string, method: MethodNode, area: string | undefined): string {
    return template
      .replaceAll(/\[controller\]/gi, this.#controllerName())
      .replaceAll(/\[action\]/gi, actionName(method))
      .replaceAll(/\[area\]/gi, area ?? '');
  }

  #controllerName(): string {
    return this.#type.node.name.replace(/Controller$/, '');
  }

  /** The paths that conventional templates give an action, defaults left out and written. */
  #conventional(
    method: MethodNode,
    area: string | undefined,
    attributes: readonly Attribute[],
  ): readonly string[] {
    const [controller, action] = [
      this.#controllerName(),
      attributes.some(({ name }) => name === 'ActionName') ? actionName(method) : actionName(method),
    ];
    const paths = new Set<string>();
    for (const { template, area: ofArea } of this.#mapped.flatMap(({ templates }) => templates)) {
      if (ofArea !== undefined && ofArea !== area) continue;
      if ((ofArea ?? (/\{area\b/.test(template) ? area : undefined)) !== area) continue;
      const homes = {
        controller: /\{controller=(\w+)\}/.exec(template)?.[1],
        action: /\{action=(\w+)\}/.exec(template)?.[1],
      };
      const whole = template
        .replaceAll(/\{area[^{}]*\}/g, area ?? '')
        .replaceAll(/\{controller[^{}]*\}/g, controller)
        .replaceAll(/\{action[^{}]*\}/g, action);
      if (!/\{controller|\{action/.test(template)) continue;
      for (const path of pathsOfTemplate(joinTemplates(this.#at.scope.prefix, whole))) paths.add(path);
      if (homes.action?.toLowerCase() !== action.toLowerCase()) continue;
      const short = template.replace(/\/?\{action[\s\S]*$/, '').replaceAll(/\{area[^{}]*\}/g, area ?? '');
      paths.add(joinTemplates(this.#at.scope.prefix, short.replaceAll(/\{controller[^{}]*\}/g, controller)));
      if (homes.controller?.toLowerCase() === controller.toLowerCase())
        paths.add(joinTemplates(this.#at.scope.prefix, short.replace(/\/?\{controller[^{}]*\}/, '')));
    }
    return [...paths];
  }

  /** `[Authorize]` of the method, the class or a class above it; `[AllowAnonymous]` lifts all of them. */
  #conventionsOf(method: MethodNode, hierarchy: readonly CSharpClass[], above: CSharpClass): Convention[] {
    const found: Convention[] = [...this.#at.conventions];
    const add = (attribute: Attribute, file: CSharpFile): void => {
      const span = file.source.span(attribute.start ?? 0, attribute.end ?? 0);
      const text = `[${file.source.text.slice(attribute.start, attribute.end).replaceAll(/\s+/g, ' ').slice(0, 100)}]`;
      if (attribute.name === 'Authorize') found.push({ name: 'RequireAuthorization', span, text });
      if (attribute.name === 'AllowAnonymous') found.push({ name: 'AllowAnonymous', span, text });
      if (attribute.name === 'EnableRateLimiting') found.push({ name: 'RequireRateLimiting', span, text });
      if (attribute.name === 'DisableRateLimiting') found.push({ name: 'DisableRateLimiting', span, text });
    };
    for (const attribute of method.attributes ?? []) add(attribute, above.file);
    for (const { file, node } of hierarchy) for (const attribute of node.attributes) add(attribute, file);
    return found;
  }
}

/** Without `Async` at the end, which is left out of routes. */
function actionName(method: MethodNode): string {
  const given = method.attributes?.find(({ name }) => name === 'ActionName')?.arguments[0]?.value;
  return given?.kind === 'text' ? given.text : method.name.replace(/(?<=\w)Async$/, '');
}

function isAction(method: MethodNode, { file }: CSharpClass): boolean {
  if (method.isPublic !== true || method.isStatic || method.isAbstract || method.name === '.ctor')
    return false;
  if (method.attributes?.some(({ name }) => name === 'NonAction') === true) return false;
  const head = file.source.text.slice(method.start, method.start + 2_000);
  return (
    !/^(Dispose(Async)?|ToString|Equals|GetHashCode|OnAction\w+)$/.test(method.name) &&
    !(/\boverride\b/.test(head.slice(0, head.indexOf('('))) && (method.attributes ?? []).length === 0)
  );
}
