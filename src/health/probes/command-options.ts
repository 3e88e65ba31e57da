/** Arguments of a program, sorted into options and the rest. */
export interface SortedArguments {
  /** `--fail`, `-f` → the value written with it, or '' when it has none. A cluster `-fsS` gives each of its letters. */
  readonly options: ReadonlyMap<string, string>;
  readonly others: readonly string[];
  /** Every option with a value as it is written, in order: some may be given many times. */
  readonly given: readonly (readonly [name: string, value: string])[];
}

/**
 * Sorts arguments the way getopt does: single letters may stand together, a letter that takes a value ends its cluster (`-ofile`), and
 * the value may be the next word.
 * @param letters the letters that take a value.
 * @param names long options (with `--`) that take a value as their next word.
 */
export function sortArguments(
  words: readonly string[],
  letters: string,
  names: ReadonlySet<string>,
): SortedArguments {
  const options = new Map<string, string>();
  const others: string[] = [];
  const given: [string, string][] = [];
  const set = (name: string, value: string): void => {
    options.set(name, value);
    given.push([name, value]);
  };
  let onlyOthers = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (onlyOthers || word === '-' || !word.startsWith('-')) others.push(word);
    else if (word === '--') onlyOthers = true;
    else if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = equals === -1 ? word : word.slice(0, equals);
      const takesNext = equals === -1 && names.has(name);
      set(name, takesNext ? (words[at + 1] ?? '') : equals === -1 ? '' : word.slice(equals + 1));
      if (takesNext) at += 1;
    } else {
      for (let index = 1; index < word.length; index += 1) {
        const letter = word.charAt(index);
        if (!letters.includes(letter)) {
          set(`-${letter}`, '');
          continue;
        }
        const attached = word.slice(index + 1);
        set(`-${letter}`, attached === '' ? (words[at + 1] ?? '') : attached);
        if (attached === '') at += 1;
        break;
      }
    }
  }
  return { options, others, given };
}

/** Curl's options with a value that health checks use. Source: https://curl.se/docs/manpage.html */
export const curlLetters = 'AbCcDdEeFHhKmoPQrtTuUwxXyYz';
export const curlNames: ReadonlySet<string> = new Set(
  (
    'abstract-unix-socket cacert capath cert ciphers config connect-timeout connect-to cookie cookie-jar data data-ascii data-binary ' +
    'data-raw data-urlencode dump-header expect100-timeout form header interface json keepalive-time key limit-rate local-port max-filesize ' +
    'max-redirs max-time noproxy oauth2-bearer output pass pinnedpubkey proto proto-default proxy proxy-user range referer request ' +
    'request-target resolve retry retry-delay retry-max-time service-name speed-limit speed-time stderr tls-max trace trace-ascii ' +
    'unix-socket upload-file url user user-agent write-out'
  )
    .split(' ')
    .map((name) => `--${name}`),
);

/** GNU Wget's options with a value. Source: https://www.gnu.org/software/wget/manual/wget.html */
export const wgetLetters = 'oaeitOTwQPUDARIXlB';
export const wgetNames: ReadonlySet<string> = new Set(
  (
    'timeout tries output-document output-file header post-data post-file body-data method user password http-user http-password user-agent ' +
    'connect-timeout read-timeout dns-timeout wait waitretry max-redirect ca-certificate certificate private-key referer bind-address ' +
    'directory-prefix append-output input-file'
  )
    .split(' ')
    .map((name) => `--${name}`),
);
