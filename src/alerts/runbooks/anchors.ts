/** The anchors of a Markdown page. */

/**
 * The anchor that GitHub makes of a heading: lower case, without punctuation, spaces as hyphens.
 * Source: https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
 */
export function githubAnchor(heading: string): string {
  return plain(heading)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, '')
    .replace(/ /g, '-');
}

/** The heading's text without Markdown's marks. */
function plain(heading: string): string {
  return heading
    .replace(/\{#[^}]*\}\s*$/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/[*`]|(?<!\w)_|_(?!\w)/g, '')
    .trim();
}

/**
 * All anchors of a page: of headings as GitHub makes them (equal ones numbered) and as GitLab and MkDocs do (hyphens in a row become one), ids in
 * braces, and those that are written in HTML.
 */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const used = new Map<string, number>();
  const add = (heading: string): void => {
    const custom = /\{#([^}\s]+)[^}]*\}\s*$/.exec(heading)?.[1];
    if (custom !== undefined) anchors.add(custom);
    const base = githubAnchor(heading);
    const count = used.get(base) ?? 0;
    used.set(base, count + 1);
    const anchor = count === 0 ? base : `${base}-${count}`;
    anchors.add(anchor);
    anchors.add(anchor.replace(/-+/g, '-').replace(/^-|-$/g, ''));
    if (count > 0) anchors.add(`${base}_${count}`);
  };
  let fence = '';
  let before = '';
  for (const line of text.split(/\r?\n/)) {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== '') {
      if (marker !== undefined && marker.startsWith(fence) && line.trim() === marker) fence = '';
      continue;
    }
    if (marker !== undefined) {
      fence = marker;
      before = '';
      continue;
    }
    const heading = /^ {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(line);
    if (heading) add(heading[1] ?? '');
    else if (/^ {0,3}(?:=+|-+)[ \t]*$/.test(line) && before.trim() !== '') add(before.trim());
    for (const [, id] of line.matchAll(/<[a-z][^>]*\s(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi))
      if (id !== undefined) anchors.add(id);
    before = heading ? '' : line;
  }
  return anchors;
}
