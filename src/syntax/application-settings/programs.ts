import type { CodeFile, CodePath } from '../code/code-file.js';
import { settingsOf } from './code-values.js';
import { isForDevelopment } from './setting.js';
import type { ApplicationSetting } from './setting.js';

/** Settings that are programs, by the paths at which their frameworks expect them. */
export const programSettingsFiles = {
  django: /(?:^|\/)(?:settings\.py|(?:[\w-]*settings|config\/settings)\/[\w/]+\.py|settings_[\w]+\.py)$/,
  rails: /(?:^|\/)config\/(?:application|environments\/\w+|initializers\/[\w/-]+|puma)\.rb$/,
  laravel: /(?:^|\/)config\/[\w-]+\.php$/,
} as const;

/** Upper-case names that a module of settings assigns: https://docs.djangoproject.com/en/stable/topics/settings/ */
export function readDjangoSettings(code: CodeFile): readonly ApplicationSetting[] {
  if (isForDevelopment(stemOf(code))) return [];
  return code.assignments.flatMap(({ place, value, context, start, end }) => {
    const names = context.function || context.class ? undefined : namesOf(place);
    if (!names || !/^[A-Z][A-Z\d_]*$/.test(names[0] ?? '')) return [];
    return settingsOf('django', names.join('.'), value, code, { start, end });
  });
}

/** `config.name = value`, also on `Rails.application`: https://guides.rubyonrails.org/configuring.html */
export function readRailsSettings(code: CodeFile): readonly ApplicationSetting[] {
  if (isForDevelopment(stemOf(code))) return [];
  const profile = /config\/environments\/(\w+)\.rb$/.exec(code.source.path)?.[1];
  return code.assignments.flatMap(({ place, value, start, end }) => {
    const names = namesOf(place) ?? [];
    const at = names.indexOf('config');
    if (at === -1 || at === names.length - 1) return [];
    return settingsOf('rails', names.slice(at).join('.'), value, code, { start, end }).map((setting) =>
      profile === undefined ? setting : { ...setting, profile },
    );
  });
}

/** What the file of a configuration gives back: https://laravel.com/docs/configuration */
export function readLaravelSettings(code: CodeFile): readonly ApplicationSetting[] {
  return code.assignments.flatMap(({ place, value }) =>
    place.name === 'return' && !place.object ? settingsOf('laravel', stemOf(code), value, code) : [],
  );
}

function stemOf({ source: { path } }: CodeFile): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

/** `DATABASES["default"]["HOST"]` as its names; undefined when a part of it is no name. */
function namesOf(place: CodePath): readonly string[] | undefined {
  if (!place.object) return [place.name];
  const before = place.object.kind === 'path' ? namesOf(place.object) : undefined;
  return before && [...before, place.name];
}
