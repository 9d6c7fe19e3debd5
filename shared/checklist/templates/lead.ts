import type { ChecklistTemplate } from '../types.ts';
import { consoleItems } from './console.ts';

const onTheFloor = { kind: 'confirm', answerer: 'lead', cadence: 'shift' } as const;

/** The lead's shift list: the own seat, the floor, the people, yesterday's log (PCI DSS 10.4.1). */
export const leadTemplate: ChecklistTemplate = {
  id: 'lead-shift',
  version: 2,
  role: 'lead',
  items: [
    {
      id: 'lead-own-seat',
      ...onTheFloor,
      required: true,
      points: [1, 8, 9, 10],
      text: {
        ru: 'На моём месте нет ничего чужого, бумаги с данными клиентов, телефона и данных карт',
        en: 'My own seat is free of anything foreign, of paper with customers’ data, of phones and of card data',
      },
      help: {
        ru: 'Для вас действуют те же правила, что и для операторов: посмотрите на стол, кабели, экран.',
        en: 'The same rules hold for you as for the operators: look at the desk, the cables and the screen.',
      },
      no: {
        ru: 'Уберите лишнее сейчас и напишите, что это было, без самих данных. Если похоже на вмешательство, ничего не трогайте и вызовите ИТ.',
        en: 'Put it away now and write what it was, without the data. If it looks like tampering, touch nothing and call IT.',
      },
    },
    {
      id: 'lead-floor-walked',
      ...onTheFloor,
      required: true,
      points: [3, 8, 9, 10],
      text: {
        ru: 'Я прошёл вдоль рабочих мест: бумаги, телефонов и данных карт на виду нет',
        en: 'I walked past the seats: no paper, no phones and no card data in sight',
      },
      help: {
        ru: 'Обойдите все занятые места, принтер и доску. Смотрите на столы и на экраны.',
        en: 'Pass every occupied seat, the printer and the whiteboard. Look at desks and at screens.',
      },
      no: {
        ru: 'Напишите, на каком месте и что вы увидели, без имён клиентов и без данных карт. Бумагу уничтожьте, экран с данными карт передайте ИТ.',
        en: 'Write at which seat you saw what, without customers’ names and without card data. Shred the paper, pass a screen with card data on to IT.',
      },
    },
    {
      id: 'lead-people-known',
      ...onTheFloor,
      required: true,
      points: [6],
      text: {
        ru: 'На местах сидят те, кто вошёл, учётные записи ушедших закрыты',
        en: 'The people at the seats are those who signed in, and the accounts of leavers are closed',
      },
      help: {
        ru: 'Сверьте зал со списком команды. У того, кто больше не работает, запись отключена; у временных указана дата окончания.',
        en: 'Compare the floor with the team list. The account of anybody who has left is disabled; temporary ones have an end date.',
      },
      no: {
        ru: 'Заблокируйте место, отключите лишнюю запись и напишите, что вы сделали. О чужом входе сообщите в ИТ.',
        en: 'Lock the seat, disable the account and write what you did. Tell IT about a sign-in by somebody else.',
      },
    },
    {
      id: 'lead-temporary-briefed',
      ...onTheFloor,
      required: false,
      points: [5, 13],
      text: {
        ru: 'Каждый временный сотрудник этой смены прошёл инструктаж',
        en: 'Every temporary colleague on this shift has been briefed',
      },
      help: {
        ru: 'Сотрудник подтвердил политику безопасности, а вы подтвердили инструктаж в «Команде». До этого его заметки закрыты. Нет временных сотрудников: ответьте «не применимо».',
        en: 'The colleague acknowledged the security policy and you confirmed the briefing under Team. Until then their notes stay closed. No temporary colleagues: answer “not applicable”.',
      },
      no: {
        ru: 'Проведите инструктаж до первого звонка: бумага, телефон, данные карт, согласие, к кому обращаться. Напишите, кто ещё ждёт.',
        en: 'Brief them before their first call: paper, phone, card data, consent, whom to call. Write who is still waiting.',
      },
    },
    {
      id: 'lead-log-reviewed',
      ...onTheFloor,
      required: true,
      points: [11],
      text: {
        ru: 'Я просмотрел журнал с прошлой смены и открытые отклонения',
        en: 'I have looked through the activity since the last shift and the open exceptions',
      },
      help: {
        ru: 'В «Журнале»: отказы во входе, блокировки записей, данные карт, скачки часов. В «Команде»: открытые отклонения.',
        en: 'Under Activity: refused sign-ins, locked accounts, card data, jumps of the clock. Under Team: open exceptions.',
      },
      no: {
        ru: 'Просмотрите их сейчас или напишите, кто и когда это сделает. О подозрительном сообщите в ИТ сразу.',
        en: 'Look at them now, or write who will and when. Tell IT of anything suspicious at once.',
      },
    },
    {
      id: 'lead-consent',
      ...onTheFloor,
      required: false,
      points: [12],
      text: {
        ru: 'Сценарии, часы звонков и список «не звонить» сегодня действующие',
        en: 'Scripts, calling hours and the do-not-call list in use are today’s',
      },
      help: {
        ru: 'Номера вчерашних просьб не звонить исключены из обзвона. Только входящие звонки: ответьте «не применимо».',
        en: 'Numbers of yesterday’s do-not-call requests are out of the dialler. Incoming calls only: answer “not applicable”.',
      },
      no: {
        ru: 'Остановите исходящий обзвон, пока список не обновят, и напишите, с какого времени он устарел.',
        en: 'Stop outgoing calls until the list is refreshed, and write since when it has been out of date.',
      },
    },
    ...consoleItems,
  ],
};
