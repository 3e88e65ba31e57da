import type { Severity } from '../../model/finding.js';
import type { Style } from './style.js';

/** A text in the colour of a severity. */
export function dressed(severity: Severity, text: string, style: Style): string {
  return severity === 'error'
    ? style.bad(text)
    : severity === 'warning'
      ? style.warn(text)
      : style.note(text);
}
