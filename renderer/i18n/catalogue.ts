/**
 * A catalogue is a flat object of texts; English is the measure. A text that a number inflects has the suffixes of
 * CLDR's plural forms (`_one`, `_other`; in Russian also `_few`, `_many`), a hole is written `{{name}}`.
 */
type PluralBase<Key> = Key extends `${infer Base}_other` ? Base : never;
type Form = 'one' | 'few' | 'many' | 'other';

/** What may be asked of a catalogue: its keys, a plural's without the suffix. */
type KeyOf<Catalogue> = keyof Catalogue extends infer Key
  ? Key extends `${infer Base}_${Form}`
    ? Base
    : Key & string
  : never;

/** The Russian side: exactly the keys of the English one, plurals in all four forms. A missing key does not compile. */
export type Russian<English> = { readonly [Key in keyof English]: string } & {
  readonly [Base in PluralBase<keyof English> as `${Base}_few` | `${Base}_many`]: string;
};

type HoleOf<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | HoleOf<Rest> : never;
type TextOf<Catalogue, Key> = Key extends keyof Catalogue
  ? Catalogue[Key]
  : `${Key & string}_other` extends keyof Catalogue
    ? Catalogue[`${Key & string}_other`]
    : never;
type Values<Hole extends string> = { [Name in Hole]: Name extends 'count' ? number : string | number };

/** Looks up one text; its holes must be given, and nothing else. */
export type Translate<Catalogue> = <Key extends KeyOf<Catalogue>>(
  key: Key,
  ...values: [HoleOf<TextOf<Catalogue, Key>>] extends [never] ? [] : [Values<HoleOf<TextOf<Catalogue, Key>>>]
) => string;
