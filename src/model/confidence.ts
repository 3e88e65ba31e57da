/** How sure a reader is of a fact: high = the text says so; medium = by convention; low = a guess worth showing. */
export type Confidence = 'high' | 'medium' | 'low';
