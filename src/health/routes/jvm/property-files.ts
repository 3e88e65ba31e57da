import type { RepositoryView } from '../../../model/repository-view.js';
import { SourceText } from '../../../model/source-text.js';
import { canonicalName, readSettings } from './settings.js';
import type { SpringSetting, SpringSettings } from './settings.js';

/** The settings of some properties and YAML files, later ones winning; those of Quarkus' profile `prod` (`%prod.x`) count. */
export async function readPropertyFiles(
  paths: readonly string[],
  view: RepositoryView,
): Promise<SpringSettings> {
  const settings = new Map<string, SpringSetting>();
  const production = new Map<string, SpringSetting>();
  for (const path of paths) {
    const source = await view.read(path);
    if (!source || source.text.length > 500_000) continue;
    const isProperties = path.endsWith('.properties');
    const own = isProperties ? withoutProfile(source) : undefined;
    for (const [name, setting] of readSettings(source).always)
      if (name.startsWith('%prod.')) production.set(name.slice('%prod.'.length), setting);
      else if (!name.startsWith('%')) settings.set(name, setting);
    if (own) for (const [name, setting] of readSettings(own).always) production.set(name, setting);
  }
  for (const [name, setting] of production) settings.set(name, setting);
  return settings;
}

/** Only the lines for production, at their places. */
function withoutProfile(source: SourceText): SourceText {
  const text = source.text.replaceAll(/^.*$/gm, (line) =>
    line.startsWith('%prod.') ? line.replace('%prod.', '      ') : ' '.repeat(line.length),
  );
  return new SourceText(source.path, text);
}

/** The settings whose names begin with a word, with what follows it. */
export function settingsUnder(
  settings: SpringSettings,
  prefix: string,
): readonly (readonly [string, SpringSetting])[] {
  const beginning = canonicalName(prefix);
  return [...settings].flatMap(([name, setting]) =>
    name.startsWith(beginning) ? [[name.slice(beginning.length), setting] as const] : [],
  );
}
