import { codeLanguages } from '../../../syntax/code/code-file.js';
import { recogniseKnown } from '../../known-calls.js';
import type { KnownInLanguage, Said } from '../../known-calls.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal } from '../../signal.js';
import { metricsIn, metricWords } from './metric-declarations.js';
import type { DeclaredMetric } from './metric-declarations.js';

/**
 * A signal that is there where a file declares such a metric, or uses what keeps one by itself.
 * @param says what a declared metric shows; undefined for nothing.
 * @param known libraries that keep such metrics without a declaration.
 */
export function declaredMetric(
  card: Omit<EvidenceSignal, 'detect' | 'recognisers'>,
  says: (metric: DeclaredMetric) => Said,
  known: readonly KnownInLanguage[] = [],
): EvidenceSignal {
  const declared: CodeRecogniser = {
    in: 'code',
    sighting: card.id,
    languages: codeLanguages,
    words: metricWords,
    *see(code) {
      for (const metric of metricsIn(code)) {
        const said = says(metric);
        if (said === undefined) continue;
        const { text, confidence } =
          typeof said === 'string' ? { text: said, confidence: 'high' as const } : said;
        yield seenAt(code, metric, text, confidence);
      }
    },
  };
  return sightedSignal({ ...card, recognisers: [declared, ...recogniseKnown(card.id, known)] });
}
