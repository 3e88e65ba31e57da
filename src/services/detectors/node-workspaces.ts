import type { SourceText } from '../../model/source-text.js';
import { parseYaml } from '../../syntax/yaml.js';
import type { YamlValue } from '../../syntax/yaml.js';
import { baseName, directoryOf, resolvePath } from '../repository-paths.js';
import { isToolDirectory } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';

/**
 * Monorepo tools that declare applications outside `package.json`: Nx (`project.json` with `projectType: application`), NestJS
 * (`nest-cli.json` with `projects`), Angular (`angular.json`). Projects that run end-to-end tests are none.
 */
export const nodeWorkspaces: ServiceDetector = {
  name: 'node-workspaces',
  homepage: 'https://nx.dev/reference/project-configuration',
  async detect(files) {
    const manifests = files.named('project.json', 'nest-cli.json', 'angular.json');
    return files.readEach(manifests, signsOf);
  },
};

function signsOf(source: SourceText): readonly UnitSign[] {
  const root = parseYaml(source).documents[0]?.root;
  if (!root) return [];
  const directory = directoryOf(source.path);
  if (baseName(source.path) === 'project.json') {
    const type = root.get('projectType');
    const name = root.get('name').text ?? baseName(directory);
    return isApplication(type, directory, name, root)
      ? [signOf(directory, name, 'Nx application', type)]
      : [];
  }
  const tool = baseName(source.path) === 'nest-cli.json' ? 'NestJS' : 'Angular';
  return root.get('projects').entries.flatMap(([name, project]) => {
    const type = tool === 'NestJS' ? project.get('type') : project.get('projectType');
    const { path: place } = resolvePath(directory, project.get('root').text ?? '.');
    if (place === undefined) return [];
    return isApplication(type, place, name, project)
      ? [signOf(place, name, `${tool} application`, type)]
      : [];
  });
}

function isApplication(type: YamlValue, directory: string, name: string, project: YamlValue): boolean {
  if (type.text !== 'application' || isToolDirectory(directory) || name.endsWith('-e2e')) return false;
  const targets = project.get('targets').exists ? project.get('targets') : project.get('architect');
  return !targets.entries.some(
    ([target, value]) =>
      target === 'e2e' &&
      /cypress|playwright|detox/.test(value.get('executor').text ?? '') &&
      !targets.get('build').exists,
  );
}

function signOf(directory: string, name: string, what: string, type: YamlValue): UnitSign {
  return {
    directory,
    reason: { text: `${what} ${name}`, span: type.span },
    name: baseName(name),
    languages: ['TypeScript'],
  };
}
