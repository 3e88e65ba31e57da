/** A line on standard error that says what is being done. */
export interface ProgressLine {
  readonly show: (part: string) => void;
  /** Wipes the line; to be called before anything is printed. */
  readonly clear: () => void;
}

/** Nothing is shown before this much time (milliseconds) has passed: quick work needs no progress. */
const patience = 700;

/** Shows what is being done once it takes long; does nothing where standard error is no terminal. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  const started = performance.now();
  const live = stream.isTTY && process.env['TERM'] !== 'dumb';
  let shown = false;
  return {
    show(part) {
      if (!live || performance.now() - started < patience) return;
      stream.write(`\r\u001B[2K… ${part}`);
      shown = true;
    },
    clear() {
      if (shown) stream.write('\r\u001B[2K');
      shown = false;
    },
  };
}
