import type { signIn as english } from '../en/sign-in.ts';
import type { Russian } from '../catalogue.ts';

export const signIn: Russian<typeof english> = {
  subtitle: 'Вход на рабочее место',
  submit: 'Войти',
  recoveryCode: 'Резервный код',
  recoveryHint: 'Один из кодов, сохранённых при подключении телефона. Действует один раз.',
  firstTime: 'Впервые здесь?',
  noCode: 'Сегодня нет кода?',
  leadsDrawer: 'Старший смены',
  noCodeText: 'Пароль остаётся прежним, заменяются только шесть цифр кода.',
  useRecovery: 'Ввести резервный код',
  askLead: 'Попросить старшего смены заменить телефон',
  backToCode: 'Вернуться к коду из приложения',
  otherPerson: 'Другой сотрудник',
  otherPersonText: 'Ваш вход завершит чужой сеанс: {{name}}. Всё сохранённое останется.',
  backToLock: 'Назад к экрану блокировки',
  deniedRecovery:
    'Имя пользователя, пароль или резервный код не подходит. Резервный код действует только один раз; проверьте всё и попробуйте снова.',
};
