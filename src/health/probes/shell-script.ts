import { SourceText } from '../../model/source-text.js';
import { shellWords } from '../../syntax/manifests/docker-command.js';
import { walk, withTree } from '../../syntax/tree-sitter.js';
import type { SyntaxNode } from '../../syntax/tree-sitter.js';
import { mayFail, neverFails, outcomeAtEndOfPipe, outcomeOf } from './outcome.js';
import type { Outcome } from './outcome.js';
import { simpleCommand } from './simple-command.js';
import type { ShellCall, SimpleCommand } from './simple-command.js';

/** What a shell script of a check runs, in the order of its text, and how it may end. */
export interface ShellScript {
  readonly commands: readonly SimpleCommand[];
  readonly outcome: Outcome;
}

/** Statements are looked into this deep. */
const deepest = 40;

interface Mode {
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

/** Reads the text of a shell. What the grammar cannot read gives its words as one command that may fail. */
export async function readShellScript(call: ShellCall): Promise<ShellScript> {
  return withTree('bash', new SourceText('check', call.text), (root) => {
    if (root.hasError) {
      const command = simpleCommand(shellWords(call.text));
      return { commands: command ? [command] : [], outcome: mayFail };
    }
    const commands = [...walk(root)]
      .filter((node) => node.type === 'command')
      .flatMap((node) => commandOf(node) ?? []);
    const names = commands.filter(({ name }) => name === 'set').flatMap(({ arguments: words }) => words);
    const mode = {
      errexit: call.errexit || names.some((word) => /^-[a-z]*e/.test(word) || word === 'errexit'),
      pipefail: call.pipefail || names.includes('pipefail'),
    };
    return { commands, outcome: outcomeOfSequence(partsOf(root), mode, 0) };
  });
}

function partsOf(node: SyntaxNode): SyntaxNode[] {
  return node.namedChildren.flatMap((child) => (child && child.type !== 'comment' ? [child] : []));
}

function commandOf(node: SyntaxNode): SimpleCommand | undefined {
  const words = partsOf(node)
    .filter(({ type }) => type !== 'variable_assignment' && !type.endsWith('_redirect'))
    .map(({ text }) => shellWords(text).join(' '));
  return simpleCommand(words);
}

function outcomeOfSequence(statements: readonly SyntaxNode[], mode: Mode, depth: number): Outcome {
  let last: Outcome = mayFail;
  let aborts = false;
  for (const statement of statements) {
    const command = statement.type === 'command' ? commandOf(statement) : undefined;
    const ends = command?.name === 'exit' || command?.name === 'return';
    // `exit` and `exit $?` end with the status of what ran before.
    const passesOn = ends && (command.arguments.length === 0 || command.arguments[0] === '$?');
    if (!passesOn) last = outcomeOfStatement(statement, mode, depth + 1);
    aborts ||= last.aborts && !passesOn;
    if (ends) break;
    aborts ||= mode.errexit && last.fails;
  }
  return aborts ? { fails: true, aborts: true } : last;
}

function outcomeOfStatement(node: SyntaxNode, mode: Mode, depth: number): Outcome {
  if (depth > deepest) return { fails: true, aborts: true };
  switch (node.type) {
    case 'command': {
      const command = commandOf(node);
      return command ? outcomeOf(command) : mayFail;
    }
    case 'redirected_statement':
      return outcomeOfRedirected(node, mode, depth);
    case 'pipeline':
      return outcomeOfPipe(node, mode, depth);
    case 'list':
      return outcomeOfList(node, mode, depth);
    case 'compound_statement':
      return outcomeOfSequence(partsOf(node), mode, depth);
    case 'subshell': {
      const inside = outcomeOfSequence(partsOf(node), mode, depth);
      return { ...inside, fails: inside.fails || inside.aborts, aborts: false };
    }
    case 'if_statement':
      return outcomeOfIf(node, mode, depth);
    case 'while_statement':
      return { fails: true, aborts: waits(node) || mayExit(node) };
    default:
      return { fails: true, aborts: mayExit(node) };
  }
}

/** A loop that goes on until something answers ends the check by its time limit when nothing does. */
function waits(node: SyntaxNode): boolean {
  const condition = node.childForFieldName('condition') ?? partsOf(node)[0];
  return condition !== null && condition !== undefined && !/^\s*read\b/.test(condition.text);
}

function mayExit(node: SyntaxNode): boolean {
  return [...walk(node)].some((inner) => {
    const command = inner.type === 'command' ? commandOf(inner) : undefined;
    return command !== undefined && outcomeOf(command).aborts;
  });
}

/** Opening `/dev/tcp/host/port` or a file may fail where writing to nowhere or to the container's log does not. */
function outcomeOfRedirected(node: SyntaxNode, mode: Mode, depth: number): Outcome {
  const body = node.childForFieldName('body');
  if (!body) return mayFail;
  const outcome = outcomeOfStatement(body, mode, depth + 1);
  const opens = partsOf(node).some(({ type, text }) => {
    if (type !== 'file_redirect') return false;
    const target = shellWords(text.replace(/^[\d&]*[<>|&]+/, ''))[0] ?? '';
    return !/^(\d+|-|\/dev\/(null|stdout|stderr|fd\/\d+)|\/proc\/(1|self|\$\$)\/fd\/\d+)$/.test(target);
  });
  return opens ? { fails: true, aborts: outcome.aborts } : outcome;
}

function outcomeOfPipe(node: SyntaxNode, mode: Mode, depth: number): Outcome {
  const parts = partsOf(node);
  const outcomes = parts.map((part) => outcomeOfStatement(part, mode, depth + 1));
  const end = parts.at(-1);
  const last = outcomes.at(-1);
  if (!end || !last) return mayFail;
  const body = end.type === 'redirected_statement' ? end.childForFieldName('body') : end;
  const command = body?.type === 'command' ? commandOf(body) : undefined;
  const first = [...walk(node)].find(({ type }) => type === 'command');
  const before = (first && commandOf(first)?.name) ?? 'the command before';
  const atEnd = command ? outcomeAtEndOfPipe(command, before) : last;
  // Each part runs in a shell of its own: its exit ends only that.
  if (mode.pipefail) {
    const fine = outcomes.slice(0, -1).every(({ fails }) => !fails) && !atEnd.fails;
    return fine ? { fails: false, aborts: false, ...reasonOf(outcomes[0] ?? atEnd) } : mayFail;
  }
  const fails = atEnd.fails || (last.fails && end.type === 'redirected_statement' && !command);
  return fails ? mayFail : { ...atEnd, aborts: false };
}

function outcomeOfList(node: SyntaxNode, mode: Mode, depth: number): Outcome {
  const [left, right] = partsOf(node);
  if (!left || !right) return mayFail;
  const a = outcomeOfStatement(left, mode, depth + 1);
  const b = outcomeOfStatement(right, mode, depth + 1);
  if (node.children.some((child) => child?.type === '||')) {
    const aborts = a.aborts || (a.fails && b.aborts);
    if (!a.fails) return { fails: false, aborts, ...reasonOf(a) };
    return b.fails
      ? { fails: true, aborts }
      : { ...neverFails(`\`|| ${shortText(right)}\` hides the failure`), aborts };
  }
  const aborts = a.aborts || b.aborts;
  return a.fails || b.fails ? { fails: true, aborts } : { fails: false, aborts, ...reasonOf(a) };
}

function outcomeOfIf(node: SyntaxNode, mode: Mode, depth: number): Outcome {
  const conditions = new Set(node.childrenForFieldName('condition').map((child) => child?.id));
  const branches: SyntaxNode[][] = [
    partsOf(node).filter(({ id, type }) => !conditions.has(id) && !/^el(se|if)_/.test(type)),
  ];
  for (const clause of partsOf(node).filter(({ type }) => /^el(se|if)_clause$/.test(type)))
    branches.push(clause.type === 'elif_clause' ? partsOf(clause).slice(1) : partsOf(clause));
  const outcomes = branches.map((branch) => outcomeOfSequence(branch, mode, depth + 1));
  const aborts = outcomes.some((outcome) => outcome.aborts);
  return aborts || outcomes.some(({ fails }) => fails)
    ? { fails: true, aborts }
    : neverFails('every branch of the `if` succeeds');
}

function reasonOf(outcome: Outcome): { readonly reason?: string } {
  return outcome.reason === undefined ? {} : { reason: outcome.reason };
}

function shortText(node: SyntaxNode): string {
  const text = node.text.replaceAll(/\s+/g, ' ').trim();
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}
