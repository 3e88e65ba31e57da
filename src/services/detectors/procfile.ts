import { directoryOf } from '../repository-paths.js';
import { isToolDirectory, quoted } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';

/** Procfile: each line is a process of the one application in its directory; `release:` runs once and makes no service alone. */
export const procfile: ServiceDetector = {
  name: 'procfile',
  homepage: 'https://devcenter.heroku.com/articles/procfile',
  async detect(files) {
    const paths = files.named('Procfile').filter((path) => !isToolDirectory(directoryOf(path)));
    return files.readEach(paths, (source) => {
      const processes: { type: string; sign: UnitSign }[] = [];
      for (let number = 1; number <= source.lineStarts.length; number += 1) {
        const line = source.line(number);
        const match = /^([A-Za-z0-9_-]+):\s*(\S.*)$/.exec(line);
        if (!match) continue;
        const start = source.lineStarts[number - 1] ?? 0;
        const text = `Procfile process ${match[1] ?? ''} runs ${quoted(match[2] ?? '')}`;
        const span = source.span(start, start + line.trimEnd().length);
        const sign = { directory: directoryOf(source.path), reason: { text, span }, languages: [] };
        processes.push({ type: match[1] ?? '', sign });
      }
      return processes.some(({ type }) => type !== 'release') ? processes.map(({ sign }) => sign) : [];
    });
  },
};
