import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';
import { parseYaml } from '../yaml.js';
import type { YamlValue } from '../yaml.js';

/** One service of a compose file. */
export interface ComposeService {
  readonly name: string;
  readonly root: YamlValue;
}

/** What was read of a compose file. */
export interface ComposeFile {
  readonly services: readonly ComposeService[];
  readonly skipped: readonly Skipped[];
}

/**
 * File names that Docker Compose and Podman Compose read by themselves, with the usual suffixes (`compose.prod.yaml`, `docker-compose-dev.yml`), and what lies
 * directly in a folder that is called so (`docker/compose/shop-mysql.yaml`): what has no services there gives none.
 */
export function isComposePath(path: string): boolean {
  return /(^|\/)((docker|podman)-)?compose(([._-][\w.-]+)?\.ya?ml$|\/[\w.-]+\.ya?ml$)/i.test(path);
}

/** The services of a compose file; anchors and merge keys are followed by {@link YamlValue}. */
export function parseCompose(source: SourceText): ComposeFile {
  const { documents, skipped } = parseYaml(source);
  const services = documents.flatMap(({ root }) =>
    root
      .get('services')
      .entries.filter(([, value]) => value.isMap)
      .map(([name, value]) => ({ name, root: value })),
  );
  return { services, skipped };
}

/**
 * Compose's variable references with their defaults filled in: `${PORT:-8080}` → `8080`, `$$` → `$`. A variable without a default
 * gives undefined, because only the machine that runs compose knows it.
 * Source: https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolate(text: string): string | undefined {
  let unknown = false;
  const filled = text.replace(
    /\$(?:\$|\{([^{}]*)\}|([A-Za-z_]\w*))/g,
    (match, braced: string | undefined, bare) => {
      if (match === '$$') return '$';
      const withDefault = braced === undefined ? undefined : /^[A-Za-z_]\w*:?-(.*)$/s.exec(braced);
      if (withDefault) return withDefault[1] ?? '';
      unknown ||= braced !== undefined || bare !== undefined;
      return match;
    },
  );
  return unknown ? undefined : filled;
}
