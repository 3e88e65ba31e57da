import type { ProgramLanguage } from './tree-sitter.js';

const byExtension: Readonly<Record<string, ProgramLanguage>> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  py: 'python',
  go: 'go',
  java: 'java',
  rb: 'ruby',
  rake: 'ruby',
  cs: 'csharp',
  php: 'php',
  rs: 'rust',
  sh: 'bash',
};

/** The language of a file by its extension, or undefined when lintel has no grammar for it. */
export function languageOf(path: string): ProgramLanguage | undefined {
  const dot = path.lastIndexOf('.');
  return dot === -1 ? undefined : byExtension[path.slice(dot + 1).toLowerCase()];
}
