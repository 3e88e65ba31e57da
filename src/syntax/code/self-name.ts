/** Whether a name stands for the object itself: `this`, `self`, `cls`, PHP's `$this`. Go's receivers and Ruby's `@` are lowered to `this`. */
export function isSelfName(name: string): boolean {
  return name === 'this' || name === 'self' || name === 'cls' || name === '$this';
}
