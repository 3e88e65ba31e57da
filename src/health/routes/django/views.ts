import type { Handler, HttpMethod } from '../../../model/endpoint.js';
import { attributeOf } from '../../../syntax/python/attributes.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyExpression } from '../../../syntax/python/tree.js';
import type { ClassObject, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { plainText } from '../../../syntax/python/texts.js';
import { httpMethods } from '../../http-methods.js';
import { describeHandler } from '../python/handlers.js';
import type { LibraryHandler } from './library-urls.js';
import { dependencyOfCheck, libraryView } from './library-urls.js';
import { GuardedView } from './url-objects.js';

/** A view without what stands around it. */
export interface BareView {
  readonly view: PyValue;
  readonly guards: readonly { readonly name: string; readonly place: PyPlace }[];
}

/** Takes a view out of the calls that let only some requests through. */
export function bareView(value: PyValue): BareView {
  const guards: { readonly name: string; readonly place: PyPlace }[] = [];
  let view = optionsOf(value)[0] ?? value;
  for (let depth = 0; depth < 10 && view.kind === 'host' && view.object instanceof GuardedView; depth += 1) {
    guards.push(view.object.guard);
    view = optionsOf(view.object.view)[0] ?? view.object.view;
  }
  return { view, guards };
}

/** Views of Django and Django REST framework that answer some methods only, by their name. */
const genericMethods: readonly (readonly [RegExp, readonly HttpMethod[]])[] = [
  [/(?:^|\.)RedirectView$/, ['ANY']],
  [/(?:^|\.)(?:TemplateView|ListView|DetailView|Spectacular\w+View|JavaScriptCatalog|JSONCatalog)$/, ['GET']],
  [/(?:^|\.)(?:FormView|CreateView|UpdateView|DeleteView|LoginView)$/, ['GET', 'POST']],
  [/(?:^|\.)(?:ListAPIView|RetrieveAPIView|ReadOnlyModelViewSet)$/, ['GET']],
  [/(?:^|\.)CreateAPIView$/, ['POST']],
  [/(?:^|\.)(?:MainView|HealthCheckView)$/, ['GET']],
];

/** The dotted names of a class's bases outside the repository, over all generations. */
export function outsideBases(of: ClassObject, depth = 0): readonly string[] {
  if (depth > 8) return [];
  return of.bases
    .flatMap(optionsOf)
    .flatMap((base) =>
      base.kind === 'external' ? [base.name] : base.kind === 'class' ? outsideBases(base.of, depth + 1) : [],
    );
}

/** The value of an attribute that a class or one of its bases of the repository has. */
export async function classAttribute(
  machine: PythonMachine,
  of: ClassObject,
  name: string,
): Promise<PyValue | undefined> {
  const found = await attributeOf(machine, { kind: 'class', of }, name);
  return found.kind === 'unknown' ? undefined : found;
}

/** The dotted name that a decorator stands for, without its arguments. */
export async function decoratorName(
  machine: PythonMachine,
  decorator: PyExpression,
  view: Extract<PyValue, { kind: 'function' }>,
): Promise<string> {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  const value = await machine.operations.evaluate(machine, callee, view.scope);
  if (value.kind === 'external') return value.name;
  return value.kind === 'function' ? value.fn.name : callee.kind === 'name' ? callee.name : '';
}

/** The methods that a view answers. */
export async function methodsOfView(machine: PythonMachine, view: PyValue): Promise<readonly HttpMethod[]> {
  if (view.kind === 'external')
    return genericMethods.find(([pattern]) => pattern.test(view.name))?.[1] ?? ['ANY'];
  if (view.kind === 'class') {
    const { viewed, of } = view;
    const [actions] = viewed?.positional ?? [];
    if (actions?.kind === 'dict') return known([...actions.entries.keys()]);
    const own: string[] = [];
    for (const name of httpMethods.keys())
      if (name !== 'options' && (await classAttribute(machine, of, name))?.kind === 'function')
        own.push(name);
    if (own.length > 0) return known(own);
    for (const base of outsideBases(of)) {
      const found = genericMethods.find(([pattern]) => pattern.test(base))?.[1];
      if (found) return found;
    }
    return ['ANY'];
  }
  if (view.kind !== 'function') return ['ANY'];
  for (const decorator of view.fn.decorators) {
    const name = await decoratorName(machine, decorator, view);
    if (/(?:^|\.)require_GET$/.test(name)) return ['GET'];
    if (/(?:^|\.)require_safe$/.test(name)) return ['GET', 'HEAD'];
    if (/(?:^|\.)require_POST$/.test(name)) return ['POST'];
    if (/(?:^|\.)(?:require_http_methods|api_view)$/.test(name)) {
      const [first] = decorator.kind === 'call' ? decorator.args : [];
      const given = first && (await machine.operations.evaluate(machine, first.value, view.scope));
      if (!given) return ['GET'];
      return given.kind === 'list' && given.complete
        ? known(given.items.map((item) => (plainText(item) ?? '').toLowerCase()))
        : ['ANY'];
    }
  }
  return ['ANY'];
}

function known(names: readonly string[]): readonly HttpMethod[] {
  const found = new Set(names.flatMap((name) => httpMethods.get(name) ?? []));
  return found.size === 0 ? ['ANY'] : [...found];
}

/** What is known of the code behind a view. */
export async function handlerOfView(
  machine: PythonMachine,
  view: PyValue,
  action?: string,
): Promise<Handler | undefined> {
  if (view.kind === 'external') {
    const found = libraryView(view.name);
    return found && { ...found, touches: [] };
  }
  if (view.kind === 'class') {
    const library = outsideBases(view.of)
      .map(libraryView)
      .find((one) => one !== undefined);
    if (library && !view.of.scope.cells.has('get')) return checksOfView(machine, view, library);
    const viewed = action ?? actionOf(view.viewed?.positional[0]);
    const method = viewed === undefined ? undefined : await classAttribute(machine, view.of, viewed);
    if (method?.kind === 'function') {
      const self: PyValue = { kind: 'instance', of: view.of, attributes: new Map() };
      return describeHandler(machine, { ...method, self }, []);
    }
  }
  return describeHandler(machine, view, []);
}

function actionOf(actions: PyValue | undefined): string | undefined {
  const chosen = actions?.kind === 'dict' ? actions.entries.get('get') : undefined;
  return chosen && plainText(chosen);
}

/** A subclass of django-health-check's view names its checks itself. */
async function checksOfView(
  machine: PythonMachine,
  view: Extract<PyValue, { kind: 'class' }>,
  library: LibraryHandler,
): Promise<Handler> {
  const checks = view.viewed?.named.get('checks') ?? (await classAttribute(machine, view.of, 'checks'));
  const source = (await machine.program.file(view.of.file))?.source;
  const { start, end, name } = view.of.cls;
  const span = source?.span(start, end);
  const texts = (checks?.kind === 'list' ? checks.items : []).flatMap((item) => plainText(item) ?? []);
  return {
    ...library,
    name,
    ...(span && { span }),
    touches: texts.flatMap((text) => {
      const dependency = dependencyOfCheck(text);
      return dependency && span ? [{ dependency, span, text }] : [];
    }),
  };
}
