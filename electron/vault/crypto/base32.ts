/** RFC 4648, without padding: what authenticator apps read. */
const rfc4648 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Five bits a sign, from the first bit on; the last sign is filled with zeros. */
export function toBase32(bytes: Uint8Array, alphabet: string = rfc4648): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((held >> bits) & 31);
    }
  }
  if (bits > 0) text += alphabet.charAt((held << (5 - bits)) & 31);
  return text;
}
