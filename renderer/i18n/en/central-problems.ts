import type { Refusal } from '../../../shared/sync/wire.ts';

/** What `CentralState.problem` may name: a refusal of central's, or what the console found itself. */
export type CentralProblem = Refusal | 'other-key' | 'inconsistent' | 'unreachable' | 'odd-reply' | 'storage';

/** What stands between this desk and central: what happened, what is safe, what to do. */
export const centralProblems = {
  unreachable: 'The server cannot be reached. The desk works on and sends later.',
  'odd-reply': 'Something that is not the server answers at its address. Events are kept here and sent later.',
  storage:
    'This computer’s disk did not take what the server confirmed. Events are sent again. Look at the free space.',
  'other-key': 'Another server answers at this address. Nothing was sent to it. Events are kept here. Tell IT.',
  inconsistent:
    'The server’s log no longer agrees with what it confirmed before. Nothing more is sent. Tell IT and your security officer.',
  malformed: 'The server does not understand this console; their versions differ. Events are kept here. Tell IT.',
  'not-signed': 'The server does not know this desk, or not its key. Events are kept here. Ask IT to enrol it again.',
  clock: 'This computer’s clock and the server’s differ too much. Events are kept here. Set the clock.',
  replay: 'The server took a message for a repeated one. It is sent again by itself.',
  secret: 'The enrolment token was used before, has expired or is wrong. Ask IT for a new one.',
  preview: 'The server takes no previews. Events are kept here.',
  'device-known': 'The server knows this desk’s log from another computer or with another key. Tell IT.',
  'chain-closed': 'The server holds this desk’s log as closed and takes nothing after its end. Tell IT.',
  'not-found':
    'The server does not know what this console asks for; their versions differ. Events are kept here. Tell IT.',
  gap: 'The server misses earlier events of this desk. They are sent again by themselves.',
  conflict: 'The server has other events under the same numbers. Both are kept. Tell IT and your security officer.',
  'too-large': 'What this desk sends is too large for the server. Events are kept here. Tell IT.',
  'bad-chain':
    'The server finds an event of this desk’s log wrong and takes none after it. Events are kept here. Tell IT.',
  'unknown-type':
    'The server is older than this console and does not know all its events. Ask IT to update the server.',
  'bad-head': 'The server finds the signature of this desk’s log wrong. Events are kept here. Tell IT.',
  'too-many': 'The server has much to do and asked this desk to wait. Events are sent later.',
  internal: 'The server has a fault of its own. Events are kept here and sent later. If it stays, tell IT.',
} as const satisfies Record<CentralProblem, string>;
