import { describe, expect, it } from 'vitest';
import { codeOf, targetsIn } from './code-of.js';

const targets = (text: string): Promise<readonly string[]> =>
  targetsIn({ 'a.php': `<?php\n${text}` }, 'a.php');

describe('targets of calls in PHP', () => {
  it('follows use, aliases, groups, namespaces and names from the root', async () => {
    expect(
      await targets(`namespace App\\Services;
use GuzzleHttp\\Client;
use GuzzleHttp\\Psr7;
use Illuminate\\Support\\Facades\\{Cache, Http as Web};
use function GuzzleHttp\\Promise\\all;
$http = new Client(['timeout' => 3]);
$http->post('x');
Cache::put('a', 1, 60);
Web::timeout(3)->get('x');
new Psr7\\Request('GET');
new \\Redis();
Cache2::get('a');
all([]);
cache('a');
strlen('a');
app(Client::class)->get('x');
$this->container->get(Client::class)->get('y');`),
    ).toEqual([
      'GuzzleHttp\\Client',
      'GuzzleHttp\\Client().post',
      'Illuminate\\Support\\Facades\\Cache.put',
      'Illuminate\\Support\\Facades\\Http.timeout().get',
      'Illuminate\\Support\\Facades\\Http.timeout',
      'GuzzleHttp\\Psr7\\Request',
      'Redis',
      'App\\Services\\Cache2.get',
      'GuzzleHttp\\Promise\\all',
      'cache',
      'strlen',
      'GuzzleHttp\\Client().get',
      'app',
      'GuzzleHttp\\Client().get',
      '?this.container.get',
    ]);
  });

  it('follows typed properties, promoted and assigned ones, parameters and methods', async () => {
    expect(
      await targets(`use GuzzleHttp\\ClientInterface;
use Predis\\Client;
class Store {
  private ?ClientInterface $http = null;
  private $redis;
  public function __construct(private readonly Client $cache, $other) {
    $this->redis = new \\Redis();
    $this->other = $other;
  }
  private function http(): ClientInterface { return $this->http ??= make(); }
  public function run(Client $given) {
    $this->http->request('GET', 'x');
    $this->cache->get('a');
    $this->redis->set('a', 1);
    $this->other->go();
    $given->del('a');
    self::make()->get('b');
    $this->helper();
    $x?->go();
  }
  public static function make() { return new Client(); }
}`),
    ).toEqual([
      'Redis',
      'make',
      'GuzzleHttp\\ClientInterface().request',
      'Predis\\Client().get',
      'Redis().set',
      '?other.go',
      'Predis\\Client().del',
      'Predis\\Client().get',
      '?make',
      '?this.helper',
      '$x.go',
      'Predis\\Client',
    ]);
  });
});

describe('what stands around a call in PHP', () => {
  it('is classes with their bases and traits, attributes, and named arguments', async () => {
    const code = await codeOf(
      {
        'a.php': `<?php
namespace App;
use Symfony\\Component\\Routing\\Attribute\\Route;
use Illuminate\\Contracts\\Queue\\ShouldQueue;
#[Route('/pay', methods: ['POST'])]
class Pay extends Base implements ShouldQueue {
  use Retries;
  #[Inject] private $field;
  public int $tries = 60 * 2;
  #[Route('/x')]
  public function go(#[MapRequest] $r) { work("pay:{$this->id}", 'a' . $r, ['ex' => 5, ...$more], timeout: 3); call(...$list); }
}`,
      },
      'a.php',
    );
    expect(code.classes).toMatchObject([
      { name: 'Pay', bases: ['App\\Base', 'Illuminate\\Contracts\\Queue\\ShouldQueue', 'App\\Retries'] },
    ]);
    expect(code.marks.map(({ target, on, function: made }) => [target, on, made?.name])).toEqual([
      ['Symfony\\Component\\Routing\\Attribute\\Route', 'class', undefined],
      ['App\\Inject', 'field', undefined],
      ['Symfony\\Component\\Routing\\Attribute\\Route', 'function', 'go'],
      ['App\\MapRequest', 'parameter', 'go'],
    ]);
    expect(code.marks[0]?.arguments).toMatchObject([
      { value: { text: '/pay' } },
      { name: 'methods', value: { kind: 'list' } },
    ]);
    expect(code.assignments).toMatchObject([
      { place: { name: 'tries' }, value: { kind: 'number', value: 120 } },
    ]);
    expect(code.calls[0]?.arguments).toMatchObject([
      { value: { kind: 'text', text: 'pay:{}', exact: false } },
      { value: { kind: 'text', text: 'a{}' } },
      { value: { kind: 'map', spread: true, entries: [{ name: 'ex', value: { value: 5 } }] } },
      { name: 'timeout', value: { value: 3 } },
    ]);
    expect(code.calls[1]?.spread).toBe(true);
  });

  it('is loops, tries, conditions and closures', async () => {
    const code = await codeOf(
      {
        'a.php': `<?php
function run($xs) {
  while (true) { try { work(); } catch (\\Exception $e) { /* no */ } finally { last(); } }
}
function other($xs) {
  for (;;) { spin(); }
  foreach ($xs as $k => $x) { each($x); }
  if (ready()) once(); elseif ($b) twice(); else never();
  $y = $a ?? fallback();
  retry(3, function () use ($xs) { inside(); }, 100);
  array_map(fn ($x) => arrow($x), $xs);
}`,
      },
      'a.php',
    );
    const call = (name: string) => code.calls.find((item) => item.name === name);
    expect(call('work')?.context).toMatchObject({
      function: { name: 'run' },
      loop: { endless: true },
      try: { handlers: [{ empty: true }] },
    });
    expect(call('last')?.context.try).toBeUndefined();
    expect(call('spin')?.context.loop?.endless).toBe(true);
    expect(call('each')?.context.loop?.endless).toBe(false);
    expect(call('ready')?.context.conditional).toBe(false);
    expect(['once', 'twice', 'never', 'fallback'].map((name) => call(name)?.context.conditional)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(call('inside')?.context.function?.argumentOf?.target).toBe('retry');
    expect(call('arrow')?.context.function?.argumentOf?.target).toBe('array_map');
  });

  it('gives what a configuration file returns', async () => {
    const code = await codeOf(
      { 'config/cache.php': "<?php\nreturn ['default' => env('CACHE', 'redis'), 'ttl' => 60];" },
      'config/cache.php',
    );
    expect(code.assignments).toMatchObject([
      {
        place: { name: 'return' },
        value: {
          kind: 'map',
          entries: [
            { name: 'default', value: { kind: 'call', target: 'env' } },
            { name: 'ttl', value: { kind: 'number', value: 60 } },
          ],
        },
      },
    ]);
  });
});
