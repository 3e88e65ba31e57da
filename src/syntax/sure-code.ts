import type { SourceText } from '../model/source-text.js';
import { languageOf } from './program-language.js';
import { withTree } from './tree-sitter.js';
import type { SyntaxNode } from './tree-sitter.js';

/** Nodes that hold code which does not run where it stands. */
const functionNode =
  /^(?:function_declaration|function_expression|function|arrow_function|generator_function(?:_declaration)?|method_definition|function_definition|async_function_definition|lambda|func_literal|method_declaration|anonymous_function(?:_creation_expression)?|method|singleton_method|local_function_statement|lambda_expression|anonymous_method_expression|constructor_declaration|block_argument|do_block|block_lambda|go_statement|defer_statement|closure_expression|class_body)$/;
/** Nodes of which only the test, subject or left side is sure to run. */
const branching =
  /^(?:if|if_statement|if_expression|if_modifier|unless|unless_modifier|elif_clause|elsif|conditional|conditional_expression|ternary_expression|switch_statement|switch_expression|expression_switch_statement|type_switch_statement|select_statement|match_statement|match_expression|case|case_match|while|while_statement|while_modifier|until|until_modifier|for|for_statement|for_in_statement|for_each_statement|foreach_statement|enhanced_for_statement|do_statement|boolean_operator)$/;
/** What of a branching node runs in any case. */
const tests = [
  'initializer',
  'init',
  'condition',
  'value',
  'subject',
  'right',
  'iterable',
  'collection',
  'expression',
];
const leaving =
  /^(?:return_statement|return|throw_statement|throw_expression|raise_statement|yield|yield_statement|break_statement|next|break)$/;
/** Functions that do not come back: Ruby raises with one, Sinatra, Grape, Flask and Laravel answer with one. */
const escaping = /^(?:raise|fail|throw|halt|pass|error!|abort(?:_if|_unless)?)$/;
/** https://svelte.dev/docs/kit/$app-environment: `building` is false while the server serves. */
const ofTheBuild = /^\(\s*building\s*\)$/;
const catching = /^(?:catch_clause|except_clause|except_group_clause|rescue|rescue_modifier)$/;
const aside = /^(?:finally_clause|ensure|else_clause|else|decorator|attribute_list)$/;
/** A catch that lets the failure out again, or answers with one. */
const failing =
  /\b(?:raise|throw|abort)\b|\bnext\s*\(\s*\w|\b(?:status|sendStatus|code|http_response_code)\s*\(\s*5\d\d|\b50[0-4]\b|INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE/;
/** The callee with which middleware hands a request on. */
const handingOn =
  /(?:^|[.>:])\$?_?(?:next|done|call_next|next_app|get_response|doFilter|Next|ServeHTTP|proceed)(?:\.(?:Invoke|InvokeAsync|handle))?$|^(?:self|this|@)[.]?_?app(?:\.call)?$|^_?app\.call$|(?:^|\.)(?:\w*C|c)hain\.filter$|^_?(?:resolve|handler)$/;

const known = new WeakMap<SourceText, Promise<SurePlaces>>();

/** Offsets of what surely runs, each with where the innermost function begins that it stands in (a method, a block, a lambda). */
export type SurePlaces = ReadonlyMap<number, number>;

/**
 * Offsets at which something begins that surely runs whenever the innermost function around it does: straight-line code up to the first place at which the
 * function may leave, and without what stands behind a test, in a loop, in a callback, or in a `try` whose `catch` swallows the failure. What
 * stands after a request was handed on (`next()`) does not count either: nothing waits for it.
 * @returns no offsets for a language without a grammar.
 */
export async function sureOffsets(source: SourceText): Promise<SurePlaces> {
  let found = known.get(source);
  if (found === undefined) {
    found = read(source);
    known.set(source, found);
  }
  return found;
}

/** Nodes that may be looked at in one file: code that is nested very deep is looked at again and again. What lies beyond is not sure. */
const mostSteps = 300_000;

async function read(source: SourceText): Promise<SurePlaces> {
  const language = languageOf(source.path);
  const found = new Map<number, number>();
  const budget = { left: mostSteps };
  if (language !== undefined)
    await withTree(language, source, (root) => {
      const functions: SyntaxNode[] = [root];
      for (let next = functions.pop(); next !== undefined; next = functions.pop()) {
        const body = next.childForFieldName('body');
        new Walk(found, next.startIndex, functions, budget).run(
          body ? [body] : next.children.filter((child) => child !== null),
        );
      }
    });
  return found;
}

/** Goes through the code of one function. */
class Walk {
  readonly #found: Map<number, number>;
  readonly #start: number;
  /** Functions inside, to be gone through for themselves. */
  readonly #functions: SyntaxNode[];
  readonly #budget: { left: number };
  #depth = 0;

  constructor(found: Map<number, number>, start: number, functions: SyntaxNode[], budget: { left: number }) {
    this.#found = found;
    this.#start = start;
    this.#functions = functions;
    this.#budget = budget;
  }

  run(nodes: readonly SyntaxNode[]): void {
    let goesOn = true;
    for (const node of nodes) {
      if (goesOn) goesOn = this.#visit(node);
      else this.#skip(node);
    }
  }

  /** Notes a node and what surely runs in it. @returns whether what follows it is as sure. */
  #visit(node: SyntaxNode): boolean {
    const { type } = node;
    if (isFunction(node)) {
      this.#functions.push(node);
      return true;
    }
    this.#budget.left -= 1;
    if (this.#depth > 400 || this.#budget.left < 0) return false;
    this.#depth += 1;
    try {
      if (!node.isNamed) {
        // A keyword has the type of what it begins.
        this.#found.set(node.startIndex, this.#start);
        return true;
      }
      if (branching.test(type) || isShortCircuit(node)) return this.#branch(node);
      this.#found.set(node.startIndex, this.#start);
      const children = node.children.filter((child) => child !== null);
      const isSwallowed = children.some((child) => catching.test(child.type) && !failing.test(child.text));
      if (type === 'rescue_modifier' || isSwallowed) {
        this.#found.delete(node.startIndex);
        for (const child of children) this.#skip(child);
        return !leaves(node, this.#budget);
      }
      let goesOn = true;
      for (const child of children) {
        if (!goesOn || catching.test(child.type) || aside.test(child.type)) this.#skip(child);
        else goesOn = this.#visit(child);
      }
      return goesOn && !leaving.test(type) && !handsOn(node);
    } finally {
      this.#depth -= 1;
    }
  }

  #branch(node: SyntaxNode): boolean {
    // What only the build runs is no way out of what the server runs.
    if (node.type === 'if_statement' && ofTheBuild.test(node.childForFieldName('condition')?.text ?? '')) {
      this.#skip(node);
      return true;
    }
    const named = [...tests, ...(isShortCircuit(node) || node.type === 'boolean_operator' ? ['left'] : [])]
      .map((field) => node.childForFieldName(field))
      .filter((child) => child !== null);
    // Python's `value if test else other`.
    const testAt = node.children[1]?.type === 'if' ? 1 : 0;
    const isShort = isShortCircuit(node) || node.type === 'boolean_operator';
    const sure = isShort
      ? named.filter((child) => child.startIndex === node.startIndex).slice(0, 1)
      : named.length > 0
        ? named
        : node.namedChildren.filter((child) => child !== null).slice(testAt, testAt + 1);
    // Where the test stands behind (`x if y`), what is tested begins where the statements around begin.
    if (sure.some((child) => child.startIndex === node.startIndex))
      this.#found.set(node.startIndex, this.#start);
    else this.#found.delete(node.startIndex);
    let goesOn = true;
    for (const child of node.children) {
      if (!child) continue;
      const isSure = sure.some((one) => one.id === child.id);
      if (isSure && goesOn) goesOn = this.#visit(child);
      else this.#skip(child);
    }
    return goesOn && !leaves(node, this.#budget);
  }

  /** What may not run: only the functions in it are of interest. */
  #skip(node: SyntaxNode): void {
    const stack = [node];
    for (let next = stack.pop(); next !== undefined && this.#budget.left > 0; next = stack.pop()) {
      this.#budget.left -= 1;
      if (isFunction(next)) this.#functions.push(next);
      else for (const child of next.namedChildren) if (child) stack.push(child);
    }
  }
}

/** A block of Ruby in braces bears the name that other grammars have for the statements of an `if`. */
function isFunction(node: SyntaxNode): boolean {
  if (!node.isNamed) return false;
  return functionNode.test(node.type) || (node.type === 'block' && node.parent?.type === 'call');
}

function isShortCircuit(node: SyntaxNode): boolean {
  if (!/^(?:binary|binary_expression|logical_expression)$/.test(node.type)) return false;
  const operator = node.childForFieldName('operator')?.text ?? node.children[1]?.text ?? '';
  return /^(?:&&|\|\||\?\?|and|or)$/.test(operator);
}

/** Whether something in a node leaves the function, or hands the request on. */
function leaves(node: SyntaxNode, budget: { left: number }): boolean {
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    budget.left -= 1;
    if (budget.left < 0) return true;
    if (next !== node && isFunction(next)) continue;
    if ((leaving.test(next.type) && !next.type.startsWith('break')) || handsOn(next) || escapes(next))
      return true;
    for (const child of next.namedChildren) if (child) stack.push(child);
  }
  return false;
}

/** `halt 401`, `error!(…)`, `abort(403)`; a bare word is a call in Ruby only, where it stands as a statement. */
function escapes(node: SyntaxNode): boolean {
  if (node.type === 'identifier')
    return (
      escaping.test(node.text) &&
      /^(?:then|else|if_modifier|unless_modifier|body_statement|block_body|program)$/.test(
        node.parent?.type ?? '',
      )
    );
  if (!/^(?:call|function_call_expression)$/.test(node.type)) return false;
  if (node.childForFieldName('receiver')) return false;
  const callee = node.childForFieldName('method') ?? node.childForFieldName('function');
  return callee !== null && escaping.test(callee.text);
}

function handsOn(node: SyntaxNode): boolean {
  if (!/call|invocation|await/.test(node.type)) return false;
  const callee =
    node.childForFieldName('function') ?? node.childForFieldName('method') ?? node.childForFieldName('name');
  const receiver = node.childForFieldName('receiver') ?? node.childForFieldName('object');
  const text = `${receiver && receiver.text.length < 60 ? `${receiver.text}.` : ''}${callee?.text ?? ''}`;
  return text.length < 100 && handingOn.test(text);
}
