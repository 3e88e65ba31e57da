import type { SourceText } from '../../model/source-text.js';
import { readTomlTables } from '../../syntax/manifests/toml.js';
import type { CandidateFiles } from '../candidate-files.js';
import { directoryOf, joinPath } from '../repository-paths.js';
import { findSpan, firstLineSpan, isToolDirectory } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';
import { windowCrates } from '../window-programs.js';

/**
 * Cargo: a package with a binary target: `src/main.rs`, `src/bin/*.rs` or `[[bin]]`. A workspace without a package is none, nor is a program of a
 * window.
 */
export const cargo: ServiceDetector = {
  name: 'cargo',
  homepage: 'https://doc.rust-lang.org/cargo/reference/cargo-targets.html',
  async detect(files) {
    const manifests = files.named('Cargo.toml').filter((path) => !isToolDirectory(directoryOf(path)));
    return files.readEach(manifests, (source) => signsOf(source, files));
  },
};

function signsOf(source: SourceText, files: CandidateFiles): UnitSign[] {
  const directory = directoryOf(source.path);
  const tables = readTomlTables(source);
  const pack = tables.find((table) => table.name === 'package');
  if (!pack) return [];
  const dependencies = tables.find((table) => table.name === 'dependencies')?.entries.keys() ?? [];
  const named = tables.flatMap((table) => /^dependencies\.(\S+)$/.exec(table.name)?.[1] ?? []);
  if ([...dependencies, ...named].some((crate) => windowCrates.has(crate))) return [];
  const name = pack.entries.get('name')?.text;
  const declared = tables.find((table) => table.isArray && table.name === 'bin');
  const program = ['src/main.rs', 'src/bin/'].find((path) => files.anyStartsWith(joinPath(directory, path)));
  if (!declared && (program === undefined || pack.entries.get('autobins')?.text === 'false')) return [];
  const text = declared
    ? `Cargo package with the binary target ${declared.entries.get('name')?.text ?? name ?? ''}`
    : `Cargo package with a program in ${program ?? ''}`;
  const span = declared?.span ?? findSpan(source, /^[ \t]*\[package\]/m) ?? firstLineSpan(source);
  return [
    {
      directory,
      reason: { text, span },
      ...(name === undefined || name === '' ? {} : { name }),
      languages: ['Rust'],
    },
  ];
}
