import type { signIn as english } from '../en/sign-in.ts';
import type { Russian } from '../catalogue.ts';

export const signIn: Russian<typeof english> = {
  subtitle: 'Вход на рабочее место',
  submit: 'Войти',
  recoveryCode: 'Резервный код',
  recoveryHint: 'Один из кодов, сохранённых при подключении телефона. Действует один раз.',
  firstTime: 'Впервые здесь?',
  noCode: 'Нет кода сегодня?',
  leadsDrawer: 'Старший смены',
  noCodeText: 'Пароль остаётся прежним. Заменить можно только шесть цифр.',
  useRecovery: 'Ввести резервный код',
  askLead: 'Попросить старшего смены сбросить телефон',
  backToCode: 'Вернуться к коду из приложения',
  otherPerson: 'Другой сотрудник',
  otherPersonText: 'Если вы войдёте здесь, сеанс завершится: {{name}}. Всё сохранённое останется.',
  backToLock: 'Назад к заблокированному месту',
  deniedRecovery: 'Имя пользователя, пароль или резервный код не подходит. Резервный код действует только один раз.',
};
