import type { ChecklistTemplate } from '../types.ts';
import { consoleItems } from './console.ts';

const atTheSeat = { kind: 'confirm', answerer: 'operator', cadence: 'shift' } as const;

/**
 * The operator's shift list: six points that can be seen at that seat in 45 seconds, and what the console answers.
 * Whatever an operator cannot know is asked of the lead or of IT (design, section 7).
 */
export const operatorTemplate: ChecklistTemplate = {
  id: 'operator-shift',
  version: 2,
  role: 'operator',
  items: [
    {
      id: 'seat-as-known',
      ...atTheSeat,
      required: true,
      points: [1, 11],
      text: {
        ru: 'На моём месте всё как обычно: ничего чужого не подключено, ничего подозрительного нет',
        en: 'My seat is as I know it: nothing foreign is plugged in, nothing looks suspicious',
      },
      help: {
        ru: 'Посмотрите на кабели, разъёмы и экран: нет незнакомой флешки, адаптера, устройства или сети Wi-Fi, нет окна, которое открыли не вы, нет сообщения с просьбой ввести пароль.',
        en: 'Look at cables, sockets and the screen: no unknown stick, adapter, device or Wi-Fi network, no window that you did not open, no message that asks for a password.',
      },
      no: {
        ru: 'Возможно, в рабочее место вмешались. Ничего не трогайте и не отключайте. Напишите, что вы видите, и сразу позовите старшего смены.',
        en: 'Somebody may have tampered with the seat. Touch and unplug nothing. Write what you see and call the team lead at once.',
      },
    },
    {
      id: 'seat-own-account',
      ...atTheSeat,
      required: true,
      points: [6],
      text: {
        ru: 'Я работаю под своим именем, чужих открытых программ на этом месте нет',
        en: 'I work under my own name, and nobody else is signed in to anything at this seat',
      },
      help: {
        ru: 'Во всех программах на этом месте указано ваше имя. Ваш пароль никто не знает, и код у вас никто не просил.',
        en: 'Every program at this seat shows your name. Nobody knows your password, and nobody has asked you for a code.',
      },
      no: {
        ru: 'Чужие действия могут приписать вам, а ваши другому. Попросите старшего смены закрыть чужой вход. Если ваш пароль знает кто-то ещё, смените его.',
        en: 'What somebody else does could be taken for your work. Ask the team lead to close the other sign-in. If anybody else knows your password, change it.',
      },
    },
    {
      id: 'seat-no-paper',
      ...atTheSeat,
      required: true,
      points: [9],
      text: {
        ru: 'На моём месте нет бумаги с данными клиентов, и их не на чем записать',
        en: 'There is no paper with customers’ data at my seat, and nothing to write them on',
      },
      help: {
        ru: 'Стол, ящик, рамка монитора, под клавиатурой: нет блокнота, стикеров, распечаток и ручки. Для записей есть «Заметки».',
        en: 'Desk, drawer, the monitor’s frame, under the keyboard: no pad, sticky notes, printouts or pen. Notes is the place to write.',
      },
      no: {
        ru: 'Бумагу можно прочитать, унести и потерять. Не выбрасывайте её: отдайте старшему смены на уничтожение. Напишите, что это было, без самих данных.',
        en: 'Paper can be read, carried off and lost. Do not throw it away: hand it to the team lead, who has it shredded. Write what it was, without the data.',
      },
    },
    {
      id: 'seat-phone-away',
      ...atTheSeat,
      required: true,
      points: [10],
      text: {
        ru: 'Телефон и всё, что может снимать или записывать, убрано',
        en: 'My phone and everything that can take pictures or record is put away',
      },
      help: {
        ru: 'Телефон, умные часы, камера, диктофон лежат в шкафчике или там, где укажет старший смены. Телефон достают только ради кода для входа.',
        en: 'Phone, smart watch, camera and recorder are in the locker or where the team lead says. The phone comes out for the sign-in code only.',
      },
      no: {
        ru: 'Камера на рабочем месте может вынести данные клиентов. Уберите её сейчас или напишите, почему она должна остаться.',
        en: 'A camera at a seat can carry customers’ data out of the room. Put it away now, or write why it has to stay.',
      },
    },
    {
      id: 'seat-no-card-data',
      ...atTheSeat,
      required: true,
      points: [3, 8],
      text: {
        ru: 'Данных карт передо мной нет, и у клиентов я их не спрашиваю',
        en: 'There is no card data in front of me, and I ask customers for none',
      },
      help: {
        ru: 'Ни в одном окне, файле, чате или записи нет полного номера карты и кода с её обратной стороны. Данные карты клиент вводит сам, в платёжной системе.',
        en: 'No window, file, chat or recording shows a full card number or the code on the back of a card. Customers enter card data themselves, in the payment system.',
      },
      no: {
        ru: 'У оператора не должно быть данных карт. Не копируйте их, даже в комментарий. Напишите, в какой программе вы их видите, и позовите старшего смены.',
        en: 'An operator must not have card data. Do not copy it, not even into the comment. Write in which program you see it and call the team lead.',
      },
    },
    {
      id: 'seat-consent',
      ...atTheSeat,
      required: false,
      points: [12],
      text: {
        ru: 'Сценарий с вопросом о согласии открыт, просьбы больше не звонить я отмечаю сразу',
        en: 'The script that asks for consent is open, and I mark do-not-call requests at once',
      },
      help: {
        ru: 'Согласие, отказ, отзыв согласия и просьба больше не звонить отмечаются в карточке звонка. Если вы принимаете только входящие звонки, ответьте «не применимо».',
        en: 'Consent, refusal, withdrawal and a do-not-call request are marked on the call card. If you only take incoming calls, answer “not applicable”.',
      },
      no: {
        ru: 'Звонок без согласия или после просьбы не звонить может нарушить закон. Не звоните клиентам, пока старший смены не даст вам сценарий.',
        en: 'A call without consent, or after a do-not-call request, can break the law. Make no outgoing calls until the team lead has given you the script.',
      },
    },
    ...consoleItems,
  ],
};
