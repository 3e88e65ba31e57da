import { nameOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';

/** `:users`, `"users"`, `Sequel[:app][:users]`, `Sequel.qualify(:app, :users)`, `:app__users`. */
export function tableOf(value: RubyValue | undefined): string | undefined {
  const name = nameOf(value);
  if (name !== undefined) return name.replace('__', '.');
  if (value?.kind !== 'code') return undefined;
  const match =
    /^Sequel\[:(\w+)\]\[:(\w+)\]$/.exec(value.text) ??
    /^Sequel\.qualify\(\s*:(\w+)\s*,\s*:(\w+)\s*\)$/.exec(value.text);
  if (match) return `${match[1] ?? ''}.${match[2] ?? ''}`;
  return /^Sequel\[:(\w+)\]$/.exec(value.text)?.[1];
}
