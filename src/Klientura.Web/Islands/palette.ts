// Ctrl+K (or ⌘K, or «/»): pages, methods, clients. Keys are physical, so the Russian layout works too.
function box(): HTMLDialogElement { return document.querySelector<HTMLDialogElement>('dialog.palette')!; }

function open(): void {
  const input = box().querySelector('input')!;
  box().showModal();
  input.value = '';
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.focus();
}

function move(step: number): void {
  const items = [...box().querySelectorAll('li')];
  if (items.length === 0) return;
  const at = items.findIndex(i => i.classList.contains('on'));
  items[at]?.classList.remove('on');
  const next = items[(at + step + items.length) % items.length];
  next.classList.add('on');
  next.scrollIntoView({ block: 'nearest' });
}

export function startPalette(): void {
  document.addEventListener('keydown', event => {
    const typing = (event.target as Element).matches('input, textarea, select, [contenteditable]');
    if (event.code === 'KeyK' && (event.ctrlKey || event.metaKey) || event.code === 'Slash' && !typing && !event.shiftKey) {
      if (!document.querySelector('dialog.palette')) return;
      event.preventDefault();
      if (!box().open) open();
    } else if (box()?.open) {
      // A search field takes the first Esc to clear itself; here it closes at once.
      if (event.code === 'Escape') { event.preventDefault(); box().close(); }
      if (event.code === 'ArrowDown' || event.code === 'ArrowUp') { event.preventDefault(); move(event.code === 'ArrowDown' ? 1 : -1); }
      if (event.code === 'Enter') { event.preventDefault(); (box().querySelector('li.on a') ?? box().querySelector('li a') as HTMLAnchorElement | null)?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); }
    }
  });
  document.addEventListener('click', event => {
    if ((event.target as Element).closest('[data-palette]')) open();
    else if (event.target === box() || (event.target as Element).closest('dialog.palette li a')) box()?.close();
  });
}
