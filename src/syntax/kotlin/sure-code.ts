import type { SourceText } from '../../model/source-text.js';
import { jvmFunctions } from '../jvm/functions.js';
import { TokenView } from '../jvm/token-view.js';

/** Functions of the standard library and of coroutines that run their lambda once, where they stand. */
const running =
  /^(?:run|with|apply|also|let|use|withContext|coroutineScope|supervisorScope|runBlocking|withLock|measureTimeMillis)$/;
const branching = /^(?:if|while|for|when)$/;
const leaving = /^(?:return|throw|break|continue)$/;
/** With which filters and interceptors hand a request on. */
const handingOn = /^(?:doFilter|proceed|proceedWith|finish)$/;

/**
 * Offsets of the words that surely run whenever the function around them does, as `sureOffsets` has them for languages with a grammar:
 * without what stands behind a test, an elvis, a safe call, in a loop, in a lambda that somebody else runs, in a `try` whose `catch` goes on.
 */
export function sureKotlinOffsets(source: SourceText): ReadonlySet<number> {
  const tokens = new TokenView(source);
  const found = new Set<number>();
  for (const { from, to } of jvmFunctions(tokens.all)) noteSure(tokens, from, to, found);
  return found;
}

/** Notes what surely runs in a range of tokens. @returns whether what follows is as sure. */
export function noteSure(
  tokens: TokenView,
  from: number,
  to: number,
  found: Set<number>,
  depth = 0,
): boolean {
  if (depth > 60) return false;
  let at = from;
  while (at < to) {
    const word = tokens.word(at);
    if (word !== undefined && branching.test(word)) {
      if (tokens.is(at + 1, '(') && word !== 'for')
        noteSure(tokens, at + 2, tokens.closing(at + 1), found, depth + 1);
      const end = behindBranch(tokens, at, to);
      if (mayLeave(tokens, at, end)) return false;
      at = end;
    } else if (word === 'else') {
      const end = behindBody(tokens, at + 1, to);
      if (mayLeave(tokens, at, end)) return false;
      at = end;
    } else if (word === 'try' && tokens.is(at + 1, '{')) {
      const block = tokens.closing(at + 1);
      const end = behindCatches(tokens, block + 1, to);
      const isCaught = tokens.word(block + 1) === 'catch' && !has(tokens, block + 1, end, /^throw$/);
      if (isCaught) {
        if (mayLeave(tokens, at, end)) return false;
      } else if (!noteSure(tokens, at + 2, block, found, depth + 1)) return false;
      at = end;
    } else if (word !== undefined && leaving.test(word)) {
      const end = tokens.endOfExpression(at + 1, to);
      noteSure(tokens, at + 1, end, found, depth + 1);
      return false;
    } else if (isConditional(tokens, at)) {
      const end = tokens.endOfExpression(at + 1, to);
      if (mayLeave(tokens, at, end)) return false;
      at = Math.max(end, at + 1);
    } else if (tokens.is(at, '{')) {
      const end = Math.min(tokens.closing(at), to);
      if (isRunning(tokens, at, from)) {
        if (!noteSure(tokens, at + 1, end, found, depth + 1)) return false;
      } else if (mayLeave(tokens, at, end)) return false;
      at = end + 1;
    } else {
      const token = tokens.all[at];
      if (word !== undefined && token) found.add(token.start);
      if (word !== undefined && handsOn(tokens, at)) return false;
      at += 1;
    }
  }
  return true;
}

/** `?:`, `?.`, `&&`, `||`: what stands behind is worked out for some only. */
function isConditional(tokens: TokenView, at: number): boolean {
  return (
    (tokens.is(at, '?') && (tokens.is(at + 1, ':') || tokens.is(at + 1, '.'))) ||
    (tokens.is(at, '&') && tokens.is(at + 1, '&')) ||
    (tokens.is(at, '|') && tokens.is(at + 1, '|'))
  );
}

function handsOn(tokens: TokenView, at: number): boolean {
  const word = tokens.word(at) ?? '';
  if (!tokens.is(at + 1, '(')) return false;
  return handingOn.test(word) || (word === 'filter' && /chain$/i.test(tokens.word(at - 2) ?? ''));
}

/** Whether a lambda is that of a function which runs it where it stands: `withContext(x) {`, `lock.withLock {`. */
function isRunning(tokens: TokenView, open: number, from: number): boolean {
  let at = open - 1;
  if (tokens.is(at, ')')) {
    let depth = 0;
    for (; at >= Math.max(from, open - 400); at -= 1) {
      if (tokens.is(at, ')')) depth += 1;
      if (tokens.is(at, '(')) depth -= 1;
      if (depth === 0) break;
    }
    at -= 1;
  }
  return running.test(tokens.word(at) ?? '') && !(tokens.is(at - 1, '.') && tokens.is(at - 2, '?'));
}

function behindBranch(tokens: TokenView, at: number, to: number): number {
  const condition = tokens.is(at + 1, '(') ? tokens.closing(at + 1) + 1 : at + 1;
  return behindBody(tokens, condition, to);
}

function behindBody(tokens: TokenView, at: number, to: number): number {
  if (tokens.is(at, '{')) return Math.min(tokens.closing(at) + 1, to);
  if (branching.test(tokens.word(at) ?? '')) return behindBranch(tokens, at, to);
  return Math.max(tokens.endOfExpression(at, to), Math.min(at + 1, to));
}

function behindCatches(tokens: TokenView, at: number, to: number): number {
  let end = at;
  while (end < to && /^(?:catch|finally)$/.test(tokens.word(end) ?? '')) {
    const open = tokens.is(end + 1, '(') ? tokens.closing(end + 1) + 1 : end + 1;
    end = tokens.is(open, '{') ? tokens.closing(open) + 1 : open + 1;
  }
  return Math.min(end, to);
}

function has(tokens: TokenView, from: number, to: number, words: RegExp): boolean {
  for (let at = from; at < to; at += 1) if (words.test(tokens.word(at) ?? '')) return true;
  return false;
}

function mayLeave(tokens: TokenView, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1)
    if (/^(?:return|throw)$/.test(tokens.word(at) ?? '') || handsOn(tokens, at)) return true;
  return false;
}
