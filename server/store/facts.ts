import type { Store } from './database.ts';

/** Small things that central remembers of itself. */
type Fact = 'url' | 'health';

export async function readFact(store: Store, name: Fact): Promise<string | null> {
  const row = await store.selectFrom('facts').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}

export async function writeFact(store: Store, name: Fact, value: string): Promise<void> {
  await store
    .insertInto('facts')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
