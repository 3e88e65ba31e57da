import type { CodeLanguage } from '../../../../syntax/code/code-file.js';
import { wordsByLanguage } from '../../../recogniser.js';
import type { CodeWords } from '../../../recogniser.js';
import { csharpClients } from './csharp-clients.js';
import { elixirClients } from './elixir-clients.js';
import { goClients } from './go-clients.js';
import { jvmClients } from './jvm-clients.js';
import { phpClients } from './php-clients.js';
import { rubyClients } from './ruby-clients.js';
import { rustClients } from './rust-clients.js';
import type { HttpClient } from './http-client.js';
import { javascriptClients } from './javascript-clients.js';
import { pythonClients } from './python-clients.js';

/** Every client of which lintel knows how its requests end. */
export const httpClients: readonly HttpClient[] = [
  ...csharpClients,
  ...elixirClients,
  ...goClients,
  ...javascriptClients,
  ...jvmClients,
  ...phpClients,
  ...pythonClients,
  ...rubyClients,
  ...rustClients,
];

const byLanguage = new Map<CodeLanguage, HttpClient[]>();
for (const client of httpClients)
  byLanguage.set(client.language, [...(byLanguage.get(client.language) ?? []), client]);

export function clientsOf(language: CodeLanguage): readonly HttpClient[] {
  return byLanguage.get(language) ?? [];
}

export const clientLanguages: readonly CodeLanguage[] = [...byLanguage.keys()];

/** A word of any of these clients, by language. */
export function wordsOf(clients: readonly HttpClient[]): CodeWords {
  return wordsByLanguage(clients.map(({ language, word }) => ({ languages: [language], word })));
}
