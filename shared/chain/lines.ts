/**
 * Cuts a stream into its lines, without their "\n". A line longer than `limit` comes out as its first `limit` + 1 bytes,
 * so that a file without line ends cannot fill the memory.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  const add = (part: Uint8Array) => {
    const room = Math.max(0, limit + 1 - rest.length);
    rest = rest.length === 0 ? part.subarray(0, room) : Buffer.concat([rest, part.subarray(0, room)]);
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      add(chunk.subarray(from, at));
      yield rest;
      rest = new Uint8Array();
      from = at + 1;
    }
    add(chunk.subarray(from));
  }
  if (rest.length > 0) yield rest;
}

const newline = 0x0a;
