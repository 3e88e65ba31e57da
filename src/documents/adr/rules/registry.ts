import type { Rule } from '../../../model/rule.js';
import { acceptedButSuperseded } from './accepted-but-superseded.js';
import { acceptedEdited } from './accepted-edited.js';
import { citationMissing } from './citation-missing.js';
import { citationSuperseded } from './citation-superseded.js';
import { deadLink } from './dead-link.js';
import type { AdrFacts } from './facts.js';
import { numberDuplicate } from './number-duplicate.js';
import { numberGap } from './number-gap.js';
import { numberMismatch } from './number-mismatch.js';
import { oneWayLink } from './one-way-link.js';
import { pathGone } from './path-gone.js';
import { placeholderLeft } from './placeholder-left.js';
import { proposedStale } from './proposed-stale.js';
import { reviewPassed } from './review-passed.js';
import { sectionMissing } from './section-missing.js';
import { statusMissing } from './status-missing.js';
import { statusUnknown } from './status-unknown.js';
import { supersedeCycle } from './supersede-cycle.js';
import { supersededWithoutSuccessor } from './superseded-without-successor.js';

/** Every rule on decision records, in the order of the reference. */
export const adrRules: readonly Rule<AdrFacts>[] = [
  statusMissing,
  statusUnknown,
  sectionMissing,
  placeholderLeft,
  numberDuplicate,
  numberGap,
  numberMismatch,
  deadLink,
  oneWayLink,
  supersededWithoutSuccessor,
  supersedeCycle,
  acceptedButSuperseded,
  proposedStale,
  reviewPassed,
  acceptedEdited,
  pathGone,
  citationMissing,
  citationSuperseded,
];

/** Rules that are silent until the configuration switches them on. */
export const rulesOffByDefault: ReadonlySet<string> = new Set([numberGap.id]);
