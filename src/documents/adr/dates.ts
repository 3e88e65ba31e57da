/** The order of day and month in dates like 03/04/2024. */
export type DateOrder = 'day-month' | 'month-day';

const months: readonly RegExp[] = [
  /^(jan|ene|gen)/,
  /^(feb|fév|fev)/,
  /^(mar|mär|mrt)/,
  /^(apr|abr|avr)/,
  /^(may|mai|mei|mag)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|ago|aoû)/,
  /^(sep|set)/,
  /^(oct|okt|out|ott)/,
  /^nov/,
  /^(dec|dez|dic|déc)/,
];

const slashed = /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/;

/**
 * The order in which a folder writes day and month, from all of its dates: one number above 12 decides. Undefined when none decides or
 * they contradict each other.
 */
export function dateOrderOf(texts: readonly string[]): DateOrder | undefined {
  let dayFirst = false;
  let monthFirst = false;
  for (const text of texts) {
    const found = slashed.exec(text);
    if (!found || /\d{4}[-/.]\d/.test(text)) continue;
    if (Number(found[1]) > 12) dayFirst = true;
    if (Number(found[2]) > 12) monthFirst = true;
  }
  if (dayFirst === monthFirst) return undefined;
  return dayFirst ? 'day-month' : 'month-day';
}

/**
 * A date as ISO: `2024-1-31`, `2024/01/31`, `20240131`, with a time behind; `31 January 2024`, `January 31st, 2024` and the like in the
 * languages of western Europe; `31/01/2024` where the order is certain by itself or by the folder. Null when it is none.
 */
export function isoDate(text: string, order?: DateOrder): string | null {
  const iso = /(?<!\d)(\d{4})[-/._](\d{1,2})[-/._](\d{1,2})(?![\da-su-zA-SU-Z])/.exec(text);
  if (iso) return valid(iso[1], iso[2], iso[3]);
  const compact = /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/.exec(text);
  if (compact) return valid(compact[1], compact[2], compact[3]);
  const chinese = /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/.exec(text);
  if (chinese) return valid(chinese[1], chinese[2], chinese[3]);
  const short = slashed.exec(text);
  if (short) {
    const [, first = '', second = '', year = ''] = short;
    if (text.includes('.') && /\d\.\d/.test(text)) return valid(year, second, first);
    if (Number(first) > 12) return valid(year, second, first);
    if (Number(second) > 12) return valid(year, first, second);
    if (first === second) return valid(year, first, second);
    if (order === undefined) return null;
    return order === 'day-month' ? valid(year, second, first) : valid(year, first, second);
  }
  return written(text);
}

function written(text: string): string | null {
  const lower = text.toLowerCase();
  const dayFirst =
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s-]+(?:of\s+|de\s+)?(\p{Letter}{3,10})\.?,?[\s-]+(?:de\s+)?(\d{4})(?!\d)/u.exec(
      lower,
    );
  if (dayFirst) return valid(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = /(\p{Letter}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u.exec(lower);
  if (monthFirst) return valid(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]);
  return null;
}

function monthOf(name = ''): string {
  return String(months.findIndex((month) => month.test(name)) + 1);
}

function valid(year = '', month = '', day = ''): string | null {
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > 31 || Number(year) < 1970) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Whole days from one ISO date to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.floor(
    (Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000,
  );
}
