/**
 * A query with everything that is put in later replaced by something that parses in its place: Grafana's variables
 * (https://grafana.com/docs/grafana/latest/dashboards/variables/), the window of Sloth, actions of Go templates, references of Terraform.
 */
export function withoutPlaceholders(query: string): string {
  if (!/[$[{⟦]|TPL/.test(query)) return query;
  const asRange = query
    // In brackets behind a selector stands a duration.
    .replace(/\[\s*(?:\$\{[^}\]\n]*\}|\$\w+|\{\{[^}]*\}\}|⟦[^⟧]*⟧|TPL_*)(?=\s*[:\]])/g, '[5m')
    .replace(/:\s*(?:\$\{[^}\]\n]*\}|\$\w+|\{\{[^}]*\}\}|⟦[^⟧]*⟧|TPL_*)\s*\]/g, ':5m]')
    .replace(/\boffset\s+(?:\$\{[^}\n]*\}|\$\w+|\{\{[^}]*\}\}|⟦[^⟧]*⟧|TPL_*)/gi, 'offset 5m')
    .replace(/\[\[\w+(?::\w+)?\]\]/g, 'TPL')
    .replace(/\$\{[^}\n]*\}|\$\w+|\{\{[^}]*\}\}|⟦[^⟧]*⟧/g, 'TPL');
  return placed(asRange);
}

/** Placeholders outside quotes: behind letters they are a part of a name, in a list of matchers they are a matcher, else a number. */
function placed(text: string): string {
  let braces = 0;
  let quote = '';
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === '\\' && quote !== '`') {
        out += text.slice(at, at + 2);
        at += 1;
        continue;
      }
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'" || letter === '`') quote = letter;
    else if (letter === '{') braces += 1;
    else if (letter === '}') braces -= 1;
    else if (text.startsWith('TPL', at) && !/\w/.test(out.at(-1) ?? '')) {
      const length = /^TPL_*/.exec(text.slice(at, at + 200))?.[0].length ?? 3;
      const rest = text.slice(at + length);
      const isName = /^[\w:]/.test(rest) || /^\s*\{/.test(rest);
      if (braces > 0) out += /^\s*(?:=|!)/.test(rest) ? 'tpl' : 'tpl="TPL"';
      else if (isName) out += 'tpl';
      else out += '1';
      at += length - 1;
      continue;
    }
    out += letter;
  }
  return out;
}
