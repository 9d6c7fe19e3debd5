import { Table, Text } from '@mantine/core';
import { Dialog } from '../components/dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { useTexts } from '../i18n/i18n.ts';
import { screensOf, useDesk } from './desk-context.ts';

/** Every key of the desk in one list. */
export function HelpOverlay({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTexts('desk');
  const { state } = useDesk();
  const rows: [string, string][] = [
    ['F1', t('help.help')],
    [`Ctrl 1–${String(screensOf(state.person.role).length)}`, t('help.screens')],
    ['F2', t('help.newNote')],
    ['F3', t('help.search')],
    ['F4', t('help.callCard')],
    ['F6', t('help.drawer')],
    ['F8', t('help.onCall')],
    ['F9', t('help.break')],
    ['F10', t('help.lock')],
    ['1 2 3', t('help.answer')],
    ['Enter', t('help.next')],
    ['Esc', t('help.close')],
  ];
  return (
    <Dialog opened={opened} onClose={onClose} title={t('help.title')}>
      <Text mb="sm">{t('help.text')}</Text>
      <Table>
        <Table.Tbody>
          {rows.map(([keys, what]) => (
            <Table.Tr key={keys}>
              <Table.Th scope="row" w={110}>
                <KeyHint keys={keys} />
              </Table.Th>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  );
}
