import type { RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import { plainText } from '../../../syntax/python/texts.js';
import type { PyPlace, PyValue } from '../../../syntax/python/values.js';
import { middlewareOf } from './middleware.js';
import type { DjangoSettings, SureSetting } from './settings.js';
import { bareView, classAttribute, decoratorName, outsideBases } from './views.js';

const loginMiddleware: readonly (readonly [RegExp, string | undefined])[] = [
  [/^django\.contrib\.auth\.middleware\.LoginRequiredMiddleware$/, undefined],
  [/^login_required\.middleware\.LoginRequiredMiddleware$/, 'LOGIN_REQUIRED_IGNORE_PATHS'],
  [/^stronghold\.middleware\.LoginRequiredMiddleware$/, 'STRONGHOLD_PUBLIC_URLS'],
];

/** What the settings of a project surely put before its routes. */
export interface ProjectGuards {
  /** Guards of a route; `before` = the place in `MIDDLEWARE` of what answers it, none for a view. */
  guardsOf(path: string, view: PyValue | undefined, before?: number): Promise<readonly RouteGuard[]>;
}

/** Reads the guards of one module of settings. */
export async function projectGuards(settings: DjangoSettings): Promise<ProjectGuards> {
  const middleware = await middlewareOf(settings);
  const placeOf = async (name: string): Promise<number | undefined> => {
    const at = middleware.indexOf(name);
    return at !== -1 && (await settings.always(name)) ? at : undefined;
  };
  const security = await placeOf('django.middleware.security.SecurityMiddleware');
  const common = await placeOf('django.middleware.common.CommonMiddleware');
  const redirect = security === undefined ? undefined : await settings.sure('SECURE_SSL_REDIRECT');
  const exempt = await exemptPaths(settings, 'SECURE_REDIRECT_EXEMPT');
  const hosts = common === undefined ? undefined : await sureHosts(settings);
  const logins: { at: number; span: SourceSpan; text: string; exempt: readonly RegExp[] | undefined }[] = [];
  for (const [pattern, setting] of loginMiddleware)
    for (const [at, name] of middleware.entries()) {
      const place = pattern.test(name) ? await settings.always(name) : undefined;
      if (place)
        logins.push({
          at,
          span: place.span,
          text: name,
          exempt: setting === undefined ? [] : await exemptPaths(settings, setting),
        });
    }
  const rest = await settings.sure('REST_FRAMEWORK');
  return {
    guardsOf: async (path, view, before = Number.POSITIVE_INFINITY) => {
      const guards: RouteGuard[] = [];
      const plain = path.replace(/^\//, '');
      if (
        security !== undefined &&
        security < before &&
        redirect?.value.kind === 'boolean' &&
        redirect.value.value
      )
        if (exempt && !exempt.some((one) => one.test(plain)))
          guards.push({ kind: 'https-redirect', span: redirect.span, text: redirect.text });
      if (common !== undefined && common < before && hosts) guards.push(hosts);
      for (const login of logins)
        if (
          login.at < before &&
          login.exempt &&
          !login.exempt.some((one) => one.test(path) || one.test(plain))
        )
          if (!view || !(await isOpenToAll(settings.machine, view)))
            guards.push({ kind: 'authentication', span: login.span, text: login.text });
      if (view) guards.push(...(await viewGuards(settings.machine, view, rest)));
      return guards;
    },
  };
}

/** Regular expressions of a setting; none when it is not set, undefined when it is not known. */
async function exemptPaths(settings: DjangoSettings, name: string): Promise<readonly RegExp[] | undefined> {
  if (!settings.mentions(name)) return [];
  const value = (await settings.sure(name))?.value;
  if (value?.kind !== 'list' || !value.complete) return undefined;
  const found: RegExp[] = [];
  for (const item of value.items) {
    const text = plainText(item) ?? (item.kind === 'external' ? undefined : plainText(item));
    if (text === undefined || text.length > 200) return undefined;
    try {
      found.push(new RegExp(text.replaceAll('(?P<', '(?<')));
    } catch {
      return undefined;
    }
  }
  return found;
}

/** `ALLOWED_HOSTS` that names hosts and nothing else; empty, it only counts while somebody debugs. */
async function sureHosts(settings: DjangoSettings): Promise<RouteGuard | undefined> {
  const sure = await settings.sure('ALLOWED_HOSTS');
  if (sure?.value.kind !== 'list' || !sure.value.complete || sure.value.items.length === 0) return undefined;
  const hosts = sure.value.items.map((item) =>
    item.kind === 'text' && !item.adjustable ? plainText(item) : undefined,
  );
  if (hosts.some((host) => host === undefined || host === '*')) return undefined;
  return { kind: 'host-check', span: sure.span, text: sure.text };
}

/** `@login_not_required` (Django 5.1), `@public` and `@login_not_required` of the packages. */
async function isOpenToAll(machine: PythonMachine, value: PyValue): Promise<boolean> {
  const { view } = bareView(value);
  const decorators =
    view.kind === 'function' ? view.fn.decorators : view.kind === 'class' ? view.of.cls.decorators : [];
  const scope = view.kind === 'function' ? view.scope : undefined;
  for (const decorator of decorators) {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator;
    const written = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
    const name = scope && view.kind === 'function' ? await decoratorName(machine, decorator, view) : written;
    if (
      /(?:^|\.)(?:login_not_required|public|method_decorator)$/.test(name) ||
      /not_required|public/.test(written)
    )
      return true;
  }
  if (view.kind !== 'class') return view.kind !== 'function';
  const open = await classAttribute(machine, view.of, 'login_required');
  return (
    (open?.kind === 'boolean' && !open.value) ||
    outsideBases(view.of).some((base) => /Public|NotRequired/.test(base))
  );
}

const loginNames =
  /(?:^|\.)(?:login_required|staff_member_required|superuser_required|permission_required)(?:\(\))?$/;
const permissionNames =
  /(?:^|\.)(?:IsAuthenticated|IsAdminUser|DjangoModelPermissions|DjangoObjectPermissions)$/;

/** Guards that the view bears itself. */
async function viewGuards(
  machine: PythonMachine,
  value: PyValue,
  rest: SureSetting | undefined,
): Promise<readonly RouteGuard[]> {
  const { view, guards } = bareView(value);
  const found: RouteGuard[] = [];
  const add = async (kind: RouteGuard['kind'], place: PyPlace): Promise<void> => {
    const source = (await machine.program.file(place.file))?.source;
    if (!source) return;
    const text = source.text.slice(place.start, place.end).replaceAll(/\s+/g, ' ').slice(0, 120);
    found.push({ kind, span: source.span(place.start, place.end), text });
  };
  for (const { name, place } of guards) {
    if (loginNames.test(name)) await add('authentication', place);
    if (name.endsWith('ratelimit')) await add('rate-limit', place);
  }
  let isRest = false;
  let own: PyValue | undefined;
  if (view.kind === 'function') {
    const { file } = view;
    for (const decorator of view.fn.decorators) {
      const name = await decoratorName(machine, decorator, view);
      const place = { file, start: decorator.start, end: decorator.end };
      if (loginNames.test(name)) await add('authentication', place);
      if (/(?:^|\.)api_view$/.test(name)) isRest = true;
      if (/(?:^|\.)permission_classes$/.test(name) && decorator.kind === 'call' && decorator.args[0])
        own = await machine.operations.evaluate(machine, decorator.args[0].value, view.scope);
      if (own && demandsLogin(own) && found.length === 0) await add('authentication', place);
    }
  } else if (view.kind === 'class') {
    const bases = outsideBases(view.of);
    const { file, cls } = view.of;
    const place = { file, start: cls.start, end: cls.bases.at(-1)?.end ?? cls.start };
    if (
      bases.some((base) =>
        /(?:^|\.)(?:LoginRequiredMixin|PermissionRequiredMixin|UserPassesTestMixin)$/.test(base),
      )
    )
      await add('authentication', place);
    isRest = bases.some((base) => base.startsWith('rest_framework'));
    own = await classAttribute(machine, view.of, 'permission_classes');
    if (own && demandsLogin(own)) await add('authentication', place);
    if (await classAttribute(machine, view.of, 'get_permissions')) own ??= { kind: 'unknown' };
  }
  const byDefault =
    rest?.value.kind === 'dict' ? rest.value.entries.get('DEFAULT_PERMISSION_CLASSES') : undefined;
  if (rest && isRest && !own && byDefault && demandsLogin(byDefault))
    found.push({ kind: 'authentication', span: rest.span, text: 'DEFAULT_PERMISSION_CLASSES' });
  return found;
}

function demandsLogin(classes: PyValue): boolean {
  if (classes.kind !== 'list' || !classes.complete) return false;
  return classes.items.some((item) =>
    item.kind === 'external' ? permissionNames.test(item.name) : permissionNames.test(plainText(item) ?? ''),
  );
}
