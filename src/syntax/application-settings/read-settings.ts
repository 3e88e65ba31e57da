import type { SourceText } from '../../model/source-text.js';
import type { CodeFile } from '../code/code-file.js';
import { dotnetSettingsFile, readDotnetSettings } from './dotnet.js';
import { jvmSettingsFile, readJvmSettings } from './jvm.js';
import {
  programSettingsFiles,
  readDjangoSettings,
  readLaravelSettings,
  readRailsSettings,
} from './programs.js';
import { readVariables } from './properties.js';
import { railsYamlFile, readRailsYaml } from './rails-yaml.js';
import { isForDevelopment } from './setting.js';
import type { ApplicationSetting } from './setting.js';

/** Larger ones are written by programs. */
const longest = 500_000;

const variablesFile = /(?:^|\/)\.env(?:\.[\w.-]+)?$/;

/** How the settings of a file are read: from its text, or from its program. */
export type SettingsReader =
  | { readonly from: 'text'; read(source: SourceText): readonly ApplicationSetting[] }
  | { readonly from: 'code'; read(code: CodeFile): readonly ApplicationSetting[] };

const readers: readonly (readonly [RegExp, SettingsReader])[] = [
  [jvmSettingsFile, { from: 'text', read: readJvmSettings }],
  [dotnetSettingsFile, { from: 'text', read: readDotnetSettings }],
  [railsYamlFile, { from: 'text', read: readRailsYaml }],
  [variablesFile, { from: 'text', read: readEnvironment }],
  [programSettingsFiles.django, { from: 'code', read: readDjangoSettings }],
  [programSettingsFiles.rails, { from: 'code', read: readRailsSettings }],
  [programSettingsFiles.laravel, { from: 'code', read: readLaravelSettings }],
];

/** How the settings of a file are read, by its path; undefined when it is no file of settings. */
export function settingsReaderOf(path: string): SettingsReader | undefined {
  const reader = readers.find(([file]) => file.test(path))?.[1];
  if (reader?.from !== 'text') return reader;
  return { from: 'text', read: (source) => (source.text.length > longest ? [] : reader.read(source)) };
}

/** `.env`, `.env.example`, `.env.production`: what the environment is meant to say. */
function readEnvironment(source: SourceText): readonly ApplicationSetting[] {
  const profile = /\.env\.([\w.-]+)$/.exec(source.path)?.[1];
  const isExample = profile !== undefined && /^(?:example|sample|dist|template)$/i.test(profile);
  if (profile !== undefined && !isExample && isForDevelopment(profile)) return [];
  return readVariables(source).map(({ key, value, span }) => ({
    framework: 'environment' as const,
    key,
    value,
    open: true,
    span,
    ...(profile !== undefined && !isExample && { profile }),
  }));
}
