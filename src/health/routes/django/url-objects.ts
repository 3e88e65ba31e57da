import type { HostObject, PyPlace, PyValue } from '../../../syntax/python/values.js';
import type { PathText } from '../python/router.js';

/** What stands before a view by its decorators or calls around it: `login_required(view)`. */
export interface ViewGuard {
  readonly name: string;
  readonly place: PyPlace;
}

/** `path(…)`, `re_path(…)`, `url(…)`: one line of `urlpatterns`. */
export class UrlPattern implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly texts: readonly PathText[];
  readonly isRegex: boolean;
  /** A view, or an {@link Include}. */
  readonly view: PyValue;
  readonly place: PyPlace;
  readonly conditions: readonly string[];
  /** Below a language code: `i18n_patterns`; `optional` = the default language has none. */
  language: 'none' | 'prefix' | 'optional' = 'none';

  constructor(made: Pick<UrlPattern, 'texts' | 'isRegex' | 'view' | 'place' | 'conditions'>) {
    this.texts = made.texts;
    this.isRegex = made.isRegex;
    this.view = made.view;
    this.place = made.place;
    this.conditions = made.conditions;
  }
}

/** `include(…)`. */
export class Include implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly of: PyValue;
  readonly place: PyPlace;

  constructor(of: PyValue, place: PyPlace) {
    this.of = of;
    this.place = place;
  }
}

/** The URLs that a package outside the repository makes: those of an admin site, of an API object. */
export class OutsideUrls implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly name: string;

  constructor(name: string) {
    this.name = name;
    const self: PyValue = { kind: 'host', object: this };
    for (const attribute of ['urls', 'get_urls']) this.attributes.set(attribute, self);
  }
}

/** A view inside a call that lets only some requests through. */
export class GuardedView implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly view: PyValue;
  readonly guard: ViewGuard;

  constructor(view: PyValue, guard: ViewGuard) {
    this.view = view;
    this.guard = guard;
  }
}

/** A set of views that a router of Django REST framework serves below a prefix. */
export interface RegisteredViews {
  readonly prefix: readonly PathText[];
  readonly views: PyValue;
  readonly place: PyPlace;
  readonly conditions: readonly string[];
}

/** A router of Django REST framework (rest_framework/routers.py). */
export class RestRouter implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly registered: RegisteredViews[] = [];
  /** `DefaultRouter` serves an overview at its root. */
  readonly hasRoot: boolean;
  readonly slash: string | null;
  readonly place: PyPlace;
  /** Routers that are nested or of a house's own class may serve more. */
  readonly isOpen: boolean;

  constructor(made: Pick<RestRouter, 'hasRoot' | 'slash' | 'place' | 'isOpen'>) {
    this.hasRoot = made.hasRoot;
    this.slash = made.slash;
    this.place = made.place;
    this.isOpen = made.isOpen;
    const self: PyValue = { kind: 'host', object: this };
    this.attributes.set('urls', { kind: 'list', items: [self], complete: true });
    this.attributes.set('registry', self);
  }
}
