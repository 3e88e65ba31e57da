import { parseYaml } from '../../syntax/yaml.js';
import type { SourceText } from '../../model/source-text.js';
import type { CandidateFiles } from '../candidate-files.js';
import { baseName, directoryOf, joinPath } from '../repository-paths.js';
import { isToolDirectory } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';

/** Packages of Composer that make a program a web application or worker. */
const frameworks = new Set([
  'laravel/framework',
  'laravel/lumen-framework',
  'symfony/framework-bundle',
  'symfony/symfony',
  'slim/slim',
  'cakephp/cakephp',
  'yiisoft/yii2',
  'codeigniter4/framework',
  'mezzio/mezzio',
  'laminas/laminas-mvc',
  'hyperf/framework',
  'api-platform/core',
  'api-platform/symfony',
]);

/** Files that start such an application. */
const entries = [
  'artisan',
  'public/index.php',
  'web/index.php',
  'webroot/index.php',
  'index.php',
  'bin/console',
  'bin/hyperf.php',
];

/** Composer: a project (no `"type": "library"`) that requires a framework and has a file that starts it. */
export const composer: ServiceDetector = {
  name: 'composer',
  homepage: 'https://getcomposer.org/doc/04-schema.md',
  async detect(files) {
    const manifests = files.named('composer.json').filter((path) => !isToolDirectory(directoryOf(path)));
    return files.readEach(manifests, (source) => signsOf(source, files));
  },
};

function signsOf(source: SourceText, files: CandidateFiles): UnitSign[] {
  const root = parseYaml(source).documents[0]?.root;
  if (!root) return [];
  const type = root.get('type').text;
  if (type !== undefined && type !== 'project' && type !== 'metapackage') return [];
  const required = root.get('require').entries.find(([name]) => frameworks.has(name));
  const directory = directoryOf(source.path);
  const entry = entries.find((path) => files.has(joinPath(directory, path)));
  if (!required || entry === undefined) return [];
  const name = root.get('name').text;
  return [
    {
      directory,
      reason: { text: `Composer project on ${required[0]} with ${entry}`, span: required[1].span },
      ...(name === undefined ? {} : { name: baseName(name) }),
      languages: ['PHP'],
    },
  ];
}
