import type { SourceText } from '../../model/source-text.js';
import type { CandidateFiles } from '../candidate-files.js';
import { directoryOf, joinPath } from '../repository-paths.js';
import { findSpan, isToolDirectory } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';

/**
 * Mix: a project whose application starts a module (`mod: {App, []}`) or depends on Phoenix. The root of an umbrella (`apps_path:`) is none, and
 * neither is a project that is published as a package and only brings a supervision tree; one with releases or a Dockerfile is run as well.
 */
export const mix: ServiceDetector = {
  name: 'mix',
  homepage: 'https://hexdocs.pm/mix/Mix.Tasks.Compile.App.html',
  async detect(files) {
    const manifests = files.named('mix.exs').filter((path) => !isToolDirectory(directoryOf(path)));
    return files.readEach(manifests, (source) => signsOf(source, files));
  },
};

function signsOf(source: SourceText, files: CandidateFiles): UnitSign[] {
  const { text } = source;
  if (/^[ \t]*apps_path:/m.test(text)) return [];
  const phoenix = findSpan(source, /^[ \t[]*\{:phoenix,[^\n]*/m);
  const starts = findSpan(source, /^[^#\n]*\bmod:\s*\{[^}\n]*\}?/m);
  const isRun = /^[ \t]*releases:/m.test(text) || files.has(joinPath(directoryOf(source.path), 'Dockerfile'));
  const isPackage = /^[ \t]*package:/m.test(text) && !(starts && phoenix && isRun);
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
