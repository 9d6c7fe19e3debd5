/**
 * What Cleandesk promises to the people who use it (design, sections 3 to 8), and the tests that show each promise by
 * `describe > title`, as written in their source. A promise that is not shown yet says what brings it.
 * `test/unit/promises.test.ts` fails on a promise with neither and on a title that no test has any more.
 */
export type UserPromise = { section: 3 | 4 | 5 | 6 | 7 | 8; says: string } & (
  { shownBy: readonly string[]; waitsFor?: never } | { waitsFor: string; shownBy?: never }
);

const later = (what: string) => `Later: ${what}`;

const keys: UserPromise[] = [
  {
    section: 3,
    says: 'A profile whose keychain item is gone while its files stay, or the reverse, is not a first run.',
    shownBy: [
      'a keychain > that was emptied is no first run: the files stay as they are',
      'a keychain > that still has our item while the files are gone is no first run',
    ],
  },
  {
    section: 3,
    says: 'A pooled virtual desktop keeps notes for the session only, and its chain is closed and synced at sign-out.',
    waitsFor: later('ephemeral devices'),
  },
  {
    section: 3,
    says: 'Without a keychain there is no vault, and the screen says what is missing and how to mend it.',
    shownBy: [
      'a keychain > that is %s is named, and nothing is written',
      'a machine without a keychain is told so, and nothing is made or written over',
      'a profile that cannot be opened > for a keychain that is %s says so, starts no gate, and opens after it was mended',
    ],
  },
  {
    section: 3,
    says: 'No key falls back to a file when the keychain refuses.',
    shownBy: [
      'first run > leaves nothing behind when the keychain refuses at the end',
      'the key > a keychain that is empty or silent is said, and nothing is made in its place',
      'the signing key > is made at the first start, lies in the keychain under its chain’s id, and nowhere in the profile',
    ],
  },
  {
    section: 3,
    says: 'The preview says on every screen that its keychain is a file.',
    shownBy: ['The screens > say in the preview, each of them, that the keychain is a file'],
  },
  {
    section: 3,
    says: 'Each keychain item is read and written by one executable only.',
    waitsFor: later('packages for macOS, where access to an item is tied to an executable'),
  },
  {
    section: 3,
    says: 'A username is the same in any case and Unicode form, a password in any normal form.',
    shownBy: [
      'usernames > %j is %j',
      'usernames > have one form only: making it again changes nothing',
      'the key from a password > a password typed as composed or decomposed signs is the same password',
    ],
  },
  {
    section: 3,
    says: 'An unknown name costs the same work as a known one.',
    shownBy: [
      'a refused sign-in > %s: the same word, one Argon2id and one commit',
      'first sign-in, a lost phone, a forgotten password > a wrong code and a name that nobody has are refused alike, with one commit',
    ],
  },
  {
    section: 3,
    says: 'Argon2id with 64 MiB, three passes and one lane makes the key from a password.',
    shownBy: [
      'the key from a password > Argon2id gives the reference vector (t=$t, m=$m, $password, $salt)',
      'the key from a password > costs 64 MiB and three passes (RFC 9106, second choice)',
    ],
  },
  {
    section: 3,
    says: 'Only a derived auth key, sealed to central’s public key, leaves the gate for central.',
    waitsFor: later('central sign-in and people across desks'),
  },
  {
    section: 3,
    says: 'A user key is wrapped under the password and the device: a wrong password is told from damage and a foreign device.',
    shownBy: [
      'the wrapped user key > opens with the password on its own device',
      'the wrapped user key > tells a wrong password from another device, another person and damage',
      'an accounts.db > of another device is named and kept aside',
    ],
  },
  {
    section: 3,
    says: 'A rotated device secret re-wraps the outer layer only.',
    waitsFor: later('rotation of the device secret'),
  },
  {
    section: 3,
    says: 'Before sign-out the screen says that notes stay on this device.',
    shownBy: ['The screens > say before a sign-out that the notes stay on this device'],
  },
  {
    section: 3,
    says: 'After a password was changed elsewhere this desk asks once for the old one, or shreds on confirmation.',
    waitsFor: later('central sign-in and people across desks'),
  },
  {
    section: 3,
    says: 'A forgotten password shreds that person’s notes, which is said before it is done.',
    shownBy: [
      'first sign-in, a lost phone, a forgotten password > a forgotten password is replaced, the notes are shredded, and that is said first',
      'the key > a forgotten password: all notes of that person are destroyed, events stay, a new key begins anew',
    ],
  },
  {
    section: 3,
    says: 'A note opens only with the user key and its hour’s key together.',
    shownBy: ['a sealed note > opens whole with user key and hour key together, and with neither alone'],
  },
  {
    section: 3,
    says: 'Expiry deletes the hour’s key first, then the rows, before any sign-in and without any other key.',
    shownBy: [
      'expiry > an expired note cannot be read, leaves the list of the open window, and its key goes before its row',
      'expiry > the sweep before a sign-in needs no key of the person; an older copy of the file does not bring notes back',
      'a gate > sweeps in every new hour',
    ],
  },
  {
    section: 3,
    says: 'An old copy of the file does not bring an expired note back.',
    shownBy: [
      'expiry > the sweep before a sign-in needs no key of the person; an older copy of the file does not bring notes back',
    ],
  },
  {
    section: 3,
    says: 'What is deleted leaves the pages of the file and its log.',
    shownBy: [
      'writing > a deleted note is gone, and with it its pages in file and log',
      'desk.db > is durable and erases what it deletes',
    ],
  },
  {
    section: 3,
    says: 'A note moved to another id, owner, vault, revision or expiry does not open.',
    shownBy: [
      'a sealed note > does not open as %s',
      'a sealed note > does not open in another vault or as another person’s',
      'damage > a row that was moved under another id, expiry or revision does not open',
    ],
  },
  {
    section: 3,
    says: 'No two seals of the same note are alike, a former text is not taken for the present one, and a key opens what was written in one go.',
    shownBy: [
      'a sealed note > is never sealed twice alike: neither its text nor its stamp',
      'a sealed note > keeps its key while somebody writes in it, and has another whenever that begins anew',
      'a sealed note > of a former revision is not the present one, though its key is the same',
    ],
  },
  {
    section: 3,
    says: 'A note’s row that is put back, swapped or removed is seen (manifests).',
    shownBy: [
      'a row of a note > that was removed is seen; the others open',
      'a row of a note > that was put back to an older revision is seen',
      'a row of a note > that was deleted by hand and is put back is seen',
      'a row of a note > whose contents were exchanged with another’s is seen, and neither opens',
      'a row of a note > whose text alone was put back, under its newer key, is seen, and does not open',
      'a row of a note > that is changed while the vault is open is seen, even where its owner has written it anew',
      'a row of a note > cannot be taken away as if it had expired',
      'a vault that cannot be opened > is not one whose rows were changed from outside: it opens, and the desk says so until the next lock',
      'what is nobody’s doing > expiry by a sweep or by the vault is not mistaken for a removal, even when the clock is then set back',
    ],
  },
  {
    section: 3,
    says: 'An older copy of a person’s file of notes, or its loss, is seen; a kill is not mistaken for one.',
    shownBy: [
      'an older copy of a person’s file > that is put back after a lock is named, kept aside and left as it is; the right one opens again',
      'a person’s file that is gone > is named, and none is made in its place',
      'a kill > between an opening’s commit and its anchor is no rollback, at the first opening and at any other, however often',
      'a kill > after any commit of a session is no rollback',
    ],
  },
  {
    section: 3,
    says: 'A rollback of the security state is seen, by epochs and anchors.',
    shownBy: [
      'an older copy of accounts.db > is seen, kept aside, and lets nobody in: failures cannot be put back with the file',
      'an older copy of accounts.db > is seen even when only one commit is missing that anything was compared after',
      'an older copy of accounts.db > of a keychain that is older than the file, or without its anchor, is not believed either',
      'a kill, or a keychain that falls silent, between a commit and its anchor > of a counted attempt is no false alarm (%i: %s), and the attempt is counted',
      'an older copy of the accounts lets nobody in until a lead goes on from it',
    ],
  },
  {
    section: 3,
    says: 'Over a rolled-back console only a lead whom this device knew last, or the owner’s kit, goes on, with a code never used.',
    shownBy: [
      'a lead who acts > must be one whom this device knew last: not one who was put out, nor by an earlier phone',
      'a lead who acts > whose credentials changed since needs the owner’s kit',
      'a lead who acts > needs a code that was never used, and what was used up since stays used up',
      'a lead who acts > cannot be guessed at without end: the count is in the keychain, where no copy takes it back',
      'a lead who acts > lets the others in again one by one: until then nobody comes in whom the copy brought back',
    ],
  },
  {
    section: 3,
    says: 'A rollback of the log is seen by its anchor, and people are locked out until a lead or the kit has seen it.',
    shownBy: [
      'an older copy of desk.db > is seen and kept aside; the log goes on in a new chain that says so, and proves whole',
      'an older copy of desk.db > is seen when only the end of the chain was cut off, with its signatures',
      'an older copy of desk.db > is mended by nothing but a lead’s word, which is in the log; the copy put back again is found again',
      'an older copy of the log > lets nobody in, and the screen says so and where it is kept',
      'a start that is killed at the n-th write to the keychain > the first: no false alarm (write %i, stored: %s)',
    ],
  },
  {
    section: 3,
    says: 'The private half of the signing key lies in the keychain, one for each chain.',
    shownBy: [
      'the signing key > is made at the first start, lies in the keychain under its chain’s id, and nowhere in the profile',
      'the desk’s log > signs with its own key, and a head once for as long as nothing new happened',
    ],
  },
  {
    section: 3,
    says: 'One second after a lock or sign-out no vault, gate or page holds a note, a password or a key of notes, and the browser process no key and no password, not even one that was shown; one second after sign-in none holds a password.',
    shownBy: [
      'what is left of notes, passwords, codes and keys > is in no vault, gate, page or file and on no clipboard a second after a lock, a sign-out or a sign-in; no key and no password, hidden or shown, is in the browser process, and 15 s after a lock nothing of a note',
    ],
  },
  {
    section: 3,
    says: '15 s after a lock at which nobody types the browser process holds nothing of a note: another program has taken its place, and shows the same lock.',
    shownBy: [
      'what is left of notes, passwords, codes and keys > is in no vault, gate, page or file and on no clipboard a second after a lock, a sign-out or a sign-in; no key and no password, hidden or shown, is in the browser process, and 15 s after a lock nothing of a note',
      'after a lock the program in which a note was typed ends, and another one shows the same lock',
      'another program in the console’s place > shows the lock that was there, lets the same person in by the password alone, and goes on with the session',
      'what is left to a successor > cannot be made by somebody else: a row that main did not write is found, nothing is gone on from, and nothing is said of anybody',
      'what is left to a successor > cannot be put back with the whole file: %s',
      'a fault that shows in Electron alone is found there: %s',
    ],
  },
  {
    section: 3,
    says: 'The threat model says what erasing does not reach: a note deleted by hand, and the browser process.',
    shownBy: ['What does not hold is said openly > the threat model says that %s'],
  },
  {
    section: 3,
    says: 'The doctor says for how long the browser process keeps the last field.',
    waitsFor: later('the doctor'),
  },
];

const signIn: UserPromise[] = [
  {
    section: 4,
    says: 'A password has at least 12 characters and is no common one; no rule asks for kinds of characters.',
    shownBy: [
      'a new password > %s is refused: %s',
      'a new password > %s will do, without asking for digits or signs',
      'first run > refuses weak passwords and card data in names, and goes on',
    ],
  },
  {
    section: 4,
    says: 'A shown password is hidden again before it is submitted, and its field stays a password’s.',
    shownBy: [
      'The screens > hide a shown password before it is submitted',
      'The screens > show a password letter by letter where its dots are, in a field that stays a password’s',
    ],
  },
  {
    section: 4,
    says: 'Layout and Caps Lock are told from the last key typed.',
    shownBy: [
      'what the last key typed tells about the keyboard > tells the Russian from the English layout by what a physical key wrote',
      'what the last key typed tells about the keyboard > tells Caps Lock from a capital without Shift, and not from a capital with it',
    ],
  },
  {
    section: 4,
    says: 'Shortcuts go by the physical key, so they work in any layout.',
    shownBy: ['keys of the desk > go by the place on the keyboard, whatever letter the layout writes there'],
  },
  {
    section: 4,
    says: 'A code may be pasted with spaces and is submitted at its 6th digit.',
    shownBy: ['The screens > take a code that is pasted with a space, and submit it at its sixth digit'],
  },
  {
    section: 4,
    says: 'Codes are those of RFC 6238: SHA-1, 30 s, six digits, one step before or after.',
    shownBy: [
      'codes from the phone > are those of RFC 6238 at $seconds s',
      'codes from the phone > are taken one step early and one step late, not two',
      'signing in > a code of the step before or after is taken, each once',
    ],
  },
  {
    section: 4,
    says: 'The QR code carries a standard otpauth:// URI that an authenticator reads from the screen.',
    shownBy: [
      'codes from the phone > come from a secret that the app reads from a standard URI or that one types',
      'a new site is set up from the QR code to the owner’s kit',
    ],
  },
  {
    section: 4,
    says: 'The attempt is counted and committed before anything is checked.',
    shownBy: [
      'a disk that takes nothing > refuses the sign-in: an attempt that cannot be counted is not looked at',
      'a kill between any two steps of a sign-in gives no free guess > ten kills in the middle of guessing lock the account as ten failures do',
    ],
  },
  {
    section: 4,
    says: 'Argon2id runs always: for unknown, locked and disabled names too.',
    shownBy: [
      'a refused sign-in > %s: the same word, one Argon2id and one commit',
      'a refused sign-in > the wait after five failures costs one Argon2id and one commit, and is the same for a name nobody has',
    ],
  },
  {
    section: 4,
    says: 'A kill between any two steps gives no free guess.',
    shownBy: [
      'a kill between any two steps of a sign-in gives no free guess > wrong password, killed at step %i (%s)',
      'a kill between any two steps of a sign-in gives no free guess > right password and code, killed at step %i (%s): the code never works twice',
      'kill -9 > of vault, main, gate and central loses nothing that was promised, doubles nothing and gives no free guess',
    ],
  },
  {
    section: 4,
    says: 'A code works once, also after a restart and after a clock set back.',
    shownBy: [
      'signing in > a code works once, also after a restart, and does not count as a failure',
      'a wall clock that went back > makes codes of the past worthless, for everybody alike, and costs no attempt',
    ],
  },
  {
    section: 4,
    says: 'One sign-in under a clock set ahead does not lock a person out.',
    shownBy: ['a wall clock that was ahead > locks nobody out by one sign-in under it, once a lead confirms the time'],
  },
  {
    section: 4,
    says: 'Wall time more than 90 s below the highest seen refuses codes until a lead clears it.',
    shownBy: [
      'a wall clock that went back > makes codes of the past worthless, for everybody alike, and costs no attempt',
      'a wall clock that went back > is forgiven up to 90 seconds',
      'a wall clock that went back > is confirmed by a lead who signs in with a recovery code',
    ],
  },
  {
    section: 4,
    says: 'Central clears a desk’s clock that went back.',
    waitsFor: later('central sign-in and people across desks'),
  },
  {
    section: 4,
    says: 'After 5 failures each attempt waits longer; after 10 the account is locked for 30 minutes on both clocks, or until a lead unlocks.',
    shownBy: [
      'failed attempts > are free four times, slowed down from the fifth, locked from the tenth',
      'failed attempts > stay locked until both 30 minutes of wall time and 30 minutes of running time are over, whatever the clock and the machine do',
      'too many failures > wait longer and longer, then lock for 30 minutes, and are counted over restarts',
      'too many failures > a clock set ahead does not shorten the lock, nor does a restart of the machine',
      'too many failures > a lead unlocks at once',
    ],
  },
  {
    section: 4,
    says: 'A used code with the right password says to wait for the next code, and does not count.',
    shownBy: ['signing in > a code works once, also after a restart, and does not count as a failure'],
  },
  {
    section: 4,
    says: 'The message never tells which factor was wrong, nor whether the name exists.',
    shownBy: ['a refused sign-in > %s: the same word, one Argon2id and one commit'],
  },
  {
    section: 4,
    says: 'A first sign-in takes a one-time code of at least 64 bits, stored hashed, for 24 hours and 10 tries.',
    shownBy: [
      'codes on paper > carry at least 64 bits, the owner’s kit 128',
      'people > are added with a code that is shown once and stored nowhere',
      'first sign-in, a lost phone, a forgotten password > an enrolment code is good for ten tries and a day',
      'first sign-in, a lost phone, a forgotten password > and dies after 24 hours, also when the clock is set back',
      'first sign-in, a lost phone, a forgotten password > a first code is used up by the first sign-in',
    ],
  },
  {
    section: 4,
    says: 'A first sign-in sets a password, scans the QR code, proves a code and leads to an own desk.',
    shownBy: ['the operator registers with the code and reaches an own desk'],
  },
  {
    section: 4,
    says: 'A recovery code works once and replaces the code, never the password.',
    shownBy: [
      'signing in > a recovery code stands in for the phone once, however it is typed',
      'a refused sign-in > %s: the same word, one Argon2id and one commit',
    ],
  },
  {
    section: 4,
    says: 'Recovery codes can be declined where a lead can issue passes.',
    waitsFor: later('a pass for today'),
  },
  { section: 4, says: 'The second factor can be a hardware OATH token.', waitsFor: later('hardware tokens') },
  {
    section: 4,
    says: 'A lead issues a pass for today to somebody without the phone, at most 3 in 30 days.',
    waitsFor: later('a pass for today'),
  },
  {
    section: 4,
    says: 'Central verifies password and code on its own clock, once for the whole site, and keeps an HMAC only.',
    waitsFor: later('central sign-in and people across desks'),
  },
  {
    section: 4,
    says: 'A desk keeps a TOTP secret for a limited time, and central alerts on a step used twice.',
    waitsFor: later('central sign-in and people across desks'),
  },
  {
    section: 4,
    says: 'A lead works at the operator’s seat in a drawer, by password and code, over the sign-in or lock screen.',
    shownBy: [
      'the ways to lead’s work > the drawer opens over somebody else’s locked desk and begins no session',
      'the ways to lead’s work > an operator’s right password and code open neither drawer nor step-up',
      'the lead confirms the day in the drawer, over the locked desk, and sees no note',
    ],
  },
  {
    section: 4,
    says: 'The operator’s notes are closed while the drawer is open: the lead sees answers, never notes.',
    shownBy: [
      'lead’s work > in a drawer over the desk closes the notes meanwhile; an own step-up does not',
      'notes that a rule closes > leave nothing readable in the window, and what was not stored is back afterwards',
    ],
  },
  {
    section: 4,
    says: 'The drawer closes after 2 minutes.',
    shownBy: [
      'lead’s work > is open for two minutes from the proof, and the next gate is shown it',
      'a grant > is needed, cannot be made or changed, and is over after two minutes on either clock',
    ],
  },
  { section: 4, says: 'A lead can name an acting lead until a date.', waitsFor: later('an acting lead') },
  {
    section: 4,
    says: 'A session ends after 12 hours, which is said 15 and 5 minutes before.',
    shownBy: [
      'the session > ends after 12 hours however much is done in it, said 15 and 5 minutes before',
      'the session > is over after 12 hours behind a lock too',
      'a session ends after 12 hours, and that is said 15 and 5 minutes before, once each',
    ],
  },
  {
    section: 4,
    says: 'A session is extended once by 2 hours with a fresh code.',
    waitsFor: later('extension of a session'),
  },
  {
    section: 4,
    says: 'After a short absence the password unlocks; after a long one both factors are needed.',
    shownBy: [
      'unlocking > takes the password alone after a short absence',
      'unlocking > takes both after a long one, and a missing code is a wrong one',
      'the session > needs the code as well after a long lock, by running time',
    ],
  },
  {
    section: 4,
    says: 'Sensitive steps need a fresh code.',
    shownBy: [
      'lead’s work > is refused without a live grant',
      'the ways to lead’s work > a step-up needs an open desk, its vault, and the right code',
      'changing the own password > needs the old one and a fresh code, and keeps the notes’ key',
    ],
  },
  {
    section: 4,
    says: 'An account can end on a date.',
    shownBy: [
      'people > end on their date at the site, and not a day before',
      'lead’s work > cannot lengthen somebody’s account: whose last day has passed is out at midnight of the site',
    ],
  },
  {
    section: 4,
    says: 'A disabled person is out of the desk where that was done at once.',
    shownBy: [
      'lead’s work > puts a disabled person out at once',
      'people > that are disabled are out, and back in when enabled',
    ],
  },
  {
    section: 4,
    says: 'A disabled person is out of every other desk at its next contact.',
    waitsFor: later('central sign-in and people across desks'),
  },
  {
    section: 4,
    says: 'The last active lead cannot be disabled, ended or demoted.',
    shownBy: ['people > the last lead who stays cannot be disabled, ended or demoted'],
  },
  {
    section: 4,
    says: 'Set-up ends with a second lead or an owner’s kit of 128 bits that was typed back.',
    shownBy: [
      'first run > asks for a second lead or the owner’s kit, typed back',
      'first run > lets the second lead sign in with the code that it gave',
      'codes on paper > carry at least 64 bits, the owner’s kit 128',
    ],
  },
  {
    section: 4,
    says: 'The owner’s kit opens people and checklists, never notes, and is loud in the log.',
    shownBy: [
      'the ways to lead’s work > the owner’s kit opens people’s work as nobody in particular, and is loud in the log',
      'Confirming > with the owner’s kit is possible for operators, but not for the person at this desk, nor for any lead',
    ],
  },
  {
    section: 4,
    says: 'Sign-in tells success only after main has kept its events.',
    shownBy: ['signing in > is refused, and the session not begun, when main cannot write the log'],
  },
  {
    section: 4,
    says: 'Recovery codes are shown once: ten of at least 64 bits, stored hashed.',
    shownBy: [
      'The screens > show recovery codes once: afterwards only how many are left',
      'a new site is set up from the QR code to the owner’s kit',
    ],
  },
];

const notes: UserPromise[] = [
  {
    section: 5,
    says: 'A new note is one key away.',
    shownBy: ['The screens > begin a new note at one key, whichever is open'],
  },
  {
    section: 5,
    says: 'A note is saved as it is typed.',
    shownBy: [
      'a note is saved as it is typed, and a card number is refused while the rest stays',
      'writing > a note is written, found in the list and read again after the vault was killed',
      'typing in a note > sends the whole text and the caret at each change, counted upwards',
    ],
  },
  {
    section: 5,
    says: 'Tags, pin, customer reference and a call card’s answers are kept with the note.',
    shownBy: [
      'writing > tags, pin, reference and the answers of a call card are kept; answers become events without content',
      'the list of notes > shows pinned notes first, then the newest, and does not move a note because it is typed in',
    ],
  },
  {
    section: 5,
    says: 'Search finds every note that has all the words, as one types.',
    shownBy: [
      'writing > search finds all words, by their beginnings, in text, tags and reference, in both languages',
      'search, %s, > agrees with looking through every note, whatever was written, changed and removed before',
      'an answer to an older search > does not overwrite a newer one',
    ],
  },
  {
    section: 5,
    says: 'A call can start from a call card in both languages.',
    shownBy: ['call cards > ask in both languages, and begin without any answer'],
  },
  {
    section: 5,
    says: '“Saved” appears only after the vault has committed.',
    shownBy: [
      'writing > "saved" is said only after the text can be read back from the file',
      'typing in a note > is shown as saved only when the vault has committed the last change',
      'what is known of a note’s safety > is “saved” only by the vault’s word about the last change',
    ],
  },
  {
    section: 5,
    says: 'Nothing that was called saved is lost when the vault is killed.',
    shownBy: [
      'a vault that is killed while somebody types has lost nothing that it said was saved',
      'kill -9 > of vault, main, gate and central loses nothing that was promised, doubles nothing and gives no free guess',
      'what the screen called saved is there after kill -9 of the console, of main as of the vault, and the log is whole',
    ],
  },
  {
    section: 5,
    says: 'Nothing older than 300 ms is lost, even when the process dies.',
    shownBy: [
      'Autosave > never holds what was typed more than 300 ms ago, with a key every %i ms',
      'Autosave > does not let one note wait for another that the disk refuses',
      'kill -9 > of vault, main, gate and central loses nothing that was promised, doubles nothing and gives no free guess',
    ],
  },
  {
    section: 5,
    says: 'Notes expire after the shift, or as the site says.',
    shownBy: [
      'at the open desk > new notes follow the end of the shift and what settings add to it',
      'expiry > a note expires by what main said last when it was written; older notes keep their time',
    ],
  },
  {
    section: 5,
    says: 'The countdown of a note is visible.',
    shownBy: [
      'time left of a note > runs from whole to nothing over the note’s life',
      'time left of a note > never promises a minute that is not whole',
      'time left of a note > says so when less than a quarter of an hour is left',
    ],
  },
  {
    section: 5,
    says: 'An expired note is unreadable at once.',
    shownBy: [
      'expiry > an expired note cannot be read, leaves the list of the open window, and its key goes before its row',
    ],
  },
  {
    section: 5,
    says: 'A clock that jumped ahead closes notes but shreds none before a lead confirms the time or 72 hours of running time pass.',
    shownBy: [
      'expiry > a clock that jumps ahead closes notes but shreds none; set back it reopens none; in time they go',
      'expiry > a clock that stays ahead is believed after 72 hours of running time',
      'expiry > a lead who confirms the time lets end at once what the clock held back, for a sweep and for a living vault',
      'expiry > a night switched off is no jump of the clock; a week is',
      'the clock > may jump ahead by an hour, not by more',
      'the clock > may stand still for 36 hours while the machine is off, not for more',
    ],
  },
  {
    section: 5,
    says: 'Central confirms a desk’s time for its notes.',
    waitsFor: later('central sign-in and people across desks'),
  },
  {
    section: 5,
    says: 'A clock set back never reopens an expired note.',
    shownBy: [
      'expiry > a clock that jumps ahead closes notes but shreds none; set back it reopens none; in time they go',
      'the clock > that is set back is told, and does not count',
    ],
  },
  {
    section: 5,
    says: 'A card number is not stored, not even encrypted.',
    shownBy: [
      'card data > is not stored: everything around it is, the place is told, and one event says kind and field only',
      'card data > is refused in tags and references, and when it is split over two fields',
      'card numbers > %s is refused',
    ],
  },
  {
    section: 5,
    says: 'A card number is found behind separators, line breaks and Unicode digits.',
    shownBy: [
      'card numbers > a number is found in this disguise, wherever it stands: %s',
      'the guard’s campaign > misses no number in any disguise of the list, and refuses no look-alike, by bounds that a short run can show',
    ],
  },
  {
    section: 5,
    says: 'A verification code in context is refused.',
    shownBy: [
      'verification codes > "%s" is refused',
      'verification codes > "%s" passes',
      'card numbers > expiry and verification code behind a number are found with it',
    ],
  },
  {
    section: 5,
    says: 'Refused text stays in the editor with its place marked and is not saved until it is gone.',
    shownBy: [
      'what is known of a note’s safety > stays refused while the refused place is still there, whatever else is typed',
      'refused places in the text > move with what is typed before them and stay where typing follows them',
      'looking at another note > loses nothing of a text that the guard does not let be stored',
    ],
  },
  {
    section: 5,
    says: 'A refusal is an event without the number.',
    shownBy: [
      'card data > is not stored: everything around it is, the place is told, and one event says kind and field only',
      'people > card data in the %s is refused, and the log says so without the number',
      'Answering > keeps no comment with card data and says so in the log without the number',
    ],
  },
  {
    section: 5,
    says: 'Tags, references, comments, reasons, names and policy texts are checked before they are stored.',
    shownBy: [
      'card data > is refused in tags and references, and when it is split over two fields',
      'people > card data in the %s is refused, and the log says so without the number',
      'first run > refuses weak passwords and card data in names, and goes on',
      'Answering > keeps no comment with card data and says so in the log without the number',
      'A returned list > can only be one that is submitted, and its reason holds no card data',
      'The security policy > with card data in either language is not published',
      'Evidence > is refused for a point of a shift list, without being a lead, and with card data in its reference',
    ],
  },
  {
    section: 5,
    says: 'Autosave leaves out a run of digits that can still grow into a card number, until it ends or the caret leaves.',
    shownBy: [
      'card data > a number that is still being typed is left out of the file; what stands around it is saved',
      'what may be stored while somebody types > of a card number that is typed key by key nothing beyond its first six digits is ever stored',
      'the guard’s campaign > misses no number in any disguise of the list, and refuses no look-alike, by bounds that a short run can show',
      'typing > it ends with a letter, with more than a short separator, and when the caret leaves',
    ],
  },
  {
    section: 5,
    says: 'Orders, phones, timestamps, accounts and IBANs pass.',
    shownBy: [
      'numbers that are no cards > moments in any usual form pass',
      'numbers that are no cards > telephones pass, also several in a row',
      'numbers that are no cards > orders and other numbers that are not a card by issuer, length and check digit pass',
      'numbers that are no cards > Russian accounts and IBANs pass, in one piece and in groups',
      'the guard’s campaign > misses no number in any disguise of the list, and refuses no look-alike, by bounds that a short run can show',
    ],
  },
  {
    section: 5,
    says: 'Other personal data is warned about, and by policy refused.',
    waitsFor: later('warnings about other personal data'),
  },
  {
    section: 5,
    says: 'Consent, its revocation and do-not-call on a call card are kept as an event without content.',
    shownBy: [
      'writing > tags, pin, reference and the answers of a call card are kept; answers become events without content',
    ],
  },
  {
    section: 5,
    says: 'On disk there is ciphertext only.',
    shownBy: [
      'the disk > nothing of a note is on the disk in the clear: text, title, tag, reference, search, card',
      'an accounts.db > holds no name, no username and nothing of a password or code in the clear',
    ],
  },
  {
    section: 5,
    says: 'Crash files and core files hold nothing of a note.',
    shownBy: ['no process of the program leaves a core file or a dump, whichever crashes'],
  },
  { section: 5, says: 'Lengths on disk say little.', shownBy: ['a sealed note > says little about its length'] },
  {
    section: 5,
    says: 'A copy leaves the clipboard after 30 s if it is still there, and at lock, sign-out and quit.',
    shownBy: [
      'at the open desk > a copied text leaves the clipboard after 30 seconds, unless somebody copied something else since',
      'at the open desk > copied and selected text are gone at %s',
      'at the open desk > copied text is gone when the program ends',
    ],
  },
  {
    section: 5,
    says: 'X11’s PRIMARY selection counts as clipboard.',
    shownBy: [
      'at the open desk > a selection leaves X11’s PRIMARY after 30 seconds',
      'at the open desk > copied and selected text are gone at %s',
    ],
  },
  {
    section: 5,
    says: 'Copying can be forbidden.',
    shownBy: ['at the open desk > where copying is forbidden a copy is taken away at once and refused in the log'],
  },
  {
    section: 5,
    says: 'Spellcheck is off.',
    shownBy: ['The screens > check no spelling of what is typed'],
  },
  {
    section: 5,
    says: 'A damaged, truncated, newer or foreign file of notes is named and kept, and others’ notes open.',
    shownBy: [
      'damage > a damaged file is named and kept aside',
      'damage > a truncated file is named',
      'damage > a file of a newer version is named and not touched',
      "the key > another person's key opens nothing: the file is named foreign, copied aside and left as it is",
    ],
  },
  {
    section: 5,
    says: 'With a full disk or a read-only folder the note stays on the screen, which says that it is not saved.',
    shownBy: ['the disk > a full disk: the note is said not to be saved, and is saved once there is room'],
  },
];

const lock: UserPromise[] = [
  {
    section: 6,
    says: 'The desk locks by the system’s idle time, never by the app’s own activity.',
    shownBy: [
      'the idle time of the system > locks at the limit after the last input, early by less than a second and never late',
      'the idle time of the system > is not moved by what our own windows say while it counts',
      'an open desk > locks when nobody has touched keyboard or mouse for the limit, and not a second late',
      'nobody touches the minimised desk for the idle time, and vault and desk are really gone',
    ],
  },
  {
    section: 6,
    says: 'A minimised desk locks by idle time too.',
    shownBy: ['nobody touches the minimised desk for the idle time, and vault and desk are really gone'],
  },
  {
    section: 6,
    says: 'No setting and no call takes the idle limit beyond 15 minutes.',
    shownBy: [
      'on a call > no setting and no call goes beyond 15 minutes',
      'settings in desk.db > survive a restart, and values beyond the compliance floor count as never set',
    ],
  },
  {
    section: 6,
    says: 'The system’s lock, its suspend and a switch of the user lock at once.',
    shownBy: ['an open desk > locks at once at the system’s %s'],
  },
  {
    section: 6,
    says: 'A gap that the clock finds at resume locks.',
    shownBy: [
      'an open desk > locks when the machine slept without saying so',
      'an open desk > locks at a resume that comes with no suspend before it',
      'between two looks at the clocks > a timer that is more than 30 s late means that the machine slept, by either clock',
    ],
  },
  { section: 6, says: 'The lock key locks.', shownBy: ['an open desk > locks by the lock key'] },
  {
    section: 6,
    says: 'The session’s limit locks.',
    shownBy: ['the session > ends after 12 hours however much is done in it, said 15 and 5 minutes before'],
  },
  {
    section: 6,
    says: 'An order from central locks.',
    waitsFor: later('orders from central, with central sign-in and people across desks'),
  },
  {
    section: 6,
    says: 'An idle source that says 0 for 60 s without input in our windows is broken; idle is counted from our windows, and an event says so.',
    shownBy: [
      'an idle source that says 0 for a minute while our windows had no input > is broken: idle is counted from our own windows, which locks early',
      'an idle source that is broken > is found by its 0 for a minute, written down, and replaced by what happens in our windows',
    ],
  },
  {
    section: 6,
    says: 'An unknown idle source locks early, never late.',
    shownBy: [
      'an unknown idle source locks early, never late: only our own windows count',
      'an idle source that is broken > that is not there at all locks by what happens in our windows, never later',
    ],
  },
  {
    section: 6,
    says: 'A countdown warns 30 s before, is announced at 30 and 10 s, and any input stops it.',
    shownBy: [
      'the countdown > warns on the screens for the last 30 seconds, with the moment of the lock',
      'the countdown > is stopped by any input',
      'half a minute before the lock a countdown warns without taking the focus, and any input stops it',
      'time to the lock > is spoken at 30 and at 10 seconds',
    ],
  },
  {
    section: 6,
    says: 'The countdown is on every display, above all windows, and takes no focus.',
    waitsFor: later('several displays'),
  },
  {
    section: 6,
    says: 'On a call raises the limit to 15 minutes at most, until pressed again or 15 minutes later.',
    shownBy: [
      'on a call > the limit is raised to 15 minutes and not a second more',
      'on a call > lasts until the key is pressed again, and is written down with its length',
      'on a call > ends by itself after 15 minutes',
      'on a call > the ceiling of 15 minutes without input holds all the same',
      'on a call is one key: the strip counts from 15 minutes, until it is pressed again',
    ],
  },
  {
    section: 6,
    says: 'Unlock is password and Enter.',
    shownBy: ['password and Enter bring back the note, byte for byte, and the caret'],
  },
  {
    section: 6,
    says: 'A break is one request that locks at once and shows whose and since when.',
    shownBy: [
      'a break > of kind %s locks at once and says whose and since when',
      'a break is one key: it locks at once, and the screen says whose it is and since when',
    ],
  },
  {
    section: 6,
    says: 'A break begins and ends as events.',
    shownBy: [
      'a break > begins with its lock and ends with the unlock',
      'a break > that nobody comes back from ends with the session',
    ],
  },
  {
    section: 6,
    says: 'At a lock the desk is covered and destroyed, then the vault flushes for at most 80 ms and is killed.',
    shownBy: [
      'at a lock > the desk is covered and destroyed before the vault is closed, and the gate is fresh afterwards',
      'an open desk > is covered before the vault is asked to flush, and the vault is killed before the screen is unlocked again',
      'an open desk > does not wait longer than 80 ms for a vault that does not flush',
    ],
  },
  {
    section: 6,
    says: 'Locked means that no vault and no desk renderer is alive.',
    shownBy: [
      'the console in any order of events > is never open without a vault and never locked with one, and the desk window is there only while it is open',
      'random walks over session, lock and sync > never open the desk without a living vault, lock it with one, turn a counter back, lose an event or double one',
      'nobody touches the minimised desk for the idle time, and vault and desk are really gone',
    ],
  },
  {
    section: 6,
    says: 'What comes up at a locked desk while a password is typed knows nobody: an empty page and an empty program that rehearse with made-up content, for 10 seconds at most or until the gate refuses.',
    shownBy: [
      'a locked desk > gets its page and a vault’s program ready while somebody types the password, and tells neither anything',
      'a locked desk > ends both when the gate refuses, and begins anew with the next attempt',
      'a locked desk > ends both when nobody is let in for 10 seconds',
      'a locked desk > lets the page that draws out of sight read that person’s day, and do nothing',
      'a locked desk > has that program expect whom a gate has proven, and tells the page nothing before that is written down',
      'whoever is expected > has the keychain read, and nothing else touched, until the gate has let them in',
      'a vault’s program that waits opens notes and takes a key that it has made itself, as it will the real ones',
    ],
  },
  {
    section: 6,
    says: 'What the guard refuses is saved as “••••” at a lock, and the operator is told after the unlock.',
    shownBy: [
      'card data > at a lock what is refused becomes "••••", the rest is saved whole, and the caret follows',
      'an open desk > tells after the unlock how many places were masked',
    ],
  },
  {
    section: 6,
    says: 'The open note, the caret and the screen come back after the unlock.',
    shownBy: [
      'password and Enter bring back the note, byte for byte, and the caret',
      'finding one’s place again > keeps screen, note, caret, scroll and search with the vault',
      'finding one’s place again > opens the note that was open, with its caret, and not one that has expired meanwhile',
    ],
  },
  {
    section: 6,
    says: 'By policy a lock also locks the operating system’s session.',
    waitsFor: later('locking the system’s session'),
  },
  {
    section: 6,
    says: 'On Linux the system’s lock and suspend are heard from logind over D-Bus.',
    shownBy: ['the system’s lock, told by logind, ends the vault and the desk’s renderer'],
  },
  {
    section: 6,
    says: 'On a Wayland desktop the console starts on X11.',
    shownBy: ['the console on Linux > starts on X11 in a Wayland session, where idleness cannot be asked'],
  },
  { section: 6, says: 'The doctor says that an idle source is broken.', waitsFor: later('the doctor') },
  {
    section: 6,
    says: 'A lock destroys the views of the site’s web applications.',
    waitsFor: later('allowed web applications'),
  },
  {
    section: 6,
    says: 'README and THREAT_MODEL say in one sentence that other programs stay open.',
    shownBy: [
      'What does not hold is said openly > that other programs stay open at a lock stands in README and THREAT_MODEL',
    ],
  },
  {
    section: 6,
    says: 'The limits of idle time and absence come from the system’s policy.',
    waitsFor: later('policies through MDM'),
  },
];

const checklist: UserPromise[] = [
  {
    section: 7,
    says: 'A template is data, with texts in Russian and English and what a no means.',
    shownBy: [
      'The built-in checklists > are data that fits the contract, every item with its own id',
      'The built-in checklists > say everything in Russian and in English, with help and what a no means',
    ],
  },
  {
    section: 7,
    says: 'The built-in list follows the twelve points, and the lead’s briefing of temporary staff.',
    shownBy: ['The built-in checklists > cover all twelve points, and the briefing of temporary staff for the lead'],
  },
  {
    section: 7,
    says: 'Nobody attests to what that person cannot know.',
    shownBy: [
      'The built-in checklists > ask nobody at a seat what only the console, the lead or IT can know',
      'The built-in checklists > give every shift list the cadence of a shift and all evidence a longer one',
    ],
  },
  {
    section: 7,
    says: 'The operator’s list has at most 6 items and takes 45 seconds.',
    shownBy: [
      'The built-in checklists > ask an operator at most six things in words that can be read in 45 seconds',
      'the shift’s list on the screen > asks at most six points and none that the console answers',
    ],
  },
  {
    section: 7,
    says: 'Scans and tests are dated items of IT with a reference to evidence.',
    shownBy: [
      'Evidence > counts until its cadence has passed, by the site’s calendar',
      'Evidence > is listed newest first and none of it is ever replaced',
    ],
  },
  {
    section: 7,
    says: 'Automatic items are answered by the console, with what was seen, and cannot be ticked by hand.',
    shownBy: [
      'What the console answers itself > is yes to every point of a healthy desk, each with what was seen and when',
      'An answer > is never given by hand where the console answers',
      'Answering > refuses a tick by hand where the console answers, an unknown point, and “not applicable” where it is required',
    ],
  },
  {
    section: 7,
    says: 'A shift follows the site’s times, else the first sign-in and 12 hours; sign-out does not end it.',
    shownBy: [
      'A shift by the site’s times > is exactly one at every moment, in every time zone, when the shifts follow each other',
      'A shift of one’s own > is twelve hours from the first sign-in, in every time zone and over every change of the clock',
      'A shift and its list > are one and the same from the first sign-in for twelve hours, through every sign-out and restart',
    ],
  },
  {
    section: 7,
    says: 'There is one list for each person, site date and shift: no repeated or missing hour and no midnight makes two or none.',
    shownBy: [
      'A shift and its list > last over midnight under the date on which they began',
      'A shift and its list > are each one, and none is missed, in the hours around a change of the clock in any zone',
      'A shift and its list > never share a number after the site’s times were changed',
      'A shift and its list > give each person their own',
    ],
  },
  {
    section: 7,
    says: 'A list is open, then submitted, then confirmed or returned with a reason.',
    shownBy: [
      'Answering > ends with the submission: nothing can be answered or submitted after it',
      'Confirming > ends one list or many, each with the lead as its actor',
      'A returned list > is open again with its answers, says why, has its time anew, and keeps the notes closed if the site asks',
    ],
  },
  {
    section: 7,
    says: 'A no needs a comment and raises an exception.',
    shownBy: [
      'Answering > cannot be submitted while a point is unanswered or a no has no comment',
      'A submitted list > carries each no as an exception, its comment beside the log and only its digest in it',
      'the checklist is answered by clicks and number keys, one “no” with its comment, and submitted',
    ],
  },
  {
    section: 7,
    says: 'An overdue list is known as such, and by the site’s setting notes stay closed until it is submitted.',
    shownBy: [
      'A list that is not submitted > is overdue from the site’s minutes after the shift’s start on, which is recorded once',
      'A list that is not submitted > keeps the notes closed while the site asks for that, and no longer',
    ],
  },
  {
    section: 7,
    says: 'The lead confirms one or many lists, after a fresh proof.',
    shownBy: [
      'Confirming > ends one list or many, each with the lead as its actor',
      'lead’s work > is refused without a live grant',
    ],
  },
  {
    section: 7,
    says: 'Nobody confirms their own list.',
    shownBy: ['Confirming > is never one’s own, and the attempt is in the log'],
  },
  {
    section: 7,
    says: 'A sole lead’s own list ends as “not confirmed: sole lead”.',
    shownBy: ['A sole lead’s own list > ends with the shift as “not confirmed: sole lead”'],
  },
  {
    section: 7,
    says: 'A list confirmed by who issued the person’s code within 7 days carries that as an exception.',
    shownBy: [
      'Confirming > by the lead who issued the person’s enrolment code is an exception %s',
      'Confirming > by another lead than the one who issued the code is none',
    ],
  },
  {
    section: 7,
    says: 'The security policy is shown in its version, in both languages, and acknowledged; a new version and each year ask again.',
    shownBy: [
      'The security policy > is published in both languages and in versions, with digests in the log',
      'The security policy > is acknowledged once in its version; a new version asks again',
      'The security policy > asks again a year after it was acknowledged, and shows each time in the day’s list',
    ],
  },
  {
    section: 7,
    says: 'A temporary account opens notes only after its briefing is acknowledged by the person and by a lead.',
    shownBy: [
      'A temporary colleague’s notes > open once the person has acknowledged the policy and a lead has confirmed the briefing',
      'A temporary colleague’s notes > stay closed when only a lead has confirmed it',
    ],
  },
  {
    section: 7,
    says: 'One key from every screen reports a suspicion, a loss or a phone at a desk, past the own lead where needed.',
    waitsFor: later('Report'),
  },
  {
    section: 7,
    says: 'The operator is told that the list was confirmed by who issued the own code.',
    shownBy: ['the operator sees the list confirmed, and that it was by who issued the own code'],
  },
];

const log: UserPromise[] = [
  {
    section: 8,
    says: 'An event is at most 65,535 bytes of RFC 8785, hashed as a leaf of RFC 6962.',
    shownBy: [
      'the canonical form of RFC 8785 > is byte for byte the published example',
      'an event > is hashed as a leaf of RFC 6962, so that a chain and a public log agree',
      'an event > longer than 65,535 bytes is neither written nor read',
    ],
  },
  {
    section: 8,
    says: 'Each event is linked to the one before it.',
    shownBy: ['a chain > is proven from its opening to its last signature'],
  },
  {
    section: 8,
    says: 'Every type of event has a schema, and data that it does not declare is refused.',
    shownBy: [
      'the desk’s log > refuses data that its type does not declare, and leaves opening and closing a chain to itself',
      'the log in words > names every type of event in %s',
    ],
  },
  {
    section: 8,
    says: 'Names live beside the log, and an event names a person by a pseudonym only.',
    shownBy: [
      'activity > names people while their names are known',
      'central has every event, and the exports of the desk and of central prove whole, without a name, note or card number',
    ],
  },
  {
    section: 8,
    says: 'An unknown username is never logged.',
    shownBy: ['a refused sign-in > an unknown name is never written down'],
  },
  {
    section: 8,
    says: 'Free text is kept beside the log by its salted digest, and erasing destroys it.',
    shownBy: [
      'free text > is found again by its digest until it is erased, and then nowhere in the files',
      'free text > erased within a transaction is gone from the files once that is over',
    ],
  },
  {
    section: 8,
    says: 'No event carries a note’s text or a card number.',
    shownBy: [
      'central has every event, and the exports of the desk and of central prove whole, without a name, note or card number',
      'writing > tags, pin, reference and the answers of a call card are kept; answers become events without content',
    ],
  },
  {
    section: 8,
    says: 'A chain’s first event carries its public key and the end of the chain that it follows.',
    shownBy: [
      'the desk’s log > begins with the chain’s opening: its key, its site, and no chain before it',
      'a chain > whose key is another, or that does not begin with its opening, is not proven',
    ],
  },
  {
    section: 8,
    says: 'Heads are signed at every lock, sign-out and batch, and exported.',
    shownBy: [
      'the session > signs the head of the log at every lock: %s',
      'the desk’s log > exports what verify proves, its head signed at that moment',
      'a batch > must end in the event that its head signs',
    ],
  },
  {
    section: 8,
    says: 'A lost key closes its chain, and a new chain follows.',
    shownBy: [
      'the signing key > lost: the old chain is closed as lost, a new one goes on after it, and both stay and are exported',
      'a device that asks to be enrolled > can come back with a new chain that follows, when its key was lost',
    ],
  },
  {
    section: 8,
    says: 'Central keeps both of two different events for one number, and freezes the chain.',
    shownBy: [
      'two different events for one number > are both kept and proven, freeze the chain, and stay so after a restart',
    ],
  },
  {
    section: 8,
    says: 'State and its event are committed together or not at all.',
    shownBy: [
      'state and its event > are committed together',
      'state and its event > are both undone when the work fails, and the chain goes on whole',
      'state and its event > survive only together when the process is killed %s the event',
    ],
  },
  {
    section: 8,
    says: 'Events of gate and vault are chained once each, a gap in their numbers is told, and leftovers are drained.',
    shownBy: [
      'the children’s outbox > is chained once, however often it is delivered',
      'random walks over session, lock and sync > never open the desk without a living vault, lock it with one, turn a counter back, lose an event or double one',
      'the children’s outbox > with numbers missing says which, and loses nothing that came',
      'events that a killed gate left behind > are brought to main by the next one, once each',
      'events that a killed gate left behind > and were changed on the disk are told as forged, under their number',
    ],
  },
  {
    section: 8,
    says: 'If the log cannot be written, sign-in is refused and notes stay readable.',
    shownBy: [
      'signing in > is refused, and the session not begun, when main cannot write the log',
      'events > that main cannot append are kept; notes can be read and written meanwhile',
    ],
  },
  {
    section: 8,
    says: 'Central keeps all chains as one transparency log in the public format.',
    shownBy: [
      'central’s log > can be rebuilt from its public tiles to the root of its signed checkpoint',
      'a signed checkpoint > names its key as the verifiers of signed notes expect it',
      'the Merkle tree > has the roots that certificate transparency publishes for its reference leaves',
    ],
  },
  {
    section: 8,
    says: 'A console demands that each checkpoint continues the last: a central that rewrites is found out.',
    shownBy: [
      'another central > that shows a log which does not continue the one it showed is not believed',
      'central’s log > proves with each acknowledgement that it continues what the console saw and holds what it was sent',
    ],
  },
  {
    section: 8,
    says: 'A token pins central: one with another key gets nothing.',
    shownBy: ['another central > with another key is recognised before a byte of ours is sent'],
  },
  {
    section: 8,
    says: 'A pinned key changes by a statement signed with the old one.',
    waitsFor: later('signed statements for new keys of central; until then a new token'),
  },
  {
    section: 8,
    says: 'verify proves an export offline, names the first wrong number and why, and what no file can prove.',
    shownBy: [
      'npm run verify > says that an export is whole, by which key it is signed, and what no file can prove',
      'npm run verify > names the first number that is wrong and why',
      'npm run verify > holds the file against a head and a key that are known from elsewhere',
    ],
  },
  {
    section: 8,
    says: 'A chain’s id is random, made with its key at first start, and never reused.',
    shownBy: [
      'the signing key > whose first start died around the keychain (stored: %s) is finished by the next',
      'the signing key > whose database is gone begins no silent first run: the new chain says so, once',
      'a device that asks to be enrolled > cannot take over a chain that came with another key',
    ],
  },
];

export const promises: readonly UserPromise[] = [...keys, ...signIn, ...notes, ...lock, ...checklist, ...log];
