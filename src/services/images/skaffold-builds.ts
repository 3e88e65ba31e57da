import type { SourceText } from '../../model/source-text.js';
import { parseYaml } from '../../syntax/yaml.js';
import { directoryOf, joinPath, resolvePath } from '../repository-paths.js';
import type { ImageBuild } from './image-build.js';
import { imageName, lastSegment } from './image-name.js';

/** The artifacts that a skaffold file builds. Source: https://skaffold.dev/docs/references/yaml/ (`build.artifacts`) */
export function readSkaffoldBuilds(source: SourceText): readonly ImageBuild[] {
  return parseYaml(source).documents.flatMap(({ root }) =>
    root.at('build', 'artifacts').items.flatMap((artifact) => {
      const image = artifact.get('image').text;
      const { path: base } = resolvePath(directoryOf(source.path), artifact.get('context').text ?? '.');
      // Jib builds one module of the context: a path for Maven, `:a:b` for Gradle.
      const module = artifact.at('jib', 'project').text?.replaceAll(':', '/').replace(/^\/+/, '') ?? '.';
      const context = base === undefined ? undefined : resolvePath(base, module).path;
      if (image === undefined || context === undefined) return [];
      const written = artifact.at('docker', 'dockerfile').text ?? 'Dockerfile';
      const dockerfile = resolvePath(context, written).path ?? joinPath(context, 'Dockerfile');
      const name = imageName(image);
      return [
        {
          context,
          dockerfile,
          images: [image],
          name: name === undefined ? undefined : lastSegment(name),
          names: name === undefined ? [] : [lastSegment(name)],
          mounts: [],
          reason: {
            text: `skaffold builds image ${image} from ${context}`,
            span: artifact.get('image').span,
          },
        },
      ];
    }),
  );
}
