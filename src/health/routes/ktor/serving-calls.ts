/** Calls that serve paths of their own below a level: name → path behind the one that is given. */
export const serving: ReadonlyMap<string, string> = new Map([
  ['staticResources', '{*path}'],
  ['staticFiles', '{*path}'],
  ['static', '{*path}'],
  ['singlePageApplication', '{*path}'],
  ['swaggerUI', '{*path}'],
  ['openAPI', ''],
  ['webSocket', ''],
  ['webSocketRaw', ''],
  ['sse', ''],
]);
