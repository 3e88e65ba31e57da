/** Something wrong in a pack or an answers file: where, what, and what to do about it. */
export interface FileProblem {
  /** Lower case with hyphens: `unknown-signal`. */
  readonly rule: string;
  /** error = the part of the file cannot be used; warning = it can, with the loss that `message` names. */
  readonly severity: 'error' | 'warning';
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly advice: string;
}

/** `file:line: message advice`, as text output and error messages show it. */
export function problemText(problem: FileProblem): string {
  return `${problem.file}:${problem.line}: ${problem.message} ${problem.advice}`;
}
