/** A command as Dockerfiles and compose files write it. */
export interface DockerCommand {
  /** exec = a JSON list that runs as it is; shell = a text that a shell reads. */
  readonly form: 'exec' | 'shell';
  /** The words; of the shell form without their quotes, operators such as `||` and `&&` as words of their own when set apart by blanks. */
  readonly words: readonly string[];
}

/** Reads `["npm", "start"]` or `npm start`. A list that is not valid JSON is the shell form, as docker takes it. */
export function readCommand(text: string): DockerCommand {
  const trimmed = text.trim();
  if (trimmed.startsWith('[')) {
    const list = jsonWords(trimmed);
    if (list) return { form: 'exec', words: list };
  }
  return { form: 'shell', words: shellWords(trimmed) };
}

function jsonWords(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    const words = value.filter((word) => typeof word === 'string');
    return words.length === value.length ? words : undefined;
  } catch {
    return undefined;
  }
}

/** Words of a shell text: quotes are removed, nothing is expanded; an unclosed quote runs to the end. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let open = false;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quote !== '') {
      if (letter === quote) quote = '';
      else if (letter === '\\' && quote === '"' && /["\\$`]/.test(text.charAt(at + 1))) {
        at += 1;
        word += text.charAt(at);
      } else word += letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      open = true;
    } else if (letter === '\\' && at + 1 < text.length) {
      at += 1;
      word += text.charAt(at);
      open = true;
    } else if (/\s/.test(letter)) {
      if (open) words.push(word);
      word = '';
      open = false;
    } else {
      word += letter;
      open = true;
    }
  }
  if (open) words.push(word);
  return words;
}
