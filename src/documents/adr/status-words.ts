/**
 * Words of the known dialects and languages for the same state, tried in order on the beginning of the status text. What is not here
 * (`implemented`, `active`, `on hold` …) is a state of its own and keeps its name.
 */
const statusWords: readonly (readonly [string, RegExp])[] = [
  ['partly superseded', /^(partly|partially) (supersed|superced|replaced)/],
  [
    'superseded',
    /^(super[cs]eded|superseeded|replaced|ersetzt|abgelöst|remplacée?|reemplazad[oa]|sustituid[oa]|substituíd[oa]|sostituit[oa]|vervangen|заменен|заменён|已?被?(取代|替代|代替)|置換|置き換え)/,
  ],
  [
    'accepted',
    /^(accepted|approved|agreed|decided|adopted|ratified|akzeptiert|angenommen|accepté|adopté|aceptad[oa]|aprobad[oa]|aceit[oa]|aceite|aprovad[oa]|accettat[oa]|approvat[oa]|geaccepteerd|принят|одобрен|已?(接受|采纳|採納|通过|通過|批准)|承認|採用|승인|수락)/,
  ],
  [
    'proposed',
    /^(proposed|proposal|in review|under review|in discussion|under discussion|pending|for review|request for comments?$|vorgeschlagen|proposée?|propuest[oa]|propost[oa]|voorgesteld|предложен|已?提议|提議|提案|建议|제안)/,
  ],
  [
    'rejected',
    /^(rejected|declined|abgelehnt|verworfen|rejetée?|refusée?|rechazad[oa]|rejeitad[oa]|rifiutat[oa]|respint[oa]|afgewezen|отклонен|отклонён|已?(拒绝|拒絕|否决)|却下|거부)/,
  ],
  [
    'deprecated',
    /^(deprecated|obsolete|veraltet|dépréciée?|obsolète|obsolet[oa]|deprecat[oa]|verouderd|устарел|已?(废弃|廢棄|弃用|棄用)|廃止|非推奨)/,
  ],
  [
    'draft',
    /^(draft|wip|work in progress|entwurf|brouillon|borrador|rascunho|bozza|concept$|черновик|草稿|草案)/,
  ],
];

const signs: Readonly<Record<string, string>> = {
  '✅': 'accepted',
  '✔': 'accepted',
  '☑': 'accepted',
  '🟢': 'accepted',
  '👍': 'accepted',
  '❌': 'rejected',
  '⛔': 'rejected',
  '🔴': 'rejected',
  '👎': 'rejected',
  '🟡': 'proposed',
  '💡': 'proposed',
  '🚧': 'draft',
  '📝': 'draft',
};

/**
 * The state that a text names: proposed, accepted, rejected, deprecated, superseded, partly superseded, draft; else what is written, in
 * lower case up to the first punctuation. Null when the text names none.
 */
export function normaliseStatus(text: string): string | null {
  const words = text
    .toLowerCase()
    .replace(/^[^\p{Letter}]+/u, '')
    .trim();
  if (words === '') {
    for (const [sign, status] of Object.entries(signs)) if (text.includes(sign)) return status;
    return null;
  }
  const known = statusWords.find(([, pattern]) => pattern.test(words))?.[0];
  if (known !== undefined) return known;
  const phrase = /^[^.,;:!?()[\]|\n–—]+/.exec(words)?.[0] ?? words;
  return phrase.replace(/\s+(?:(?:by|since|on|as of|-)\s.*|\(?\d{4}[-/].*)$/, '').trim();
}

/** Whether a text is a choice that nobody made yet: `proposed | accepted | rejected`, `[accepted, rejected]`. */
export function isOpenChoice(text: string): boolean {
  const parts = text.replaceAll(/[[\]{}<>]/g, '').split(/\s*(?:\||\/|,|…|\bor\b)\s*/i);
  const known = parts.filter((part) =>
    statusWords.some(([, pattern]) => pattern.test(part.trim().toLowerCase())),
  );
  return known.length >= 3 || (known.length === 2 && parts.length === 2 && /\||\bor\b/i.test(text));
}
