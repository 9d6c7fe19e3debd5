/**
 * The preview's first page: exchanges the one-time secret of the link for a cookie that scripts cannot read, and takes
 * the secret out of the address and the history. A plain script without imports.
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
  const body = JSON.stringify({ secret });
  void fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    .then((answer) => {
      if (answer.ok) location.replace('/entry.html');
      else say('spent');
    })
    .catch(() => {
      say('gone');
    });
})();
