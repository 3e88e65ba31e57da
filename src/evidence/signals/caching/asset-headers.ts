import type { SourceText } from '../../../model/source-text.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { Seen, TextRecogniser } from '../../recogniser.js';
import { leadsToAssets, namesAssets } from './asset-paths.js';

const sighting = 'static-assets-not-cached';

function seen(source: SourceText, start: number, end: number, pattern: string): Seen {
  return {
    span: source.span(start, end),
    text: `files that match \`${pattern.slice(0, 60)}\` are fetched anew each time (no-store)`,
    confidence: 'high',
  };
}

/** `<FilesMatch "\.(js|css)$">` with a header. Source: https://httpd.apache.org/docs/current/mod/core.html#filesmatch */
const apache: TextRecogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)\.htaccess$|\.conf$/i,
  words: /no-store/,
  *see(source) {
    let pattern = '';
    for (const { 0: line, index } of source.text.matchAll(/^[^\n]+/gm)) {
      const [, opened] = /^\s*<Files(?:Match)?\s+(?:~\s+)?["']?([^"'>]+)/i.exec(line) ?? [];
      if (opened !== undefined) pattern = opened;
      else if (/^\s*<\/Files/i.test(line)) pattern = '';
      else if (namesAssets(pattern) && /^\s*Header\s[^#]*Cache-Control[^#]*no-store/i.test(line))
        yield seen(source, index + line.search(/\S/), index + line.length, pattern);
    }
  },
};

/** `header /assets/* Cache-Control no-store`, or of a matcher that has a name. Source: https://caddyserver.com/docs/caddyfile/directives/header */
const caddy: TextRecogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)(?:Caddyfile[\w.-]*|[\w.-]+\.Caddyfile)$/i,
  words: /no-store/,
  *see(source) {
    const matchers = new Map<string, string>();
    for (const { 1: name = '', 2: paths = '' } of source.text.matchAll(
      /^[ \t]*(@\w+)[ \t]+path[ \t]+([^\n{]+)$/gm,
    ))
      matchers.set(name, paths.trim());
    for (const { 0: line, 1: matcher = '', index } of source.text.matchAll(
      /^[ \t]*header[ \t]+(\S+)[ \t]+[>?+]?Cache-Control[ \t][^\n]*no-store[^\n]*/gim,
    )) {
      const paths = (matchers.get(matcher) ?? matcher).split(/\s+/);
      if (paths.every(leadsToAssets))
        yield seen(source, index + line.search(/\S/), index + line.length, paths.join(' '));
    }
  },
};

/** Sources: https://docs.netlify.com/manage/routing/headers/, https://developers.cloudflare.com/pages/configuration/headers/ */
const headersFile: TextRecogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)_headers$/,
  words: /no-store/,
  *see(source) {
    let path = '';
    for (const { 0: line, index } of source.text.matchAll(/^[^\n]+/gm)) {
      if (/^(?:\/|https:)/.test(line)) path = line.trim();
      else if (leadsToAssets(path) && /^\s+Cache-Control\s*:[^\n]*no-store/i.test(line))
        yield seen(source, index + line.search(/\S/), index + line.length, path);
    }
  },
};

/** Sources: https://vercel.com/docs/project-configuration#headers, https://firebase.google.com/docs/hosting/full-config#headers */
const hosting: TextRecogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)(?:vercel|firebase)\.json$/,
  words: /no-store/,
  *see(source) {
    for (const { root } of parseYaml(source).documents)
      for (const rules of [root.get('headers'), root.at('hosting', 'headers')])
        for (const rule of rules.items) {
          const path = (rule.get('source').text ?? '').replace(/^\/?\*\*\/(?=.)/, '/');
          if (!leadsToAssets(path)) continue;
          for (const header of rule.get('headers').items)
            if (
              /^cache-control$/i.test(header.get('key').text ?? '') &&
              /\bno-store\b/.test(header.get('value').text ?? '')
            )
              yield {
                span: header.span,
                text: `files that match \`${path.slice(0, 60)}\` are fetched anew each time (no-store)`,
                confidence: 'high',
              };
        }
  },
};

/** Configurations of servers and platforms that have files of a release fetched anew each time. */
export const assetHeaders: readonly TextRecogniser[] = [apache, caddy, headersFile, hosting];
