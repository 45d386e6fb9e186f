// Links marked data-panel open beside the page («Почему так?»); without script they are ordinary pages.
import htmx from 'htmx.org';

function dialog(): HTMLDialogElement { return document.querySelector<HTMLDialogElement>('dialog.panel')!; }

export function startPanel(): void {
  document.addEventListener('click', async event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-panel]');
    if (!link) return;
    event.preventDefault();
    await htmx.ajax('GET', link.href, { target: '#panel-body', swap: 'innerHTML' });
    const title = document.querySelector('#panel-body [data-title]')?.getAttribute('data-title');
    if (title) dialog().querySelector('h2')!.textContent = title;
    if (!dialog().open) dialog().showModal();
  });
  // A click on the shade closes, like Esc does.
  document.addEventListener('click', event => { if (event.target === dialog()) dialog().close(); });
}
