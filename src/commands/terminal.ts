/** The part of a stream that decides how it is written to. */
interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether escape sequences may go to a stream. In this order: `--no-color`, NO_COLOR, FORCE_COLOR, TERM=dumb, and whether the stream is
 * a terminal (https://no-color.org, https://force-color.org).
 */
export function hasColour(
  stream: OutputStream,
  noColourFlag: boolean,
  environment: Environment = process.env,
): boolean {
  if (noColourFlag || (environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return environment['TERM'] !== 'dumb' && stream.isTTY === true;
}

/** Columns to write for: the terminal's, between 40 and 120; 100 where there is no terminal. */
export function widthOf(stream: OutputStream): number {
  const columns = stream.isTTY === true ? stream.columns : undefined;
  return columns === undefined || columns <= 0 ? 100 : Math.min(Math.max(columns, 40), 120);
}

/**
 * Whether somebody is there to answer a prompt. Asked before any prompt is opened, because the prompt library waits for ever on an
 * open pipe.
 */
export function canPrompt(noInputFlag: boolean, environment: Environment = process.env): boolean {
  if (noInputFlag || isSet(environment['CI'])) return false;
  return process.stdin.isTTY && process.stderr.isTTY && environment['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
