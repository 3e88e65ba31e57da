/** Files of the signals' examples: small, whole, and all of one service named `app`. */

/** A Node service whose program is the given text. */
export function nodeService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    'package.json':
      '{"name": "app", "scripts": {"start": "node src/server.js"}, "dependencies": {"express": "^5.0.0"}}\n',
    Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "src/server.js"]\n',
    'src/server.js': text,
    ...more,
  };
}

/** A Python service whose program is the given text. */
export function pythonService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    'pyproject.toml': '[project]\nname = "app"\ndependencies = ["fastapi"]\n',
    Dockerfile: 'FROM python:3.13\nCOPY . .\nCMD ["python", "main.py"]\n',
    'main.py': text,
    ...more,
  };
}
