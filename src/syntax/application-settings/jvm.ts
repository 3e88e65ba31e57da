import type { SourceText } from '../../model/source-text.js';
import { readFlatYaml } from './flat-yaml.js';
import { withDefaults } from './placeholders.js';
import { readProperties } from './properties.js';
import { isForDevelopment } from './setting.js';
import type { ApplicationSetting } from './setting.js';

/** Files in which Spring Boot, Micronaut, Quarkus and MicroProfile look for settings. */
export const jvmSettingsFile =
  /(?:^|\/)(?:(?:application|bootstrap)(?:-[\w.-]+)?\.(?:ya?ml|properties)|META-INF\/microprofile-config\.properties)$/;

/**
 * The settings of a file, with the profiles of its name, of its documents (`spring.config.activate.on-profile`) and of its keys (`%prod.`).
 * Sources: https://docs.spring.io/spring-boot/reference/features/external-config.html, https://quarkus.io/guides/config-reference#profiles
 */
export function readJvmSettings(source: SourceText): readonly ApplicationSetting[] {
  const ofFile = /(?:application|bootstrap)-([\w.-]+)\.(?:ya?ml|properties)$/.exec(source.path)?.[1];
  if (ofFile !== undefined && isForDevelopment(ofFile)) return [];
  const documents = source.path.endsWith('.properties') ? readProperties(source) : readFlatYaml(source);
  return documents.flatMap((document) => {
    const settings = document.map((setting) => ({ ...setting, key: canonicalKey(setting.key) }));
    const ofDocument = settings.find(({ key }) =>
      /^spring\.(?:config\.activate\.on-profile|profiles)$/.test(key),
    )?.value;
    if (ofDocument !== undefined && isForDevelopment(ofDocument)) return [];
    return settings.flatMap(({ key: written, value, span }): readonly ApplicationSetting[] => {
      const [, ofKey, key = ''] = /^(?:%([\w,-]+)\.)?(.*)$/.exec(written) ?? [];
      if (ofKey !== undefined && isForDevelopment(ofKey)) return [];
      const profile = ofKey ?? ofDocument ?? ofFile;
      return [
        {
          framework: 'jvm',
          key,
          ...withDefaults(value),
          span,
          ...(profile !== undefined && profile !== 'default' && { profile }),
        },
      ];
    });
  });
}

/** Spring takes all spellings for the same: `maximumPoolSize`, `maximum_pool_size`, `MAXIMUM-POOL-SIZE` are `maximum-pool-size`. */
function canonicalKey(key: string): string {
  return key
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}
