import type { SourceText } from '../../../model/source-text.js';

/** A change in a plan. */
export interface PlannedChange {
  readonly name: string;
  /** Path of its scripts below `deploy` and `revert`, without extension: `users`, or `users@v1` when it is reworked later on. */
  readonly script: string;
}

/**
 * The changes of a `sqitch.plan` in their order (https://sqitch.org/docs/manual/sqitchchanges/): `name [dependencies] time planner # note`;
 * lines with `%` are pragmas, with `@` tags. Of a change that comes again, the earlier one keeps its scripts under the tag that follows it.
 */
export function readPlan({ text }: SourceText): readonly PlannedChange[] {
  const changes: { readonly name: string; tag: string | undefined; isLast: boolean }[] = [];
  const last = new Map<string, (typeof changes)[number]>();
  for (const line of text.split(/\r?\n/)) {
    const tag = /^\s*@([^\s[\]]+)/.exec(line)?.[1];
    if (tag !== undefined) for (const change of changes) change.tag ??= tag;
    const name = /^\s*[+]?\s*([^\s@%#\-+][^\s@:#[\]]*)(?:\s|$)/.exec(line)?.[1];
    if (name === undefined) continue;
    const earlier = last.get(name);
    if (earlier) earlier.isLast = false;
    const change = { name, tag: undefined, isLast: true };
    changes.push(change);
    last.set(name, change);
  }
  return changes.map(({ name, tag, isLast }) => ({
    name,
    script: isLast || tag === undefined ? name : `${name}@${tag}`,
  }));
}
