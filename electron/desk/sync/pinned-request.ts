import { createHash, X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';

export type Reply = { status: number; body: Uint8Array };

/** `wrong-identity`: who answers has another key than the token names. `unreachable`: nobody answered, or not to the end. */
export type RequestFailure = 'unreachable' | 'wrong-identity';

const timeout = 20_000;
/** A full batch whose events lie scattered over a large log is proven by thousands of hashes. */
const largestReply = 1024 * 1024;

/**
 * One POST over TLS to whoever has exactly this key. The key is compared as soon as the handshake is done and before a
 * byte of ours is sent: request and body are written only on a socket that has passed. Names and dates of the
 * certificate do not matter, the pinned key does (design, section 9).
 */
export async function pinnedPost(options: {
  url: string;
  path: string;
  keyPin: string;
  headers: Record<string, string>;
  body: Uint8Array;
  signal: AbortSignal;
}): Promise<Reply | RequestFailure> {
  const { hostname, port } = new URL(options.url);
  return new Promise((answer) => {
    // A server that trickles bytes keeps the idle time-out away; this ends it all the same.
    const deadline = setTimeout(() => {
      giveUp('unreachable');
    }, timeout * 2);
    const resolve = (reply: Reply | RequestFailure) => {
      clearTimeout(deadline);
      answer(reply);
    };
    const outgoing = request({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? 443 : Number(port),
      path: options.path,
      method: 'POST',
      headers: { ...options.headers, 'content-length': String(options.body.length) },
      agent: false,
      // Instead of authorities and names: the key itself, below.
      rejectUnauthorized: false,
      minVersion: 'TLSv1.3',
      signal: options.signal,
      timeout,
    });
    const giveUp = (failure: RequestFailure) => {
      resolve(failure);
      outgoing.destroy();
    };
    outgoing.on('socket', (socket) => {
      socket.once('secureConnect', () => {
        if (pinOf(socket as TLSSocket) !== options.keyPin) giveUp('wrong-identity');
        else outgoing.end(options.body);
      });
    });
    outgoing.on('timeout', () => {
      giveUp('unreachable');
    });
    outgoing.on('error', () => {
      resolve('unreachable');
    });
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let length = 0;
      incoming.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > largestReply) giveUp('unreachable');
        else chunks.push(chunk);
      });
      incoming.on('end', () => {
        resolve(incoming.complete ? { status: incoming.statusCode ?? 0, body: Buffer.concat(chunks) } : 'unreachable');
      });
      incoming.on('error', () => {
        resolve('unreachable');
      });
    });
  });
}

/** SHA-256 of the certificate's SubjectPublicKeyInfo, hex; empty without a certificate. */
function pinOf(socket: TLSSocket): string {
  const raw = socket.getPeerCertificate(false).raw as Buffer | undefined;
  if (!raw) return '';
  const spki = new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}
