import { SourceText } from '../../model/source-text.js';
import { readFlatYaml } from './flat-yaml.js';
import { isForDevelopment } from './setting.js';
import type { ApplicationSetting } from './setting.js';

/** https://learn.microsoft.com/aspnet/core/fundamentals/configuration/ */
export const dotnetSettingsFile = /(?:^|\/)appsettings(?:\.[\w-]+)?\.json$/i;

/** The settings of an `appsettings.json`, which may have comments. */
export function readDotnetSettings(source: SourceText): readonly ApplicationSetting[] {
  const profile = /appsettings\.([\w-]+)\.json$/i.exec(source.path)?.[1];
  if (profile !== undefined && isForDevelopment(profile)) return [];
  return readFlatYaml(withoutComments(source)).flatMap((document) =>
    document.map(({ key, value, span }) => ({
      framework: 'dotnet' as const,
      key,
      value,
      open: false,
      span,
      ...(profile !== undefined && { profile }),
    })),
  );
}

/** The same text with spaces for comments, so that places stay. */
function withoutComments(source: SourceText): SourceText {
  const text = source.text.replaceAll(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (piece) =>
    piece.startsWith('"') ? piece : piece.replaceAll(/[^\n]/g, ' '),
  );
  return new SourceText(source.path, text);
}
