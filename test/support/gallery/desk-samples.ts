import { operatorTemplate } from '../../../shared/checklist/templates/operator.ts';
import type { AutomaticAnswer, Checklist, Exception, HistoryDay } from '../../../shared/checklist/types.ts';
import type { DeskState } from '../../../shared/console-state.ts';
import type { ActivityRow } from '../../../shared/contract/ipc.ts';
import type { NoteSummary } from '../../../shared/contract/vault.ts';
import type { Language } from '../../../shared/site.ts';
import { ids, nameOf, sampleDesk } from './fixtures.ts';

/** Sample lists, notes and events for looking at the desk's screens; every one of them fits its contract. */
const minute = 60_000;
const hour = 60 * minute;
const now = Date.now();

export const sampleId = (n: number) => `0190f000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const automatic: AutomaticAnswer[] = [
  { item: 'console-clock', value: 'yes', seen: { steadiness: 'steady', offsetSeconds: 0 }, at: now },
  { item: 'console-version', value: 'no', seen: { installed: '0.1.0', newest: '0.2.0' }, at: now },
  { item: 'console-keychain', value: 'yes', seen: { answers: 'yes' }, at: now },
  { item: 'console-chain', value: 'yes', seen: { state: 'whole', length: 1284, signedUpTo: 1280 }, at: now },
  { item: 'console-policy-text', value: 'unknown', seen: {}, at: now },
];

const inWords = (language: Language, ru: string, en: string) => (language === 'ru' ? ru : en);

export function sampleList(language: Language, more: Partial<Checklist> = {}): Checklist {
  const [first = '', second = ''] = operatorTemplate.items.map(({ id }) => id);
  const comment = inWords(language, 'На месте открыта чужая CRM', 'Somebody else is signed in to the CRM');
  return {
    id: sampleId(77),
    person: ids.boris,
    template: operatorTemplate,
    date: '2026-11-24',
    shift: 0,
    startsAt: now - 2 * hour,
    endsAt: now + 10 * hour,
    dueAt: now + 30 * minute,
    state: 'open',
    overdue: false,
    answers: [
      { item: first, value: 'yes', comment: '' },
      { item: second, value: 'no', comment },
    ],
    automatic,
    submittedAt: null,
    decidedBy: null,
    decidedAt: null,
    returnReason: null,
    sameIssuer: false,
    ...more,
  };
}

export function sampleHistory(): HistoryDay[] {
  const states: HistoryDay['state'][] = [
    ...(['confirmed', 'confirmed', 'none', 'none', 'confirmed', 'returned', 'confirmed'] as const),
    ...(['overdue', 'confirmed', 'none', 'none', 'not-confirmed', 'submitted', 'open'] as const),
  ];
  return states.map((state, day) => ({
    date: `2026-11-${11 + day}`,
    state,
    exceptions: day === 5 || day === 12 ? 1 : 0,
  }));
}

const titles = {
  ru: [
    'Возврат по заказу 4471: клиент просит перезвонить после 15:00',
    'Уточнить срок доставки, адрес изменился',
    'Жалоба на курьера, просит старшего',
    '',
    'Очень длинный заголовок заметки, который никак не помещается в одну строку списка и должен быть обрезан',
  ],
  en: [
    'Refund for order 4471: call back after 3 pm',
    'Delivery date, the address has changed',
    'Complaint about the courier, asks for a lead',
    '',
    'A very long title of a note that cannot possibly fit into one line of the list and must be cut',
  ],
};

export function sampleNotes(language: Language): NoteSummary[] {
  return titles[language].map((title, index) => ({
    id: sampleId(100 + index),
    title,
    excerpt: index % 2 ? '' : inWords(language, 'Номер договора записан в CRM', 'The contract number is in the CRM'),
    tags: index === 0 ? [inWords(language, 'возврат', 'refund')] : [],
    pinned: index === 2,
    reference: index === 1 ? 'A-1002' : '',
    card: index === 0 ? { template: 'call', consent: 'given', identity: null, doNotCall: false } : null,
    revision: 3,
    createdAt: now - (index * 40 + 5) * minute,
    updatedAt: now - index * minute,
    expiresAt: index === 4 ? now + 9 * minute : now + 11 * hour - index * 20 * minute,
    masked: index === 1,
  }));
}

export const sampleText = (language: Language): string =>
  language === 'ru'
    ? `${titles.ru[0]}\n\nПроверка пройдена.\nПросит вернуть деньги до конца недели.`
    : `${titles.en[0]}\n\nThe check was passed.\nWants the money back by the end of the week.`;

/** The same, with what the guard refuses. */
export const sampleCardText = (language: Language): string =>
  `${sampleText(language)}\n${language === 'ru' ? 'Карта' : 'Card'} 4111 1111 1111 1111`;

export function sampleLead(language: Language, more: Partial<DeskState> = {}): DeskState {
  const person = {
    ...{ id: ids.anna, name: nameOf('anna', language), username: 'anna' },
    ...{ role: 'lead' as const, recoveryCodesLeft: 3 },
  };
  return sampleDesk(language, { person, ...more });
}

export const liveGrant = () => ({ actor: ids.anna, via: 'step-up' as const, until: Date.now() + 110_000 });

export function sampleTeam(language: Language): { date: string; lists: Checklist[]; exceptions: Exception[] } {
  const list = (n: number, more: Partial<Checklist>) => sampleList(language, { id: sampleId(n), ...more });
  const exception = { list: sampleId(1), person: ids.boris, item: 'seat-own-account', date: '2026-11-24' };
  return {
    date: '2026-11-24',
    lists: [
      list(1, { state: 'submitted', submittedAt: now - 10 * minute }),
      list(2, { person: ids.clara, overdue: true }),
      list(3, { person: ids.denis, state: 'submitted', sameIssuer: true, submittedAt: now - 8 * minute }),
      list(4, { person: ids.elena, state: 'confirmed', submittedAt: now, decidedAt: now, decidedBy: ids.anna }),
      list(5, { person: ids.anna, state: 'submitted', submittedAt: now }),
    ],
    exceptions: [
      {
        ...exception,
        comment: inWords(language, 'На месте открыта чужая CRM', 'Somebody else is signed in to the CRM'),
        ...{ open: true, closedBy: null, closeReason: null },
      },
      {
        ...exception,
        ...{
          list: sampleId(4),
          person: ids.elena,
          item: 'seat-no-paper',
          comment: 'x',
          open: false,
          closedBy: ids.anna,
        },
        closeReason: inWords(language, 'Бумага уничтожена', 'The paper was shredded'),
      },
    ],
  };
}

export function sampleRows(language: Language): ActivityRow[] {
  const who = (name: 'anna' | 'boris') => ({ id: ids[name], name: nameOf(name, language) });
  const boris = { person: ids.boris };
  const happened: [ActivityRow['type'], ActivityRow['actor'], ActivityRow['outcome'], ActivityRow['data']][] = [
    ['sign-in', who('boris'), 'ok', { ...boris, factor: 'code', failures: 0 }],
    ['sign-in', null, 'refused', { person: null, factor: 'code', failures: 1 }],
    ['account.locked-out', null, 'ok', { person: ids.clara, failures: 10, minutes: 30 }],
    ['settings.changed', who('anna'), 'ok', { changes: { idleSeconds: { from: 300, to: 120 } } }],
    ['checklist.returned', who('anna'), 'ok', { list: sampleId(77), ...boris, reason: 'b'.repeat(64) }],
    ['guard.refused', who('boris'), 'refused', { field: 'note', kind: 'card-number', masked: false }],
    ['session.locked', who('boris'), 'ok', { cause: 'idle', masked: 1 }],
    ['note.created', who('boris'), 'ok', { note: sampleId(3), expiresAt: now + 9 * hour, card: true }],
    ['break.ended', who('boris'), 'ok', { kind: 'lunch', seconds: 1830 }],
    ['notes.expired', null, 'ok', { owner: ids.boris, hour: Math.floor(now / hour), count: 12 }],
    ['central.enrolled', who('anna'), 'ok', { url: 'https://central.example', keyPin: 'abc' }],
    ['chain.opened', null, 'ok', { publicKey: 'x', site: 'North', follows: null, version: '0.1.0' }],
  ];
  return happened.map(([type, actor, outcome, data], index) => ({
    ...{ seq: 1283 - index, time: now - index * 7 * minute, actor, type, outcome, data, synced: index > 3 },
    texts: {},
  }));
}
