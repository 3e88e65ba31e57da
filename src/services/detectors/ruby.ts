import type { CandidateFiles } from '../candidate-files.js';
import { directoryOf, joinPath } from '../repository-paths.js';
import { findSpan, firstLineSpan, isToolDirectory } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';

/**
 * Ruby: `config.ru` (Rack), or a Gemfile with `config/application.rb` (Rails). A gem (a `.gemspec` beside them) is none unless it is a whole Rails
 * application: gems bring a `config.ru` to try them out.
 */
export const ruby: ServiceDetector = {
  name: 'ruby',
  homepage: 'https://guides.rubyonrails.org/rails_on_rack.html',
  async detect(files) {
    const gems = new Set(files.namedLike(/\.gemspec$/).map(directoryOf));
    const rails = files.named('application.rb').filter((path) => isRailsApplication(path, files));
    const rack = files.named('config.ru').filter((path) => {
      const directory = directoryOf(path);
      return !isToolDirectory(directory) && !gems.has(directory);
    });
    const railsSigns = await files.readEach(rails, (source) => {
      const span = findSpan(source, /^[^#\n]*<\s*Rails::Application/m);
      const directory = directoryOf(directoryOf(source.path));
      return span ? [signOf(directory, 'Rails application', span)] : [];
    });
    const rackSigns = await files.readEach(rack, (source) => {
      const span = findSpan(source, /^[ \t]*(run|use)\b[^\n]*/m) ?? firstLineSpan(source);
      return [signOf(directoryOf(source.path), 'Rack application (config.ru)', span)];
    });
    return [...railsSigns, ...rackSigns];
  },
};

function isRailsApplication(path: string, files: CandidateFiles): boolean {
  if (!/(^|\/)config\/application\.rb$/.test(path)) return false;
  const directory = directoryOf(directoryOf(path));
  if (isToolDirectory(directory)) return false;
  return files.has(joinPath(directory, 'Gemfile'));
}

function signOf(directory: string, text: string, span: UnitSign['reason']['span']): UnitSign {
  return { directory, reason: { text, span }, languages: ['Ruby'] };
}
