// A short message in the corner; with an undo it stays ten seconds.
interface Toast { text: string; undo?: string; undoText?: string; undoForm?: string }

export function toast(message: Toast): void {
  const box = document.querySelector('.toasts')!;
  const item = document.createElement('div');
  item.className = 'toast-k';
  item.append(Object.assign(document.createElement('span'), { textContent: message.text }));
  if (message.undo) {
    const undo = Object.assign(document.createElement('button'), { type: 'button', textContent: message.undoText ?? '' });
    undo.addEventListener('click', () => document.querySelector<HTMLFormElement>(message.undo!)?.requestSubmit());
    item.append(undo);
  }
  box.append(item);
  setTimeout(() => item.remove(), message.undo ? 10_000 : 5_000);
}

/** Shows the messages the server left in the page, each once. */
export function startToasts(): void {
  document.querySelectorAll<HTMLElement>('[data-toast]').forEach(e => {
    toast({ text: e.dataset.toast!, undo: e.dataset.undo, undoText: e.dataset.undoText });
    delete e.dataset.toast;
  });
}
