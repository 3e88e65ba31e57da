import { argumentsOf } from '../../../syntax/ruby/arguments.js';
import { evaluate } from '../../../syntax/ruby/evaluate.js';
import { RubyFrame } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { CallInterpreter } from './call-interpreter.js';
import { conditionHolds } from './conditions.js';
import type { MigrationSource } from './migration-source.js';
import type { Place } from './place.js';
import { CommandRecorder } from './recorder.js';
import type { Irreversible } from './recorder.js';
import type { RailsStep } from './step.js';
import { roundsOf } from './table-definitions.js';

/** One way through a migration. */
export interface InterpretedWay {
  readonly steps: readonly RailsStep[];
  readonly problems: readonly Irreversible[];
  /** It raises an error whatever happens. */
  readonly raises: boolean;
  /** Where reading was given up, because there was too much of it. */
  readonly cutAt?: SyntaxNode;
}

/** Statements that are read in one way, hostile files included. */
const mostStatements = 50_000;
const deepestNesting = 150;

/**
 * Reads one way through a migration, without running anything: the statements of Ruby. What calls do is read by
 * {@link CallInterpreter}.
 */
export class RailsInterpreter {
  readonly #migration: MigrationSource;
  readonly recorder: CommandRecorder;
  readonly #calls: CallInterpreter;
  #statements = 0;
  #raises = false;
  #cutAt: SyntaxNode | undefined;

  constructor(migration: MigrationSource, reverting: boolean) {
    this.#migration = migration;
    this.recorder = new CommandRecorder(reverting);
    this.#calls = new CallInterpreter(migration, this.recorder, (node, place) => this.block(node, place));
  }

  /** Reads a method of the class. */
  run(method: SyntaxNode): InterpretedWay {
    const body = method.childForFieldName('body');
    if (body) {
      this.block(body, {
        frame: new RubyFrame(this.#migration.constants),
        rows: new Map(),
        unsure: false,
        looped: false,
        calls: 0,
        nesting: 0,
      });
    }
    this.recorder.finish();
    return {
      steps: this.recorder.steps(),
      problems: this.recorder.problems,
      raises: this.#raises,
      ...(this.#cutAt && { cutAt: this.#cutAt }),
    };
  }

  /** Reads a statement, or what holds several. True when nothing after it runs. */
  block(node: SyntaxNode, place: Place): boolean {
    this.#statements += 1;
    if (this.#statements > mostStatements || place.nesting > deepestNesting) {
      this.#cutAt ??= node;
      return true;
    }
    const inner = { ...place, nesting: place.nesting + 1 };
    switch (node.type) {
      case 'body_statement':
      case 'block_body':
      case 'begin':
      case 'then':
      case 'else':
      case 'do':
      case 'ensure':
      case 'parenthesized_statements':
        return this.#all(node.namedChildren, inner);
      case 'rescue_modifier': {
        const body = node.childForFieldName('body');
        return body ? this.block(body, inner) : false;
      }
      case 'if':
      case 'elsif':
      case 'unless':
      case 'conditional':
      case 'if_modifier':
      case 'unless_modifier':
        return this.#branch(node, inner);
      case 'case':
        for (const child of node.namedChildren) {
          const body =
            child?.type === 'when' ? child.childForFieldName('body') : child?.type === 'else' ? child : null;
          if (body) this.#maybe(body, inner);
        }
        return false;
      case 'while':
      case 'until':
      case 'while_modifier':
      case 'until_modifier': {
        const body = node.childForFieldName('body');
        if (body) this.block(body, { ...inner, looped: true });
        return false;
      }
      case 'for':
        this.#for(node, inner);
        return false;
      case 'binary':
        this.#binary(node, inner);
        return false;
      case 'assignment':
      case 'operator_assignment':
        this.#assignment(node, inner);
        return false;
      case 'return':
      case 'next':
      case 'break':
        this.#all(
          node.namedChildren.flatMap((child) => child?.namedChildren ?? []),
          inner,
        );
        return node.type !== 'break';
      case 'yield':
        this.#yield(node, inner);
        return false;
      case 'identifier':
      case 'call':
        return this.#call(node, inner);
      default:
        // What only runs after an error (`rescue`), definitions and bare values do nothing.
        return false;
    }
  }

  #all(nodes: readonly (SyntaxNode | null)[], place: Place): boolean {
    for (const node of nodes) if (node && node.type !== 'rescue' && this.block(node, place)) return true;
    return false;
  }

  #call(node: SyntaxNode, place: Place): boolean {
    const method = node.type === 'call' ? node.childForFieldName('method')?.text : node.text;
    if ((method === 'raise' || method === 'fail') && !node.childForFieldName('receiver')) {
      if (!place.unsure) this.#raises = true;
      return !place.unsure;
    }
    this.#calls.call(node, place);
    return false;
  }

  #branch(node: SyntaxNode, place: Place): boolean {
    const { context } = this.#migration;
    const holds = conditionHolds(
      node.childForFieldName('condition'),
      this.recorder.reverting,
      context.dialect,
    );
    const negated = node.type.startsWith('unless');
    const consequence = node.childForFieldName('consequence') ?? node.childForFieldName('body');
    const alternative = node.childForFieldName('alternative');
    if (holds !== undefined) {
      const chosen = holds === negated ? alternative : consequence;
      return chosen ? this.block(chosen, place) : false;
    }
    if (consequence) this.#maybe(consequence, place);
    if (alternative) this.#maybe(alternative, place);
    // `return if …` guards the rest; the rest is read as if it runs.
    return false;
  }

  #maybe(node: SyntaxNode, place: Place): void {
    this.block(node, { ...place, unsure: true, frame: new RubyFrame(place.frame, true) });
  }

  #binary(node: SyntaxNode, place: Place): void {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    if (!/^(&&|\|\||and|or)$/.test(node.childForFieldName('operator')?.text ?? '')) return;
    if (left) this.block(left, place);
    if (right) this.#maybe(right, place);
  }

  #for(node: SyntaxNode, place: Place): void {
    const body = node.childForFieldName('body');
    const value = node.childForFieldName('value')?.namedChildren[0];
    const name = node.childForFieldName('pattern')?.text;
    if (!body) return;
    const rounds = value ? roundsOf(evaluate(value, this.#migration.program, place.frame)) : undefined;
    for (const [item] of rounds ?? []) {
      if (item && name !== undefined) place.frame.assign(name, item);
      this.block(body, place);
    }
    if (!rounds) this.block(body, { ...place, looped: true, unsure: true });
  }

  #assignment(node: SyntaxNode, place: Place): void {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    if (!left || !right) return;
    const adds = node.type === 'operator_assignment';
    const old = place.frame.get(left.text);
    if (adds && node.childForFieldName('operator')?.text === '||=' && old !== undefined) return;
    const value: RubyValue =
      adds && old !== undefined
        ? { kind: 'code', text: left.text }
        : evaluate(right, this.#migration.program, place.frame);
    if (left.type === 'left_assignment_list') {
      const values = value.kind === 'array' ? value.items : [];
      for (const [index, name] of left.namedChildren.entries())
        if (name) place.frame.assign(name.text, values[index] ?? { kind: 'code', text: name.text });
    } else if (left.type !== 'call' && left.type !== 'element_reference')
      place.frame.assign(left.text, value);
    if (right.type === 'call') this.#calls.assigned(left.text, right, place);
    else if (/^(if|case|begin|unless|conditional)$/.test(right.type)) this.block(right, place);
  }

  #yield(node: SyntaxNode, place: Place): void {
    if (!place.block) return;
    const { positional } = argumentsOf(node, this.#migration.program, place.frame);
    this.#calls.runBlock(place.block.node, positional, {
      ...place.block.place,
      nesting: place.nesting,
      calls: place.calls,
      unsure: place.unsure || place.block.place.unsure,
      looped: place.looped || place.block.place.looped,
    });
  }
}
