import type { RepositoryView } from '../../../model/repository-view.js';
import { isProductFile } from '../../../model/repository-view.js';
import { isDecisive } from './decisive-settings.js';

/** A setting that a manifest, script or image makes for a Spring application. */
export interface OutsideSetting {
  readonly name: string;
  readonly value: string | undefined;
  readonly file: string;
  readonly line: number;
}

const mayHold =
  /\.(ya?ml|json|env|sh|tpl|tf|conf|service|toml|bicep|hcl)$|(^|\/)(\.env[\w.-]*|Dockerfile[\w.-]*|[\w.-]+\.Dockerfile|Procfile|Containerfile)$/i;

const mention =
  /\b((?:MANAGEMENT|SERVER_SERVLET|SERVER_PORT|SPRING_MVC|SPRING_WEBFLUX|SPRING_APPLICATION_JSON|SPRING_CONFIG)[A-Z0-9_]*)\b|(?:--|-D)((?:server|management|spring)\.[\w.-]+)/g;

/**
 * Settings made outside the application's own files: environment variables and arguments in manifests, compose files, images and scripts.
 * They win over the settings files. Of each file the first for each name.
 * Source: https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding.environment-variables
 */
export async function outsideSettings(view: RepositoryView): Promise<readonly OutsideSetting[]> {
  const found: OutsideSetting[] = [];
  for (const file of view.files) {
    if (!isProductFile(file) || !mayHold.test(file.path) || /(^|\/)src\/main\//.test(file.path)) continue;
    const source = await view.read(file.path);
    if (!source || !/MANAGEMENT|SERVER_|SPRING_|management\.|server\.|spring\./.test(source.text)) continue;
    const names = new Set<string>();
    for (const match of source.text.matchAll(mention)) {
      const written = match[1] ?? match[2] ?? '';
      const name = written.includes('_') ? written.toLowerCase().replaceAll('_', '.') : written;
      const isOpening =
        /^spring\.(application\.json|config\.(location|additional\.?-?location|import|name))/.test(name);
      if (names.has(name) || (!isOpening && !isDecisive(name) && name !== 'server.port')) continue;
      names.add(name);
      const { line } = source.position(match.index);
      if (source.line(line).trimStart().startsWith('#')) continue;
      const value = valueBehind(source.text, match.index + match[0].length);
      found.push({ name, value, file: file.path, line });
    }
  }
  return found;
}

/** `: "true"`, `=true`, or the `value:` on the next line. */
function valueBehind(text: string, at: number): string | undefined {
  const match = /^["']?\s{0,5}(?:[:=]\s{0,5}|,?\s{1,80}value:\s{0,5})["']?([\w./:${}-]+)/.exec(
    text.slice(at, at + 300),
  );
  return match?.[1];
}
