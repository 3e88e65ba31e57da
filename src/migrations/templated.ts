/**
 * True for texts with branches, loops or calls of Go templates, Jinja or Handlebars; single values
 * (`{{ .prefix }}`) are read as names by the SQL reader.
 */
export function isTemplated(text: string): boolean {
  return /\{\{-?\s*(#|\/\*|(if|else|end|range|with|define|block|template)\b|[\w.]+\s+[^\s}-])|\{%/.test(text);
}
