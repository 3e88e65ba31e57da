import { rubyProgram } from '../../../syntax/ruby/program.js';
import type { RubyProgram } from '../../../syntax/ruby/program.js';
import { nameOf } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { pluralize, singularize, snakeCase } from '../../inflection.js';

const inflections: Readonly<Record<string, (word: string) => string>> = {
  pluralize,
  singularize,
  underscore: snakeCase,
};

/** A file of a project that uses Sequel; the inflections of ActiveSupport or of Sequel's own extension are known. */
export function sequelProgram(root: SyntaxNode): RubyProgram {
  return rubyProgram(root, (_, method, __, value) => {
    const inflect = inflections[method];
    const word = nameOf(value);
    return inflect && word !== undefined ? { kind: 'string', text: inflect(word) } : undefined;
  });
}
