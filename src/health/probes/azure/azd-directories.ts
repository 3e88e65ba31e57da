import type { RepositoryView } from '../../../model/repository-view.js';
import { dirname } from 'node:path/posix';
import { parseYaml } from '../../../syntax/yaml.js';
import { directoryBelow } from '../directory-below.js';

/**
 * The directories of the services that azd deploys, by the name under which their resources are tagged.
 * Source: https://learn.microsoft.com/azure/developer/azure-developer-cli/azd-schema
 */
export async function azdDirectories(view: RepositoryView): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { path } of view.files) {
    if (!/(^|\/)azure\.ya?ml$/.test(path)) continue;
    const source = await view.read(path);
    for (const { root } of source ? parseYaml(source).documents : [])
      for (const [name, service] of root.get('services').entries) {
        const directory = directoryBelow(service.get('project').text, dirname(path));
        if (directory !== undefined) found.set(name, directory);
      }
  }
  return found;
}
