import type { SourceText } from '../../model/source-text.js';
import type { GoProgram } from '../../syntax/go/program.js';
import { directoryOf, joinDirectory } from '../../syntax/go/modules.js';
import type { GoValue } from './values.js';

/**
 * The text of a variable that the compiler fills from a file: `//go:embed up.sql` above `var up string`
 * (https://pkg.go.dev/embed). `offset` is where the variable's name stands.
 */
export async function embeddedText(
  program: GoProgram,
  source: SourceText,
  offset: number,
): Promise<GoValue | undefined> {
  const before = source.text.slice(Math.max(0, offset - 400), offset);
  const file = /\/\/go:embed[ \t]+"?([^\s"*]+)"?[ \t]*\r?\n(?:var[ \t]+)?[ \t]*$/.exec(before)?.[1];
  const path = file === undefined ? undefined : joinDirectory(directoryOf(source.path), file);
  const text = path === undefined ? undefined : await program.text(path);
  return text && { kind: 'text', text: [text.text], place: { source: text, offset: 0 } };
}
