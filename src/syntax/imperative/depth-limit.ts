/**
 * Counts how deep a recursive reading of a tree is, so that a text of a million nested brackets cannot exhaust the stack.
 * @param deepest as many readings may be within each other.
 * @returns a function that reads, or gives the alternative where it is too deep.
 */
export function depthLimit(deepest: number): <Result>(read: () => Result, otherwise: () => Result) => Result {
  let depth = 0;
  return (read, otherwise) => {
    if (depth >= deepest) return otherwise();
    depth += 1;
    try {
      return read();
    } finally {
      depth -= 1;
    }
  };
}
