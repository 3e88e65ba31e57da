/** Something that a rule of the pack lint found: where, by JSON pointer, and in words. */
export interface LintRemark {
  readonly rule: string;
  /** error when absent. */
  readonly severity?: 'error' | 'warning';
  readonly pointer: string;
  readonly message: string;
  readonly advice: string;
}

/** A remark for each id that an earlier one already has. */
export function repeatedIds(
  ids: readonly string[],
  pointerOf: (index: number) => string,
  what: string,
): readonly LintRemark[] {
  const seen = new Set<string>();
  const remarks: LintRemark[] = [];
  for (const [index, id] of ids.entries()) {
    if (seen.has(id)) {
      remarks.push({
        rule: 'repeated-id',
        pointer: pointerOf(index),
        message: `The ${what} id \`${id}\` is used twice.`,
        advice: 'Give the new one an id of its own; never the old one, answers name it.',
      });
    }
    seen.add(id);
  }
  return remarks;
}

/** A remark for a text that does not end with a question mark. */
export function notAQuestion(pointer: string): LintRemark {
  return {
    rule: 'not-a-question',
    pointer,
    message: 'The text does not end with a question mark.',
    advice: 'Ask something that one of the choices answers.',
  };
}
