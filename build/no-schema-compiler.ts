/** Stands in the bundle for a schema compiler and its formats, which nothing asks for. */
export class Ajv2020 {
  readonly refused = addFormats();
}

export default function addFormats(): never {
  throw new Error('This build has no schema compiler: check with zod');
}
