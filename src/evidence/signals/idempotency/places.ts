/**
 * Files that put data or tables in place once: migrations, seeds, fixtures. What they write "unless it is there" makes them repeatable, and
 * says nothing of the operations that users start.
 */
export function isSetup(path: string): boolean {
  return (
    /(?:^|\/)(?:db[_-]?)?(?:migrations?|migrate|alembic|seeds?|seeders?|seeding|fixtures?|factories|changelogs?|changesets?|dml|ddl|backfills?|upgrades?|scripts?)\//i.test(
      path,
    ) ||
    /(?:^|[/_.-])(?:seeds?|seeder|seeding|fixtures?|migrations?|migrate|migrator|backfill|initial[_-]?data|init[_-]?db|\w*populat(?:e|ion)|bootstrap)(?:[_.-][^/]*)?\.\w+$/i.test(
      path,
    ) ||
    /(?:Seed|Seeder|SeedData|Seeding|Fixtures?|Migrations?|Migrator|Backfill|DataInitializer)\.\w+$/.test(
      path,
    )
  );
}

/** The last name of a table or a model, as words in lower case: `public.order_items`, `OrderItem` → `order items`, `order item`. */
function wordsOf(name: string): string {
  return (name.split('.').at(-1) ?? name)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[_\-\s]+/g, ' ');
}

/** Whether a table may be the one of a model: `orders` of `Order`, `shop_order` of `Order` in the app `shop`. */
export function isTableOf(table: string, model: string): boolean {
  const one = singular(wordsOf(table));
  const other = singular(wordsOf(model));
  return one === other || one.endsWith(` ${other}`);
}

function singular(words: string): string {
  return words
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^s])s$/, '$1');
}
