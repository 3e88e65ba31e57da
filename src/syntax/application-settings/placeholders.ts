const deepest = 10;

/** A value with its `${NAME:default}` replaced by the defaults; what has none leaves nothing. `@name@` is filled in by the build. */
export function withDefaults(text: string, depth = 0): { readonly value: string; readonly open: boolean } {
  if (/^@[\w.-]+@$/.test(text) || text.includes('#{')) return { value: '', open: true };
  const start = text.indexOf('${');
  const end = start === -1 || depth > deepest ? -1 : closingBrace(text, start + 2);
  if (end === -1) return { value: text, open: false };
  const inner = text.slice(start + 2, end);
  const colon = inner.indexOf(':');
  const fallback = colon === -1 ? '' : withDefaults(inner.slice(colon + 1), depth + 1).value;
  // Without a default the whole value is unknown, not a piece of it.
  if (fallback === '') return { value: '', open: true };
  const rest = withDefaults(text.slice(end + 1), depth + 1);
  return rest.open && rest.value === ''
    ? rest
    : { value: `${text.slice(0, start)}${fallback}${rest.value}`, open: true };
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
