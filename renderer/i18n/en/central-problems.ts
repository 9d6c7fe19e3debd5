import type { Refusal } from '../../../shared/sync/wire.ts';

/** What `CentralState.problem` may name: a refusal of central's, or what the console found itself. */
export type CentralProblem = Refusal | 'other-key' | 'inconsistent' | 'unreachable' | 'odd-reply' | 'storage';

/** What stands between this desk and central: what happened, what is safe, what to do. */
export const centralProblems = {
  unreachable: 'The server cannot be reached. You can go on working; events are sent later.',
  'odd-reply': 'Something that is not the server answers at its address. Events are kept here and sent later.',
  storage:
    'This computer could not write to its disk what the server confirmed. Events are sent again. Check the free space.',
  'other-key': 'Another server answers at this address. Nothing was sent to it. Events are kept here. Tell IT.',
  inconsistent:
    'The server’s log no longer agrees with what it confirmed before. Nothing more is sent; events are kept here. Tell IT and your security officer.',
  malformed: 'The server does not understand this console; their versions differ. Events are kept here. Tell IT.',
  'not-signed': 'The server does not know this desk or its key. Events are kept here. Ask IT to enrol it again.',
  clock:
    'The clocks of this computer and of the server differ too much. Events are kept here. Set this computer’s clock right.',
  replay: 'The server took a message for a repeated one. It will be sent again automatically.',
  secret:
    'The enrolment token has already been used, has expired or is wrong. Events are kept here. Ask IT for a new one.',
  preview: 'The server does not accept previews. Events are kept here.',
  'device-known':
    'The server knows this desk’s log from another computer or with another key. Events are kept here. Tell IT.',
  'device-token':
    'The server knows this desk already and takes its new log only with a token that is made for it. Events are kept here. Ask IT for one.',
  'chain-closed':
    'This desk’s log is closed on the server, which accepts nothing after its end. Events are kept here. Tell IT.',
  'not-found':
    'The server does not know what this console asks for; their versions differ. Events are kept here. Tell IT.',
  gap: 'The server is missing earlier events of this desk. They will be sent again automatically.',
  conflict: 'The server has other events under the same numbers. Both are kept. Tell IT and your security officer.',
  'too-large': 'What this desk sends is too large for the server. Events are kept here. Tell IT.',
  'bad-chain':
    'The server found an invalid event in this desk’s log and accepts none after it. Events are kept here. Tell IT.',
  'unknown-type':
    'The server is older than this console and does not know all its events. Events are kept here. Ask IT to update the server.',
  'bad-head': 'The server found the signature of this desk’s log invalid. Events are kept here. Tell IT.',
  'too-many': 'The server is busy and asked this desk to wait. Events are sent later.',
  internal: 'Something failed on the server. Events are kept here and sent later. If it goes on, tell IT.',
} as const satisfies Record<CentralProblem, string>;
