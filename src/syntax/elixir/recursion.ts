import type { Expression, FunctionNode, Statement } from '../imperative/tree.js';

/**
 * A function that calls itself, as a loop: Elixir has no other one, and a batch after the other is worked off in this way. The call of
 * itself does nothing here, so that what the function does is read once, as something that runs again and again.
 */
export function asLoop(called: FunctionNode, name: string): FunctionNode {
  const written = JSON.stringify(called.body);
  if (!written.includes(`"name":${JSON.stringify(name)}`)) return called;
  let calls = 0;
  const body: readonly Statement[] = JSON.parse(written, (_key, part: unknown) => {
    if (!isCallOf(part, name)) return part;
    calls += 1;
    const { start, end } = part;
    return { start, end, kind: 'other', text: '', parts: part.arguments.map(({ value }) => value) };
  });
  if (calls === 0) return called;
  const place = { start: body[0]?.start ?? 0, end: body.at(-1)?.end ?? 0 };
  return { parameters: called.parameters, body: [{ ...place, kind: 'loop', before: [], after: [], body }] };
}

type OwnCall = Extract<Expression, { kind: 'call' }>;

function isCallOf(part: unknown, name: string): part is OwnCall {
  if (typeof part !== 'object' || part === null || !('kind' in part) || !('name' in part)) return false;
  return part.kind === 'call' && part.name === name && !('object' in part);
}
