import type { CodeLanguage } from '../../../../syntax/code/code-file.js';
import type { HttpClient } from './http-client.js';
import { javascriptClients } from './javascript-clients.js';
import { pythonClients } from './python-clients.js';

/** Every client of which lintel knows how its requests end. */
export const httpClients: readonly HttpClient[] = [...javascriptClients, ...pythonClients];

const byLanguage = new Map<CodeLanguage, HttpClient[]>();
for (const client of httpClients)
  byLanguage.set(client.language, [...(byLanguage.get(client.language) ?? []), client]);

export function clientsOf(language: CodeLanguage): readonly HttpClient[] {
  return byLanguage.get(language) ?? [];
}

export const clientLanguages: readonly CodeLanguage[] = [...byLanguage.keys()];

/** A word of any of these clients. */
export function wordsOf(clients: readonly HttpClient[]): RegExp {
  return new RegExp([...new Set(clients.map(({ word }) => word))].join('|'));
}
