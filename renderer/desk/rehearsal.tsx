import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { DeskState } from '../../shared/console-state.ts';
import type { Checklist, ChecklistItem } from '../../shared/checklist/types.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { unknownConsole } from '../components/console-context.ts';
import { ConsoleProvider } from '../components/console-provider.tsx';
import { createNotesStore } from '../notes/notes-store.ts';
import { ChecklistForm } from '../today/checklist-form.tsx';
import { ListState } from '../today/list-state.tsx';
import { MachineAnswers } from '../today/machine-answers.tsx';
import type { Today } from '../today/use-today.ts';
import { DeskContext, type Desk } from './desk-context.ts';
import { DeskHeader } from './desk-header.tsx';
import { Navigation } from './navigation.tsx';
import { Strip } from './strip.tsx';

const ignore = () => undefined;
const later = () => Promise.resolve();

/**
 * Draws a desk of nobody, hidden, and takes it away again before it returns: code is compiled and styles and fonts are
 * read in while the page waits for its person, who then waits a third as long. It asks nothing of anybody.
 */
export function rehearse(): void {
  const stage = document.createElement('div');
  stage.inert = true;
  stage.style.cssText = 'position: fixed; inset: 0; visibility: hidden';
  document.body.append(stage);
  const root = createRoot(stage);
  flushSync(() => {
    root.render(
      <ConsoleProvider facts={unknownConsole}>
        <DeskContext value={desk}>
          <DeskHeader breakOpen={false} onBreak={ignore} onHelp={ignore} />
          <Navigation />
          <ListState list={list} />
          <ChecklistForm today={today} list={list} />
          <MachineAnswers list={list} />
          <Strip />
        </DeskContext>
      </ConsoleProvider>,
    );
  });
  // Asked for, it is laid out.
  stage.getBoundingClientRect();
  root.unmount();
  stage.remove();
}

const state: DeskState = {
  ...unknownConsole,
  person: { id: '', name: '', username: '', role: 'operator', recoveryCodesLeft: 0 },
  session: { since: 0, endsAt: 0 },
  shift: { startsAt: 0, endsAt: 0, fromPolicy: false },
  locksAt: null,
  idleSource: 'system',
  onCall: null,
  settings: defaultSettings,
  chain: { state: 'whole', chain: '', length: 0, signedUpTo: 0 },
  central: {
    state: 'none',
    url: null,
    waiting: 0,
    waitingSince: null,
    lastContact: null,
    nextTry: null,
    problem: null,
    alert: null,
    checkpoint: null,
  },
  contentProtection: 'on',
  lead: null,
  checklist: { state: 'open', overdue: false },
  notesClosed: null,
  policyText: 'none',
  maskedAtLock: 0,
  notesAltered: null,
};

const desk: Desk = {
  state,
  notes: createNotesStore(() => Promise.reject(new Error('nobody has notes'))),
  screen: 'today',
  goTo: ignore,
  say: ignore,
};

const words = { ru: 'Слова', en: 'Words' };
const items = (['confirm', 'yes-no', 'automatic'] as const).map((kind): ChecklistItem => ({
  ...{ id: kind, kind, answerer: 'operator', cadence: 'shift', required: true, points: [] },
  ...{ text: words, help: words, no: words },
}));

const list: Checklist = {
  id: '',
  person: '',
  template: { id: '', version: 1, role: 'operator', items },
  date: '1970-01-01',
  shift: 0,
  startsAt: 0,
  endsAt: 0,
  dueAt: 0,
  state: 'open',
  overdue: false,
  answers: [],
  automatic: [],
  submittedAt: null,
  decidedBy: null,
  decidedAt: null,
  returnReason: null,
  sameIssuer: false,
};

const today: Today = {
  list,
  failure: null,
  refused: {},
  submitting: false,
  submitFailure: null,
  answer: ignore,
  left: ignore,
  submit: later,
  reload: later,
};
