import { findDependency } from '../jvm/build-module.js';
import { nearestDirectory } from './modules.js';
import { join } from '../jvm/paths.js';
import type { SpringModule } from './modules.js';
import type { ServingContext } from './serving-context.js';
import { isOpen, settled } from '../jvm/settings.js';
import type { SpringSettings } from '../jvm/settings.js';

const prefixSettings = [
  'server.servlet.context-path',
  'server.context-path',
  'spring.webflux.base-path',
  'spring.mvc.servlet.path',
];

/** What an application's settings put before every route. */
export function servingContext(settings: SpringSettings): ServingContext {
  const context =
    settled(settings, 'server.servlet.context-path') ??
    settled(settings, 'server.context-path') ??
    settled(settings, 'spring.webflux.base-path') ??
    '';
  return {
    prefix: join(context, settled(settings, 'spring.mvc.servlet.path') ?? ''),
    isPrefixKnown: !prefixSettings.some((name) => isOpen(settings, name)),
    settings,
  };
}

/** The context of a file: of its module's application, or of the one application that its module is part of. */
export function contextOf(path: string, modules: readonly SpringModule[]): ServingContext {
  const directory = nearestDirectory(
    modules.map(({ build }) => build.directory),
    path,
  );
  const module = modules.find(({ build }) => build.directory === directory);
  if (module?.isApplication || !module) return servingContext(module?.settings ?? new Map());
  const builds = modules.map(({ build }) => build);
  const pattern = new RegExp(`^${module.build.name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  const users = modules.filter(
    (one) => one.isApplication && module.build.name !== '' && findDependency(one.build, pattern, builds),
  );
  const contexts = (users.length > 0 ? users : [module]).map((one) => servingContext(one.settings));
  const first = contexts[0] ?? servingContext(module.settings);
  return contexts.every(({ prefix }) => prefix === first.prefix)
    ? first
    : { ...first, prefix: '', isPrefixKnown: false };
}
