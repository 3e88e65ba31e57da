import type { SourceText } from '../../model/source-text.js';
import { directoryOf } from '../repository-paths.js';
import { findSpan, isToolDirectory } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';

/**
 * Mix: a project whose application starts a module (`mod: {App, []}`) or depends on Phoenix. The root of an umbrella (`apps_path:`) is none, and
 * neither is a project that is published as a package and only brings a supervision tree.
 */
export const mix: ServiceDetector = {
  name: 'mix',
  homepage: 'https://hexdocs.pm/mix/Mix.Tasks.Compile.App.html',
  async detect(files) {
    const manifests = files.named('mix.exs').filter((path) => !isToolDirectory(directoryOf(path)));
    return files.readEach(manifests, signsOf);
  },
};

function signsOf(source: SourceText): UnitSign[] {
  const { text } = source;
  if (/^[ \t]*apps_path:/m.test(text)) return [];
  const phoenix = findSpan(source, /^[ \t[]*\{:phoenix,[^\n]*/m);
  const starts = findSpan(source, /^[^#\n]*\bmod:\s*\{[^}\n]*\}?/m);
  const isPackage = /^[ \t]*package:/m.test(text);
  const span = isPackage ? undefined : (starts ?? phoenix);
  if (!span) return [];
  const name = /\bapp:\s*:(\w+)/.exec(text)?.[1];
  const what = starts ? 'Mix application that starts a module' : 'Mix project that depends on Phoenix';
  return [
    {
      directory: directoryOf(source.path),
      reason: { text: what, span },
      ...(name === undefined ? {} : { name }),
      languages: ['Elixir'],
    },
  ];
}
