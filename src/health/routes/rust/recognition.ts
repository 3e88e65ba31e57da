import type { ModulePlace } from './program.js';
import type { RustFramework } from './values.js';

const byCrate: ReadonlyMap<string, RustFramework> = new Map([
  ['axum', 'axum'],
  ['axum_extra', 'axum'],
  ['aide', 'axum'],
  ['utoipa_axum', 'axum'],
  ['loco_rs', 'axum'],
  ['actix_web', 'actix-web'],
  ['actix_files', 'actix-web'],
  ['actix_web_static_files', 'actix-web'],
  ['paperclip', 'actix-web'],
  ['utoipa_actix_web', 'actix-web'],
  ['rocket', 'rocket'],
  ['rocket_okapi', 'rocket'],
  ['warp', 'warp'],
  ['poem', 'poem'],
  ['poem_openapi', 'poem'],
]);

/** The framework that a path of another package belongs to. */
export function frameworkOfPath([crate = '']: readonly string[]): RustFramework | undefined {
  return byCrate.get(crate);
}

/** A file that may register or hold routes. */
export const mentionsFramework =
  /\b(?:axum|aide|utoipa_axum|loco_rs|actix_web|actix_files|rocket|warp|poem|poem_openapi)(?:::|;| as )|\bServiceConfig\b|\b(?:Api|OpenApi)?Router(?:::new|<)/;

/** Types of routers by their last name, with the crates that have one of that name. */
const routerTypes: readonly (readonly [RegExp, readonly RustFramework[]])[] = [
  [/^(?:Router|ApiRouter|OpenApiRouter|AppRoutes|Routes)$/, ['axum']],
  [/^(?:ServiceConfig|Scope|App|UtoipaApp)$/, ['actix-web']],
  [/^(?:Rocket)$/, ['rocket']],
  [/^Route$/, ['poem']],
];

/** The framework whose router a parameter of this type is. */
export function frameworkOfType(type: string, place: ModulePlace): RustFramework | undefined {
  const last = /(\w+)\s*(?:<[\s\S]*>)?\s*$/.exec(type)?.[1] ?? '';
  const frameworks = routerTypes.find(([pattern]) => pattern.test(last))?.[1] ?? [];
  return frameworks.find((framework) => dependsOn(place, framework));
}

/** Whether a crate depends on a framework. */
export function dependsOn({ crate }: ModulePlace, framework: RustFramework): boolean {
  return [...byCrate].some(([name, one]) => one === framework && crate.dependencies.has(name));
}
