import { expect, it } from 'vitest';
import { SourceText } from '../../src/model/source-text.js';
import { sureOffsets } from '../../src/syntax/sure-code.js';

/** Names of the calls `sure1()` … that surely run whenever the method `around` does, not only the block that they stand in. */
async function sureWithin(path: string, text: string, around: string): Promise<string[]> {
  const places = await sureOffsets(new SourceText(path, text));
  return [...text.matchAll(/\b(?:sure|maybe)\d+\(/g)]
    .filter((match) => (places.get(match.index) ?? Infinity) <= text.indexOf(around))
    .map((match) => match[0].slice(0, -1));
}

it('what stands in a block or lambda belongs to that, not to the method around', async () => {
  expect(
    await sureWithin(
      'a.rb',
      `def set
  sure1()
  cache.fetch("x") { maybe1() }
  list.each do |one|
    maybe2()
  end
  next if probe?
  maybe3()
end
`,
      'set',
    ),
  ).toEqual(['sure1']);
  expect(
    await sureWithin(
      'A.java',
      'class F { void run() { sure1(); x.map(y -> maybe1(y)); z.add(new G() { void a() { maybe2(); } }); sure2(); } }',
      'run',
    ),
  ).toEqual(['sure1', 'sure2']);
});

it('what stands first in a body is no surer for that', async () => {
  for (const body of ['maybe1() if token', 'maybe1() rescue nil', 'maybe1()\nrescue StandardError\n  nil'])
    expect(await sureCalls('a.rb', `def set\n  ${body}\nend\n`)).toEqual([]);
  expect(await sureCalls('a.py', 'def m(request):\n    maybe1() if request.user else None\n')).toEqual([]);
});

it('Ruby: what raises or halts under a condition is a way out', async () => {
  for (const leaving of [
    'raise Unknown unless token',
    'halt 401 unless token',
    'pass if probe?',
    "error!('x', 401) unless token",
  ])
    expect(await sureCalls('a.rb', `before do\n  sure1()\n  ${leaving}\n  maybe1()\nend\n`)).toEqual([
      'sure1',
    ]);
});

/** Names of the calls `sure1()`, `maybe2()` … of a text that surely run. */
async function sureCalls(path: string, text: string): Promise<string[]> {
  const offsets = await sureOffsets(new SourceText(path, text));
  return [...text.matchAll(/\b(?:sure|maybe)\d+\(/g)]
    .filter((match) => offsets.has(match.index))
    .map((match) => match[0].slice(0, -1));
}

it('JavaScript: straight code up to the first way out, tests but not what stands behind them', async () => {
  expect(
    await sureCalls(
      'a.ts',
      `export const m = async (req, res, next) => {
  const a = await sure1(req);
  if (sure2(a)) maybe1();
  const b = a && maybe2();
  const c = sure3(a) || maybe3();
  list.forEach(() => sure4());
  try { sure5(); } catch (error) { return next(error); }
  try { maybe4(); } catch (error) { log(error); }
  if (req.path === '/health') return next();
  maybe5();
};
function after(req, res, next) { sure6(); next(); maybe6(); }
async function last() { return sure7(); }
`,
    ),
  ).toEqual(['sure1', 'sure2', 'sure3', 'sure4', 'sure5', 'sure6', 'sure7']);
});

it('Python: calls before the response is asked for', async () => {
  expect(
    await sureCalls(
      'a.py',
      `class M:
    def __call__(self, request):
        x = sure1(request)
        if request.path.startswith("/x"):
            maybe1()
        y = maybe2() if x else 3
        with sure2() as z:
            sure3(z)
        response = self.get_response(request)
        maybe3()
        return response
def f():
    if not token:
        return None
    maybe4()
async def g(request, call_next):
    await sure4()
    return await call_next(request)
`,
    ),
  ).toEqual(['sure1', 'sure2', 'sure3', 'sure4']);
});

it('Go, Ruby, PHP, C# and Java', async () => {
  expect(
    await sureCalls(
      'a.go',
      `package a
func M(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := sure1(); err != nil { http.Error(w, "x", 500); return }
		maybe1()
		next.ServeHTTP(w, r)
	})
}
func N(c *gin.Context) { sure2(); c.Next(); maybe2() }
`,
    ),
  ).toEqual(['sure1', 'sure2']);
  expect(
    await sureCalls(
      'a.rb',
      `class M
  def call(env)
    sure1()
    maybe1() if env['x']
    return [200, {}, []] unless sure2()
    @app.call(env)
  end
  def set
    @x ||= 1
    y = session && maybe2()
    sure3()
  rescue StandardError
    nil
  end
end
`,
    ),
  ).toEqual(['sure1', 'sure2']);
  expect(
    await sureCalls(
      'a.php',
      `<?php
class M { public function handle($request, Closure $next) {
  sure1();
  if ($request->user()) { maybe1(); }
  $x = $a ? maybe2() : 3;
  return $next($request);
} }
`,
    ),
  ).toEqual(['sure1']);
  expect(
    await sureCalls(
      'a.cs',
      `class M { public async Task InvokeAsync(HttpContext context) {
  await sure1();
  if (context.User.Identity.IsAuthenticated) { await maybe1(); }
  await _next(context);
  maybe2();
} }
`,
    ),
  ).toEqual(['sure1']);
  expect(
    await sureCalls(
      'A.java',
      `class F implements Filter { public void doFilter(ServletRequest r, ServletResponse s, FilterChain chain) {
  sure1();
  if (x) { maybe1(); }
  chain.doFilter(r, s);
  maybe2();
} }
`,
    ),
  ).toEqual(['sure1']);
});

it('gives up on code that is nested very deep', async () => {
  const deep = `${'if (a) { '.repeat(300)}x();${' }'.repeat(300)}`;
  const text = `export function m(req, res, next) { sure1(); ${`${deep}\n`.repeat(40)} next(); }\n`;
  const start = performance.now();
  expect(await sureCalls('a.js', text)).toEqual(['sure1']);
  expect(performance.now() - start).toBeLessThan(20_000);
});

it('what only a build runs is no way out of what a server runs', async () => {
  expect(
    await sureWithin(
      'hooks.server.js',
      'export async function handle({ event, resolve }) {\n  if (building) { maybe1(); return resolve(event); }\n  sure1();\n  if (event.locals.user) return resolve(event);\n  maybe2();\n}\n',
      'handle',
    ),
  ).toEqual(['sure1']);
});
