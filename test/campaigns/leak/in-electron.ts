import { setTimeout as sleep } from 'node:timers/promises';
import { en } from '../../../renderer/i18n/en/index.ts';
import type { Count, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { boards, textOn } from './boards.ts';
import { drawCanary, textOf, type Canary, type Wanted } from './canaries.ts';
import type { ElectronSeat } from './electron-seat.ts';
import { whileStopped } from './processes.ts';
import { lyingIn } from './search-files.ts';
import { heldBy, type Held } from './search-memory.ts';

/** When what was there has gone, after a lock, a sign-out or a sign-in (design, section 3). */
const promised = 1_000;
/** When what Chromium's browser process held has gone, after a lock or a sign-out: with that process (design, section 3). */
const promisedOfBrowser = 15_000;
const patience = 60_000;

const focus = (selector: string) =>
  `(() => { const e = document.querySelector(${JSON.stringify(selector)}); e?.focus(); return e !== null && document.activeElement === e; })()`;
const click = (selector: string, text = '') =>
  `(() => { const e = [...document.querySelectorAll(${JSON.stringify(selector)})].find((each) => each.textContent.startsWith(${JSON.stringify(text)})); e?.click(); return e !== undefined; })()`;
/** What was typed there has come. */
const filled = (selector: string, length: number) =>
  `document.querySelector(${JSON.stringify(selector)})?.value.length === ${length}`;
const field = { name: 'input[autocomplete=username]', password: 'input[autocomplete=current-password]' };
const code = 'input[autocomplete=one-time-code]';

const leaving = ['key', 'break', 'sign-out', 'system-lock', 'vault-killed', 'vault-crashed'] as const;

/** One way in, a note, and one way out of the console in Electron, by real keys and with no debugger at hand. */
export async function tryElectron(seat: ElectronSeat, random: Random, count: Count): Promise<Violation[]> {
  const found: Violation[] = [];
  const console = seat.console();
  const password: Canary = { what: 'the password', words: seat.person.password.split(' ') };
  const wrong = drawCanary(random, 'a wrong password', 'en', 2);
  const note = drawCanary(random, 'a note', random.pick(['en', 'ru']), random.int(3, 12));
  const isShown = random.chance(0.3);
  const wanted: Wanted = {
    canaries: [wrong, note],
    secrets: {
      // Halves, so that it is found too where its beginning was written over.
      [password.what]: [password.words.slice(0, 2).join(' '), password.words.slice(2).join(' ')],
      'the user key': [Buffer.from(seat.person.userKey, 'base64')],
    },
  };
  const held = () => heldBy(seat.processes(), wanted);
  const stopped = () => whileStopped(seat.processes, (processes) => heldBy(processes, wanted));
  /** Whether the hunt sees what is there now. */
  const sees = async (expected: Held[]) => {
    const last = performance.now() + patience;
    for (;;) {
      const now = held();
      if (expected.every(({ kind, what }) => now.some((one) => one.kind === kind && one.what === what))) return true;
      if (performance.now() > last) return false;
      await sleep(200);
    }
  };
  const judge = (when: string, all: Held[], allowed: (one: Held) => boolean) => {
    for (const one of all.filter((each) => !allowed(each)))
      found.push({ says: `${when}, the ${one.kind} holds ${one.what}` });
  };
  /** What is typed in a field that is no password's passes through the browser process, which has longer to end. */
  const passedThrough = ({ kind, what }: Held) => kind === 'main' && what === note.what;

  const isLocked = (await console.ask('entry', `document.querySelector('${field.name}') === null`)) === true;
  await console.until('entry', focus(isLocked ? field.password : field.name));
  if (isLocked && random.chance(0.5)) {
    seat.hands.type(textOf(wrong));
    if (!(await sees([{ kind: 'renderer', what: wrong.what }]))) return isVoid(count);
    seat.hands.press('Return');
    await console.until('entry', 'document.querySelector("[data-refused]") !== null');
    await sleep(promised);
    judge('after a wrong password', await stopped(), ({ kind }) => kind === 'renderer');
    await console.until('entry', focus(field.password));
    count('wrong passwords');
  }
  if (!isLocked) {
    seat.hands.press('ctrl+a');
    seat.hands.type(seat.person.username);
    await console.until('entry', filled(field.name, seat.person.username.length));
    await console.until('entry', focus(field.password));
  }
  // What a wrong password, or an earlier run, has left there must not be shown.
  seat.hands.press('ctrl+a', 'BackSpace');
  if (isShown) await console.until('entry', click('button[aria-pressed=false]'));
  seat.hands.type(seat.person.password);
  if (!(await sees([{ kind: 'renderer', what: password.what }]))) return isVoid(count);
  if (isLocked) seat.hands.press('Return');
  else {
    await console.until('entry', filled(field.password, seat.person.password.length));
    await console.until('entry', focus(code));
    seat.hands.type(await seat.phone.code());
  }
  await console.until('desk', 'document.querySelector("nav") !== null');
  await sleep(promised);
  judge('after a sign-in', await stopped(), ({ kind, what }) => kind === 'vault' && what === 'the user key');
  if (isShown) count('shown passwords');

  seat.hands.press('F2');
  await console.until('desk', 'document.activeElement?.tagName === "TEXTAREA" && document.activeElement.value === ""');
  seat.hands.type(textOf(note));
  const isThere = ['vault', 'renderer'].map((kind) => ({ kind, what: note.what }));
  let isSeen = await sees([...isThere, { kind: 'vault', what: 'the user key' }]);
  if (random.chance(0.5)) {
    // Back to the layout in which these keys are letters.
    seat.hands.type('');
    seat.hands.press('ctrl+a', 'ctrl+c');
    isSeen &&= await isCopied(seat, note);
    count('notes copied');
  }
  await sleep(random.int(0, 600));
  const cause = isSeen ? random.pick(leaving) : 'key';
  const programs = console.pids();
  const left = performance.now();
  await leave(seat, cause, random);
  await console.until('entry', `document.querySelector('${field.password}') !== null`);
  if (!isSeen) return isVoid(count);
  await sleep(promised);
  const afterLock = await stopped();
  if (afterLock.some(passedThrough)) count('the browser process held a note 1 s after');
  judge('after a lock or sign-out', afterLock, passedThrough);
  for (const board of boards.filter((each) => holdsAny(textOn(each, seat.env), note)))
    found.push({ says: `after ${cause}, ${board} holds a note` });
  const forFiles = { ...wanted, secrets: { [password.what]: [textOf(password)] } };
  for (const { file, what } of lyingIn([...seat.folders, process.cwd() + '/core'], forFiles))
    found.push({ says: `after ${cause}, ${file} holds ${what}` });
  while (console.pids().some((pid) => programs.includes(pid)) && performance.now() < left + promisedOfBrowser)
    await sleep(100);
  judge('15 s after a lock or sign-out', await stopped(), () => false);
  count(`left by ${cause}`);
  return found.map(({ says }) => ({ says: `${says} (left by ${cause}${isShown ? ', with a shown password' : ''})` }));
}

function isVoid(count: Count): Violation[] {
  count('void');
  return [];
}

const holdsAny = (text: string, { words }: Canary) => words.some((word) => text.includes(word));

/** Whether the clipboard and PRIMARY come to hold the note. */
async function isCopied(seat: ElectronSeat, note: Canary): Promise<boolean> {
  const last = performance.now() + patience;
  while (!boards.every((board) => holdsAny(textOn(board, seat.env), note))) {
    if (performance.now() > last) return false;
    await sleep(100);
  }
  return true;
}

/** What asks once more before a sign-out. */
const confirm = '[role=dialog] button[data-autofocus]';

async function leave(seat: ElectronSeat, cause: (typeof leaving)[number], random: Random): Promise<void> {
  const console = seat.console();
  const signalVault = (name: 'SIGKILL' | 'SIGSEGV') => {
    for (const { pid } of seat.processes().filter(({ kind }) => kind === 'vault')) process.kill(pid, name);
  };
  switch (cause) {
    case 'key':
      seat.hands.press('F10');
      return;
    case 'break':
      seat.hands.press('F9');
      await console.until('desk', 'document.querySelector("[role=menu]")?.contains(document.activeElement) === true');
      seat.hands.press(String(random.int(1, 4)));
      return;
    case 'sign-out':
      await console.until('desk', click('button[aria-haspopup=menu]', en.desk.account));
      await console.until('desk', click('[role=menuitem]', en.desk.signOut));
      await console.until('desk', `document.querySelector('${confirm}') !== null`);
      // The page goes with the click: it may not come to say that it was clicked.
      await console.ask('desk', click(confirm));
      return;
    case 'system-lock':
      seat.logind.lock();
      return;
    case 'vault-killed':
      signalVault('SIGKILL');
      return;
    case 'vault-crashed':
      signalVault('SIGSEGV');
      return;
  }
}
