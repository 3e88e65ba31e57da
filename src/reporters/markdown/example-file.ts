const fenceLanguages: Readonly<Record<string, string>> = {
  cs: 'csharp',
  ex: 'elixir',
  exs: 'elixir',
  go: 'go',
  java: 'java',
  js: 'js',
  json: 'json',
  kt: 'kotlin',
  md: 'markdown',
  php: 'php',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sql: 'sql',
  tf: 'hcl',
  ts: 'ts',
  yaml: 'yaml',
  yml: 'yaml',
};

/** A file of an example: its path, and its text in a fence of its language. */
export function exampleFile(path: string, text: string, when = ''): readonly string[] {
  const language =
    fenceLanguages[path.split('.').at(-1) ?? ''] ?? (/Dockerfile/.test(path) ? 'dockerfile' : '');
  // A record may hold a code block itself.
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length + 1)));
  return [`\`${path}\`${when}`, '', `${fence}${language}`, text.trimEnd(), fence, ''];
}
