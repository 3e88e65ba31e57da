/** Words that may stand before a declaration. */
export const modifiers = new Set(
  (
    'public private protected internal open abstract final override suspend inline data sealed inner lateinit const ' +
    'operator tailrec external value enum annotation companion expect actual vararg infix noinline crossinline'
  ).split(' '),
);
