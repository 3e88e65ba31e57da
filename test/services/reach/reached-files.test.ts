import { describe, expect, it } from 'vitest';
import { readReachedFiles } from '../../../src/services/reach/reached-files.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** The files of `lib` that the programs `api` and `tool` get to. */
async function reachedIn(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly api: readonly string[]; readonly tool: readonly string[] }> {
  const libraries = new Set(['lib']);
  const [api, tool] = await readReachedFiles(inMemoryRepository(files), [
    { own: ['api'], libraries },
    { own: ['tool'], libraries },
  ]);
  return { api: [...(api ?? [])].toSorted(), tool: [...(tool ?? [])].toSorted() };
}

describe('files of a library that a program gets to', () => {
  it.each([
    [
      'C#: by types, by extension methods, and by kinds of an interface where assemblies are looked through',
      {
        'api/Program.cs':
          'builder.Services.Scan(a => a.FromAssemblies(b)).AddMail(); class A(IMailer mailer) { }\n',
        'tool/Program.cs': 'using Shop.SesMailer;\nIMailer unused; var text = Text.Clean("a");\n',
        'lib/MailExtensions.cs':
          'public static class MailExtensions { public static void AddMail(this IServiceCollection services) { } }\n',
        'lib/IMailer.cs': 'public interface IMailer { }\n',
        'lib/SesMailer.cs': 'public class SesMailer : IMailer { }\n',
        'lib/Text.cs': 'public static class Text { public static string Clean(string a) => a; }\n',
      },
      {
        api: ['lib/IMailer.cs', 'lib/MailExtensions.cs', 'lib/SesMailer.cs'],
        tool: ['lib/IMailer.cs', 'lib/Text.cs'],
      },
    ],
    [
      'Java: through another file, and beans that are found by scanning',
      {
        'api/Api.java': 'class Api { Orders orders; }\n',
        'tool/Tool.java': 'class Tool { Money money; }\n',
        'lib/Orders.java': 'public class Orders { private final Stock stock; }\n',
        'lib/Stock.java': 'public class Stock { }\n',
        'lib/Money.java': 'public record Money(long cents) { }\n',
        'lib/Idle.java': 'public class Idle { }\n',
        'lib/Retries.java': '@Configuration\npublic class Retries { }\n',
      },
      {
        api: ['lib/Orders.java', 'lib/Retries.java', 'lib/Stock.java'],
        tool: ['lib/Money.java', 'lib/Retries.java'],
      },
    ],
    [
      'Kotlin: by functions at the top, extensions too',
      {
        'api/Api.kt': 'fun main() { client.sendOrder() }\n',
        'tool/Tool.kt': 'fun main() { clean("a") }\n',
        'lib/Sending.kt': 'suspend fun HttpClient.sendOrder() = post("/orders")\n',
        'lib/Clean.kt': 'fun clean(text: String) = text.trim()\n',
      },
      { api: ['lib/Sending.kt'], tool: ['lib/Clean.kt'] },
    ],
    [
      'TypeScript: by what is exported, not by the list that exports everything, and by modules that are imported for what they do',
      {
        'api/main.ts':
          "import { pay, refund } from '@x/lib/shared';\nimport '@x/lib/open-tracing';\npay(refund);\n",
        'tool/main.ts': "import { clean } from '@x/lib';\nclean('a');\n",
        'lib/shared/index.ts': "export * from '../pay';\nexport {\n  default as refund\n} from '../back';\n",
        'lib/back.ts': 'export default async () => fetch(url);\n',
        'lib/index.ts': "export * from './shared';\nexport * from './pay';\nexport * from './clean';\n",
        'lib/pay.ts': 'export const pay = async () => fetch(url);\n',
        'lib/clean.ts': 'export function clean(text: string) { return text; }\n',
        'lib/open-tracing.ts': 'const sdk = new NodeSDK();\nexport default sdk;\n',
      },
      {
        api: ['lib/back.ts', 'lib/open-tracing.ts', 'lib/pay.ts', 'lib/shared/index.ts'],
        tool: ['lib/clean.ts'],
      },
    ],
    [
      'JavaScript of CommonJS',
      {
        'api/main.js': "const { pay } = require('lib');\n",
        'tool/main.js': "require('lib').clean();\n",
        'lib/a.js': 'module.exports = { pay, refund };\n',
        'lib/b.js': 'exports.clean = () => 1;\n',
      },
      { api: ['lib/a.js'], tool: ['lib/b.js'] },
    ],
    [
      'Python: by names, by modules (what the package itself imports is run for all), and tasks that a worker loads',
      {
        'api/main.py': 'from shop_core import payments, refund\n',
        'lib/shop_core/__init__.py': 'from .backwards import send_back as refund\n',
        'lib/shop_core/backwards.py': 'def send_back():\n    pass\n',
        'tool/main.py': 'from shop_core.texts import clean\n',
        'lib/shop_core/payments.py': 'def pay():\n    pass\n',
        'lib/shop_core/texts.py': 'def clean(text):\n    return text\n',
        'lib/shop_core/tasks.py': '@shared_task\ndef send():\n    pass\n',
      },
      {
        api: [
          'lib/shop_core/__init__.py',
          'lib/shop_core/backwards.py',
          'lib/shop_core/payments.py',
          'lib/shop_core/tasks.py',
        ],
        tool: [
          'lib/shop_core/__init__.py',
          'lib/shop_core/backwards.py',
          'lib/shop_core/tasks.py',
          'lib/shop_core/texts.py',
        ],
      },
    ],
    [
      'Rust: by items that are public, and what else is written for a type',
      {
        'api/src/main.rs': 'fn main() { shop_core::Orders::new(); }\n',
        'tool/src/main.rs': 'fn main() { shop_core::clean("a"); }\n',
        'lib/src/lib.rs': 'mod orders;\nmod sending;\nmod clean;\n',
        'lib/src/orders.rs': 'pub struct Orders {}\n',
        'lib/src/sending.rs': 'impl super::Orders {\n    pub fn send(&self) {}\n}\n',
        'lib/src/clean.rs': 'pub fn clean(text: &str) -> &str { text }\n',
      },
      { api: ['lib/src/orders.rs', 'lib/src/sending.rs'], tool: ['lib/src/clean.rs'] },
    ],
    [
      'Ruby and its engines',
      {
        'api/app.rb': 'Core::Orders.new\n',
        'tool/app.rb': 'Core::Text.clean\n',
        'lib/core/orders.rb': 'module Core\n  class Orders\n  end\nend\n',
        'lib/core/text.rb': 'class Core::Text\nend\n',
        'lib/core/engine.rb': 'class Core::Engine < ::Rails::Engine\nend\n',
      },
      { api: ['lib/core/engine.rb', 'lib/core/orders.rb'], tool: ['lib/core/engine.rb', 'lib/core/text.rb'] },
    ],
    [
      'PHP and its providers',
      {
        'api/index.php': '<?php (new Orders($this->db))->send();\n',
        'tool/index.php': '<?php Text::clean("a");\n',
        'lib/Orders.php': '<?php\nfinal class Orders extends Model {}\n',
        'lib/Text.php': '<?php\nclass Text {}\n',
        'lib/Provider.php': '<?php\nclass CoreProvider extends ServiceProvider {}\n',
      },
      { api: ['lib/Orders.php', 'lib/Provider.php'], tool: ['lib/Provider.php', 'lib/Text.php'] },
    ],
    [
      'Elixir',
      {
        'api/lib/a.ex': 'defmodule Api do\n  alias Core.{Orders}\nend\n',
        'tool/lib/a.ex': 'defmodule Tool do\n  def run, do: Core.Text.clean("a")\nend\n',
        'lib/lib/orders.ex': 'defmodule Core.Orders do\nend\n',
        'lib/lib/text.ex': 'defmodule Core.Text do\nend\n',
        'lib/lib/application.ex': 'defmodule Core.Application do\n  use Application\nend\n',
      },
      {
        api: ['lib/lib/application.ex', 'lib/lib/orders.ex'],
        tool: ['lib/lib/application.ex', 'lib/lib/text.ex'],
      },
    ],
  ])('%s', async (_, files, expected) => {
    expect(await reachedIn(files)).toEqual(expected);
  });

  it('are none of packages that its manifest does not name', async () => {
    const reached = await readReachedFiles(
      inMemoryRepository({ 'api/a.ts': 'pay();\n', 'lib/pay.ts': 'export const pay = 1;\n' }),
      [{ own: ['api'], libraries: new Set() }],
    );
    expect(reached).toEqual([new Set()]);
  });
});
