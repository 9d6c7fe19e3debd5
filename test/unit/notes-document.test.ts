import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noteDocument, readDocument } from '../../electron/vault/notes/note-document.ts';

const card = { template: 't', consent: 'given', identity: null, doNotCall: true };
const whole = {
  ...{ text: 'text', tags: ['a'], pinned: true, reference: 'r', card, masked: false },
  ...{ createdAt: 1, updatedAt: 2 },
};
/** Values that some member may have and another may not, each near an edge of what is allowed. */
const values = [
  ...['', 'x'.repeat(100_000), 'x'.repeat(100_001), true, null, {}, [], ['a', 1], ['a', 'b']],
  ...[0, -0, -1, 1.5, 2 ** 53, card, { ...card, consent: 'no' }, { ...card, more: 1 }],
];

describe('what a box holds', () => {
  test('is accepted exactly when its schema accepts it, and is the same then', () => {
    const member = fc.constantFrom(...Object.keys(whole));
    const change = fc.oneof(
      fc.record({ member, value: fc.oneof(fc.constantFrom(...values), fc.jsonValue()) }),
      fc.record({ member }),
      fc.record({ member: fc.string(), value: fc.jsonValue() }),
    );
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(fc.array(change, { maxLength: 2 }), (changes) => {
        const document = new Map<string, unknown>(Object.entries(whole));
        for (const one of changes) {
          if ('value' in one) document.set(one.member, one.value);
          else document.delete(one.member);
        }
        const stored: unknown = JSON.parse(JSON.stringify(Object.fromEntries(document)));
        const expected = noteDocument.safeParse(stored);
        expect(readDocument(stored)).toEqual(expected.success ? expected.data : null);
        seen[expected.success ? 'accepted' : 'refused'] += 1;
      }),
      { numRuns: 5_000 },
    );
    expect(seen.accepted).toBeGreaterThan(500);
    expect(seen.refused).toBeGreaterThan(500);
  });

  test.each([null, 1, 'text', [], Array(8).fill(1), {}])('is no document: %j', (value) => {
    expect(readDocument(value)).toBeNull();
  });
});
