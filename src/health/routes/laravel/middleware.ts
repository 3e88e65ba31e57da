import type { RouteGuard } from '../../../model/endpoint.js';
import type { ClassUnit } from '../../../syntax/imperative/values.js';
import { qualified } from '../php/project.js';
import type { MiddlewareName, RouteGroup } from './groups.js';

/** The middleware of an application: what runs always, groups, aliases. */
export class MiddlewareSettings {
  readonly #global: MiddlewareName[] = [];
  readonly #groups = new Map<string, MiddlewareName[]>();
  readonly #aliases = new Map<string, string>();
  readonly #own = new Set<string>();
  /** Since Laravel 11 there is none, and the groups have the framework's members besides. */
  #hasKernel = false;

  addGlobal(names: readonly MiddlewareName[]): void {
    this.#global.push(...names);
  }

  addTo(group: string, names: readonly MiddlewareName[]): void {
    this.#groups.set(group, [...(this.#groups.get(group) ?? []), ...names]);
  }

  /** Leaves out classes of the project that decide by themselves whom they turn away. */
  async dropOwn(hasHandle: (type: string) => Promise<boolean>): Promise<void> {
    const all = [...this.#global, ...[...this.#groups.values()].flat()].map(
      ({ name }) => name.split(':')[0] ?? '',
    );
    for (const type of new Set([...all, ...this.#aliases.values()]))
      if (type.includes('\\') && (await hasHandle(type))) this.#own.add(type);
  }

  alias(name: string, type: string): void {
    this.#aliases.set(name, type);
  }

  /** Reads app/Http/Kernel.php of Laravel before 11: `$middleware`, `$middlewareGroups`, `$routeMiddleware`. */
  addKernel({ unit, class: kernel }: ClassUnit): void {
    const { source } = unit;
    this.#hasKernel = true;
    for (const field of kernel.fields) {
      const value = field.value;
      if (value?.kind !== 'list') continue;
      const names = (items: typeof value.items): readonly MiddlewareName[] =>
        items.map((item) => {
          const text = source.text.slice(item.value.start, item.value.end);
          return { name: nameIn(text, unit), span: source.span(item.value.start, item.value.end), text };
        });
      if (field.name === 'middleware') this.addGlobal(names(value.items));
      for (const item of value.items) {
        const key = item.key?.kind === 'text' ? item.key.text : undefined;
        if (key === undefined) continue;
        if (field.name === 'middlewareGroups' && item.value.kind === 'list')
          this.addTo(key, names(item.value.items));
        if (/^(routeMiddleware|middlewareAliases)$/.test(field.name))
          this.alias(key, names([item])[0]?.name ?? '');
      }
    }
  }

  /** What surely turns requests away before a route is reached. */
  guardsOf(group: RouteGroup): readonly RouteGuard[] {
    const guards: RouteGuard[] = [];
    for (const { base, type, written } of this.standing(group)) {
      const kind = this.#own.has(type) ? undefined : kindOf(base, type);
      if (kind !== undefined && !guards.some((guard) => guard.kind === kind))
        guards.push({ kind, span: written.span, text: written.text });
    }
    return guards;
  }

  /** All that stands before a route, the framework's own web group among it. */
  standing(group: RouteGroup): readonly StandingMiddleware[] {
    const found: StandingMiddleware[] = [];
    const visit = (one: MiddlewareName, depth: number): void => {
      const [base = ''] = one.name.split(':');
      if (depth > 5 || group.without.some((name) => name === one.name || name === base)) return;
      const members = this.#groups.get(one.name);
      for (const member of members ?? []) visit(member, depth + 1);
      if (base === 'web' && !this.#hasKernel)
        visit({ ...one, name: String.raw`Illuminate\Session\Middleware\StartSession` }, depth + 1);
      if (members) return;
      const type = this.#aliases.get(base) ?? base;
      if (!group.without.includes(type)) found.push({ base, type, written: one });
    };
    for (const one of [...this.#global, ...group.middleware]) visit(one, 0);
    return found;
  }
}

/** A middleware that a request passes. */
interface StandingMiddleware {
  /** Its name or class as the group has it, without parameters. */
  readonly base: string;
  /** Its class. */
  readonly type: string;
  readonly written: MiddlewareName;
}

/** The framework's own middleware by alias and class. Source: https://laravel.com/docs/middleware#middleware-aliases */
function kindOf(alias: string, type: string): RouteGuard['kind'] | undefined {
  const name = type.slice(type.lastIndexOf('\\') + 1);
  if (/^(PreventRequestsDuringMaintenance|CheckForMaintenanceMode)$/.test(name)) return 'maintenance';
  if (name === 'TrustHosts') return 'host-check';
  if (/^(ThrottleRequests\w*|ThrottleApiRequests)$/.test(name) || alias === 'throttle') return 'rate-limit';
  if (/^auth(\.basic|\.session)?$/.test(alias) && alias !== 'auth.session') return 'authentication';
  if (/^(can|verified|signed|password\.confirm|client|scope|scopes)$/.test(alias)) return 'authentication';
  return /^(Authenticate|AuthenticateWithBasicAuth|EnsureEmailIsVerified|ValidateSignature|CheckClientCredentials|EnsureClientIsResourceOwner)$/.test(
    name,
  )
    ? 'authentication'
    : undefined;
}

/** `Authenticate::class`, `ThrottleRequests::class.':api'`, `'auth:api'`. */
function nameIn(text: string, unit: ClassUnit['unit']): string {
  const type = /^(\\?[\w\\]+)::class(?:\s*\.\s*['"]([^'"]*)['"])?$/.exec(text);
  if (type) return `${qualified(type[1] ?? '', unit)}${type[2] ?? ''}`;
  return text.replaceAll(/^['"]|['"]$/g, '');
}
