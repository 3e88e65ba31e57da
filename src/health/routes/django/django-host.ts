import type { PythonHost, PythonMachine } from '../../../syntax/python/machine.js';
import type { HostObject, PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, eitherOf, optionsOf, truthOf, unknown } from '../../../syntax/python/values.js';
import { pathsOf } from '../python/router.js';
import { NinjaRouter } from './ninja.js';
import { GuardedView, Include, OutsideUrls, RestRouter, UrlPattern } from './url-objects.js';

const words =
  /\b(?:path|re_path|url|include|urlpatterns|i18n_patterns|static|patterns|add_router|NinjaAPI)\s*\(|\burlpatterns\b|\bregister\s*\(|\.as_view\b/;

/** Decorators that only let some requests through, as calls around a view. */
const guarding =
  /(?:^|\.)(?:login_required|staff_member_required|superuser_required|permission_required|user_passes_test|ratelimit)(?:\(\))?$/;

/** What Django, and Django REST framework, answer to the evaluator. */
export class UrlHost implements PythonHost {
  readonly keepsPartialLists = true;
  /** Values of the settings by name, filled before the URLs are read. */
  readonly settings = new Map<string, PyValue>();
  #machine: PythonMachine | undefined;

  begin(machine: PythonMachine): void {
    this.#machine = machine;
  }

  answers(method: string): boolean {
    return method === 'register' || method === 'extend';
  }

  matters(text: string): boolean {
    return words.test(text);
  }

  /** A setting is what it is by default: a deployment may set another one. */
  external(name: string): PyValue | undefined {
    const setting = /^django\.conf\.settings\.(\w+)$/.exec(name)?.[1];
    if (setting === undefined) return undefined;
    const value = this.settings.get(setting);
    if (!value) return unknown;
    return eitherOf(
      optionsOf(value).map((option) =>
        option.kind === 'text'
          ? { ...option, adjustable: true }
          : option.kind === 'list' || option.kind === 'dict'
            ? option
            : unknown,
      ),
    );
  }

  callExternal(name: string, args: PyArguments, site: PyPlace): Promise<PyValue | undefined> {
    return Promise.resolve(this.#call(name, args, site));
  }

  #call(name: string, args: PyArguments, site: PyPlace): PyValue | undefined {
    const [first = unknown, second] = args.positional;
    const last = name.slice(name.lastIndexOf('.') + 1);
    if (/^django\.(?:urls|conf\.urls)\b/.test(name) || /^(?:ninja|rest_framework)\b.*\burl$/.test(name)) {
      if (/^(?:path|re_path|url)$/.test(last)) return this.#pattern(last, args, site);
      if (last === 'include')
        return { kind: 'host', object: new Include(argument(args, 'arg', 0) ?? unknown, site) };
      if (last === 'i18n_patterns') return this.#languages(args);
      if (last === 'static') return this.#served(first, site);
      if (last === 'patterns')
        return { kind: 'list', items: args.positional.slice(1), complete: args.complete };
      if (/^(?:reverse|reverse_lazy)$/.test(last)) return unknown;
    }
    if (name === 'django.contrib.staticfiles.urls.staticfiles_urlpatterns')
      return this.#served(this.settings.get('STATIC_URL') ?? unknown, site);
    if (/\bformat_suffix_patterns$/.test(name)) return first;
    if (name.startsWith('django.utils.module_loading.import_string')) return first;
    const router = this.construct(name, args, site);
    if (router) return router;
    if (name.endsWith('.as_view')) return { kind: 'external', name: name.slice(0, -'.as_view'.length) };
    const only = args.positional.length >= 1 && second === undefined ? first : undefined;
    const isView =
      only && optionsOf(only).some((one) => /^(?:function|class)$/.test(one.kind) || isHostView(one));
    if (isView && guarding.test(name))
      return { kind: 'host', object: new GuardedView(only, { name: last.replace('()', ''), place: site }) };
    /** `csrf_exempt(view)`, `cache_page(60)(view)`: the view is what counts. */
    if (isView && args.named.size === 0) return only;
    return undefined;
  }

  #pattern(kind: string, args: PyArguments, site: PyPlace): PyValue {
    const machine = this.#machine;
    return {
      kind: 'host',
      object: new UrlPattern({
        texts: pathsOf(
          argument(args, kind === 'path' ? 'route' : 'regex', 0) ?? args.named.get('route') ?? unknown,
        ),
        isRegex: kind !== 'path',
        view: argument(args, 'view', 1) ?? unknown,
        place: site,
        conditions: [...(machine?.conditions ?? [])],
      }),
    };
  }

  /** Patterns below a language code (django/conf/urls/i18n.py). */
  #languages(args: PyArguments): PyValue {
    const byDefault = args.named.get('prefix_default_language');
    const language = byDefault && truthOf(byDefault) === false ? 'optional' : 'prefix';
    for (const item of args.positional)
      if (item.kind === 'host' && item.object instanceof UrlPattern) item.object.language = language;
    return { kind: 'list', items: args.positional, complete: args.complete };
  }

  /** Files are served by Django itself only while somebody debugs (django/conf/urls/static.py). */
  #served(prefix: PyValue, site: PyPlace): PyValue {
    const texts = pathsOf(prefix).map((one) => ({ ...one, text: [...one.text, '<path:path>'] }));
    const conditions = [...(this.#machine?.conditions ?? []), 'settings.DEBUG'];
    const view: PyValue = { kind: 'external', name: 'django.views.static.serve' };
    const made = new UrlPattern({ texts, isRegex: false, view, place: site, conditions });
    return { kind: 'list', items: [{ kind: 'host', object: made }], complete: true };
  }

  construct(base: string, args: PyArguments, site: PyPlace): PyValue | undefined {
    const last = base.slice(base.lastIndexOf('.') + 1);
    if (/^(?:rest_framework|rest_framework_nested|rest_framework_extensions)\b.*Router$/.test(base)) {
      const slash = args.named.get('trailing_slash');
      const isPlain = /^(?:SimpleRouter|DefaultRouter)$/.test(last);
      const object = new RestRouter({
        hasRoot: last === 'DefaultRouter' || last === 'ExtendedDefaultRouter',
        slash: slash === undefined ? '/' : slash.kind === 'boolean' ? (slash.value ? '/' : '') : null,
        place: site,
        isOpen: !isPlain,
      });
      return { kind: 'host', object };
    }
    if (/^ninja(?:_extra)?\.(?:\w+\.)?(?:NinjaAPI|NinjaExtraAPI|Router)$/.test(base))
      return { kind: 'host', object: new NinjaRouter(last !== 'Router', site) };
    if (/(?:^|\.)\w*AdminSite$/.test(base)) return { kind: 'host', object: new OutsideUrls(base) };
    return undefined;
  }

  callMethod(object: HostObject, name: string, args: PyArguments, site: PyPlace): Promise<PyValue> {
    const machine = this.#machine;
    if (object instanceof RestRouter) {
      if (name === 'register')
        object.registered.push({
          prefix: pathsOf(argument(args, 'prefix', 0) ?? unknown),
          views: argument(args, 'viewset', 1) ?? unknown,
          place: site,
          conditions: [...(machine?.conditions ?? [])],
        });
      /** `router.registry.extend(other.registry)` takes over what another one serves. */
      const [other] = args.positional;
      if (name === 'extend' && other?.kind === 'host' && other.object instanceof RestRouter)
        object.registered.push(...other.object.registered);
      if (name === 'get_urls') return Promise.resolve(object.attributes.get('urls') ?? unknown);
    }
    if (object instanceof NinjaRouter)
      return Promise.resolve(object.call(name, args, site, [...(machine?.conditions ?? [])]));
    if (object instanceof OutsideUrls && /^urls$|^get_urls$/.test(name))
      return Promise.resolve({ kind: 'host', object });
    return Promise.resolve(unknown);
  }

  callObject(object: HostObject): Promise<PyValue | undefined> {
    return Promise.resolve(
      object instanceof RestRouter || object instanceof OutsideUrls ? { kind: 'host', object } : undefined,
    );
  }

  callUnknown(): Promise<void> {
    return Promise.resolve();
  }

  parameter(): PyValue | undefined {
    return undefined;
  }
}

function isHostView(value: PyValue): boolean {
  return value.kind === 'host' && value.object instanceof GuardedView;
}
