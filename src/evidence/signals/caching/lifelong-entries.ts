import { option, positional } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeLanguage } from '../../../syntax/code/code-file.js';
import { codeWords } from '../../code-words.js';

/** A cheap test of a text. */
export const lifelongWords = /django\.core\.cache|rememberForever|forever\(/;

interface Lifelong {
  readonly language: CodeLanguage;
  readonly target: RegExp;
  /** The call says "for ever" by its name; else by this argument being `None`. */
  readonly argument?: { readonly name: string; readonly position: number };
  readonly says: string;
}

const calls: readonly Lifelong[] = [
  {
    // https://docs.djangoproject.com/en/stable/topics/cache/#basic-usage: "A timeout of None will cache the value forever".
    language: 'python',
    target:
      /^django\.core\.cache\.(?:cache|caches\.(?:\w+|\[\]))\.(?:set|add|get_or_set|aset|aadd|aget_or_set)$/,
    argument: { name: 'timeout', position: 2 },
    says: "is kept in Django's cache with a timeout of None, which means for ever",
  },
  {
    // https://laravel.com/docs/cache#storing-items-forever
    language: 'php',
    target:
      /^(?:Illuminate\\Support\\Facades\\Cache|cache\(\)|Illuminate\\Contracts\\Cache\\Repository\(\))(?:\.(?:store|tags)\(\))*\.(?:rememberForever|forever|sear)$/,
    says: 'is kept in the cache of Laravel for ever',
  },
];

/** Calls of libraries for caches that say themselves that an entry never ends. */
export function* lifelongEntries(
  code: CodeFile,
): Iterable<{ readonly node: CodeCall; readonly says: string }> {
  const known = calls.filter(({ language }) => language === code.language);
  // Whoever takes entries out when something changes needs no end of theirs.
  if (code.calls.some(({ name }) => /^(?:forget|pull|flush|a?delete(?:_many|_pattern)?|clear)$/.test(name)))
    return;
  for (const call of code.calls)
    for (const { target, argument, says } of known) {
      if (!target.test(call.target)) continue;
      const told = argument && (option(call, argument.name) ?? positional(call, argument.position));
      if (argument && told?.kind !== 'null') continue;
      const key = positional(call, 0);
      yield { node: call, says: `${key ? `\`${codeWords(code, key)}\`` : 'an entry'} ${says}` };
    }
}
