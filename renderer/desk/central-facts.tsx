import { useNow } from '../components/use-now.ts';
import { useCentralProblemText } from '../i18n/error-text.ts';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useDesk } from './desk-context.ts';

/** The state of the sync in sentences: what is wrong, what waits since when, when it is tried again. */
export function CentralFacts() {
  const t = useTexts('desk');
  const problemText = useCentralProblemText();
  const format = useFormat();
  const { state } = useDesk();
  const now = useNow(15_000);
  const { central } = state;
  const moment = (instant: number) => format.moment(instant, now);
  const words = (central.problem !== null && problemText(central.problem)) || t(`central.${central.state}`);
  return (
    <>
      <p>{words}</p>
      {central.waiting > 0 && central.waitingSince !== null && central.state !== 'none' ? (
        <p>
          {t('central.waitingSince', {
            number: format.number(central.waiting),
            time: moment(central.waitingSince),
          })}
        </p>
      ) : null}
      {central.lastContact !== null ? <p>{t('central.lastContact', { time: moment(central.lastContact) })}</p> : null}
      {central.nextTry !== null && central.state !== 'up-to-date' ? (
        <p>{t('central.nextTry', { time: format.seconds(central.nextTry) })}</p>
      ) : null}
    </>
  );
}
