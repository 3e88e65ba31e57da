import type { RepositoryFile } from '../model/repository-view.js';
import type { SourceText } from '../model/source-text.js';
import { parseTerraform } from '../syntax/manifests/hcl/terraform.js';
import { HclScope } from '../syntax/manifests/hcl/scope.js';
import type { FormatReader } from './alert-format.js';
import type { FormatReading } from './written.js';

/** The resources of one directory, which is a module: all of its files see each other's names. */
export function readTerraformFolder(
  sources: readonly { readonly source: SourceText; readonly file: RepositoryFile }[],
  readers: readonly FormatReader[],
): readonly { readonly file: RepositoryFile; readonly reading: FormatReading }[] {
  const bodies = sources.map(({ source }) => parseTerraform(source));
  const scope = new HclScope(bodies);
  return bodies.flatMap((body, index) => {
    const file = sources[index]?.file;
    if (!file) return [];
    return body.blocks.flatMap((block) => {
      const [type = '', name = ''] = block.labels;
      if (block.type !== 'resource') return [];
      return readers.map((reader) => ({
        file,
        reading: reader.resource?.({ block, type, name, scope }) ?? {},
      }));
    });
  });
}
