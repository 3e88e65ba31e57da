/** The paths that a file imports, by its text: they stand before anything else, https://go.dev/ref/spec#Source_file_organization. */
export function goImportsOf(text: string): readonly string[] {
  return [...text.matchAll(/^import\s*(?:\(([^)]*)\)|(?:[\w.]+\s+)?("[^"\n]+"))/gm)].flatMap(
    ([, block = '', single = '']) =>
      [...`${block}${single}`.matchAll(/"([^"\n]+)"/g)].map(([, name = '']) => name),
  );
}
