import type { RepositoryView } from '../../../model/repository-view.js';
import { isProductFile } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { BuildModule } from '../jvm/build-module.js';
import { join } from '../jvm/paths.js';

/** Where a Dropwizard application serves what. */
export interface DropwizardPaths {
  /** Of the resources. */
  readonly application: string;
  readonly admin: string;
  /** Undefined when the administration has no port of its own, or only the environment knows it. */
  readonly adminPort: number | undefined;
  /** False when a path is made at run time. */
  readonly isKnown: boolean;
  /** Paths of the health module, when the configuration switches it on. */
  readonly healthPaths: readonly string[];
  readonly healthSpan?: SourceSpan;
}

const defaults: DropwizardPaths = {
  application: '/',
  admin: '/',
  adminPort: 8081,
  isKnown: true,
  healthPaths: [],
};

/**
 * Reads the configuration file of a module: of several the one that is not for tests or development.
 * Source: https://www.dropwizard.io/en/stable/manual/configuration.html
 */
export async function dropwizardPaths(module: BuildModule, view: RepositoryView): Promise<DropwizardPaths> {
  const inCode = await rootPathInCode(module, view);
  const files = view.files.filter(
    (file) =>
      isProductFile(file) &&
      /\.ya?ml$/.test(file.path) &&
      !/(^|\/)(docker-compose|compose|\.github|openapi|swagger|k8s|charts?|helm)\b/i.test(file.path) &&
      (module.directory === '.' || file.path.startsWith(`${module.directory}/`)),
  );
  const ranked = files.toSorted((a, b) => Number(isForWork(a.path)) - Number(isForWork(b.path)));
  for (const { path } of ranked.slice(0, 200)) {
    const source = await view.read(path);
    if (
      !source ||
      !/^\s*(applicationConnectors|adminConnectors|rootPath|applicationContextPath|connector)\s*:/m.test(
        source.text,
      )
    )
      continue;
    const root = parseYaml(source).documents[0]?.root;
    if (root?.get('server').exists === true) return read(root, inCode);
  }
  return inCode === undefined ? defaults : { ...defaults, application: inCode };
}

function isForWork(path: string): boolean {
  return /(dev|local|test|sample|example)/i.test(path);
}

function read(root: YamlValue, inCode: string | undefined): DropwizardPaths {
  const server = root.get('server');
  const isSimple = server.get('type').text === 'simple';
  const text = (name: string, fallback: string): string | undefined =>
    filled(server.get(name).text ?? fallback);
  const context = text('applicationContextPath', isSimple ? '/application' : '/');
  const resources = inCode ?? text('rootPath', '/*');
  const admin = text('adminContextPath', isSimple ? '/admin' : '/');
  const port = filled(server.get('adminConnectors').items[0]?.get('port').text ?? '8080');
  const health = root.get('health');
  const paths = health.get('healthCheckUrlPaths').items.flatMap((item) => item.text ?? []);
  return {
    application: join(context ?? '', (resources ?? '').replace(/\/?\*$/, '')),
    admin: join(admin ?? ''),
    adminPort:
      isSimple || port === undefined ? undefined : server.get('adminConnectors').exists ? Number(port) : 8081,
    isKnown: context !== undefined && resources !== undefined && admin !== undefined,
    healthPaths: health.exists ? (paths.length > 0 ? paths : ['/health-check']) : [],
    ...(health.exists && { healthSpan: health.span }),
  };
}

/** `${PORT:-8080}`: its default; undefined when only the environment knows. */
function filled(text: string): string | undefined {
  const match = /^\$\{[\w.]+(?::-?(.*))?\}$/.exec(text.trim());
  if (match) return match[1];
  return text.includes('${') ? undefined : text;
}

async function rootPathInCode(module: BuildModule, view: RepositoryView): Promise<string | undefined> {
  for (const file of view.files) {
    if (!isProductFile(file) || !/\.(java|kt)$/.test(file.path)) continue;
    if (module.directory !== '.' && !file.path.startsWith(`${module.directory}/`)) continue;
    const text = (await view.read(file.path))?.text ?? '';
    const match = /\.(?:setUrlPattern|setJerseyRootPath)\(\s*"([^"]*)"/.exec(text);
    if (match) return match[1] ?? '';
  }
  return undefined;
}
