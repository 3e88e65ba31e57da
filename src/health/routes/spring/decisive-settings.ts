import { canonicalName } from '../jvm/settings.js';
import type { SpringSetting, SpringSettings } from '../jvm/settings.js';

/** Beginnings of the settings that say where routes are served, without dots: environment variables have none. */
const decisive = [
  'serverservletcontextpath',
  'servercontextpath',
  'springwebfluxbasepath',
  'springmvcservletpath',
  'managementserver',
  'managementendpointsweb',
  'managementendpointsaccess',
  'managementendpointsenabledbydefault',
  'managementendpointhealth',
  'managementhealthprobes',
  'managementcontextpath',
  'managementport',
];

/** Endings that change what an answer shows, not where it is served. */
const harmless = /showdetails|showcomponents|roles|cors\w*|ssl\w*|address|cachetimetolive$/;

/** Whether a setting (or the environment variable for it) can move, open or close routes. */
export function isDecisive(name: string): boolean {
  const plain = canonicalName(name).replaceAll('.', '');
  return decisive.some((beginning) => plain.startsWith(beginning)) && !harmless.test(plain);
}

/** The first decisive setting that says something else than the settings that always hold. */
export function firstChange(settings: SpringSettings, base: SpringSettings): SpringSetting | undefined {
  for (const [name, setting] of settings)
    if (isDecisive(name) && base.get(name)?.value !== setting.value) return setting;
  return undefined;
}
