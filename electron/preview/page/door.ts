/**
 * The preview's first page: exchanges the one-time secret of the link for a cookie that scripts cannot read and a bearer
 * that no other port is sent, and takes the secret out of the address and the history. The bearer stays with this tab
 * (sessionStorage belongs to one origin, port and all), so that it can be loaded again. A plain script without imports.
 */
(() => {
  const say = (id: string) => {
    const element = document.getElementById(id);
    if (element) element.hidden = false;
  };
  const secret = location.hash.slice(1);
  if (secret === 'taken') {
    say('taken');
    return;
  }
  const body = JSON.stringify({ secret, bearer: sessionStorage.getItem('cleandesk-bearer') });
  void fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    .then(async (answer) => {
      if (!answer.ok) {
        say('spent');
        return;
      }
      if (answer.status === 200) {
        const { bearer } = (await answer.json()) as { bearer: string };
        sessionStorage.setItem('cleandesk-bearer', bearer);
      }
      location.replace('/entry.html');
    })
    .catch(() => {
      say('gone');
    });
})();
