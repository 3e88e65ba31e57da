/** What the user gave is wrong: a path, a flag, a configuration, a file. Ends the program with exit code 2. */
export class InputError extends Error {
  /** What to do about it, one sentence per line. */
  readonly advice: readonly string[];

  /**
   * @param message what is wrong and where (`file:line` when it is in a file).
   * @param advice what the reader can do.
   */
  constructor(message: string, ...advice: readonly string[]) {
    super(message);
    this.name = 'InputError';
    this.advice = advice;
  }
}
