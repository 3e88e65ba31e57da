import type { SourceText } from '../../../model/source-text.js';
import type { KnownCall } from '../../../syntax/ruby/program.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import type { RubyProject } from './project.js';

/** Texts that stand elsewhere in the project and are only named where routes are registered. */
export interface Literals {
  /** `Blog.router_prefix`, when the method is nothing but a text. */
  readonly call: KnownCall;
  /** Constants by the last part of their names. */
  readonly constants: ReadonlyMap<string, RubyValue>;
}

const mostNames = 60;

/** Looks up the constants and the methods of constants that texts name. */
export async function literalsFor(sources: readonly SourceText[], project: RubyProject): Promise<Literals> {
  const calls = new Map<string, RubyValue>();
  const constants = new Map<string, RubyValue>();
  const names = new Set<string>();
  for (const { text } of sources)
    for (const match of text.matchAll(
      /(?:#\{|[ (,])((?:[A-Z]\w*::)*[A-Z]\w*)(\.[a-z]\w*|::[A-Z][A-Z\d_]+)\b(?![\w(?!])/g,
    ))
      if (names.size < mostNames && match[1] !== 'Rails') names.add(`${match[1] ?? ''} ${match[2] ?? ''}`);
  for (const name of names) {
    const [owner = '', member = ''] = name.split(' ');
    const type = await project.classNamed(owner);
    if (!type) continue;
    if (member.startsWith('.')) {
      const body = type.ownMethods.get(member.slice(1))?.text ?? '';
      const text = /^def\s+(?:self\.)?\w+\s*(?:=\s*|\n\s*)["']([^"'#]*)["']\s*(?:\n\s*end)?$/.exec(body)?.[1];
      if (text !== undefined) calls.set(`${owner}${member}`, { kind: 'string', text });
    } else {
      const constant = member.slice(2);
      const text = new RegExp(String.raw`^\s*${constant}\s*=\s*["']([^"'#]*)["']`, 'm').exec(
        type.source.text,
      )?.[1];
      if (text !== undefined) constants.set(constant, { kind: 'string', text });
    }
  }
  return { call: (receiver, method) => calls.get(`${receiver ?? ''}.${method}`), constants };
}
