// The part every page loads; the grid and the charts come only where a page has one.
import htmx from 'htmx.org';
import { startPalette } from './palette';
import { startPanel } from './panel';
import { startSliders } from './sliders';
import { startToasts, toast } from './toast';
import './upload';

const lazy: Record<string, () => Promise<unknown>> = { 'k-grid': () => import('./grid'), 'k-chart': () => import('./chart') };

function load(): void {
  for (const [tag, part] of Object.entries(lazy)) if (document.querySelector(tag)) void part();
}

function toggle(button: HTMLElement): void {
  const figure = button.closest('figure')!;
  const table = figure.querySelector<HTMLElement>('.chart-table')!;
  const chart = figure.querySelector<HTMLElement>('k-chart')!;
  table.hidden = !table.hidden;
  chart.hidden = !table.hidden;
  button.setAttribute('aria-pressed', String(!table.hidden));
}

document.addEventListener('click', event => {
  const target = event.target as Element;
  const chartButton = target.closest<HTMLElement>('[data-chart-table]');
  if (chartButton) toggle(chartButton);
  if (target.closest('[data-print]')) print();
  if (target.closest('[data-menu]')) document.body.classList.toggle('menu-open');
  const person = document.querySelector<HTMLDetailsElement>('details.person[open]');
  if (person && !person.contains(target)) person.open = false;
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    document.body.classList.remove('menu-open');
    document.querySelector<HTMLDetailsElement>('details.person[open]')?.removeAttribute('open');
  }
});
document.addEventListener('htmx:after:swap', () => { load(); startToasts(); });
document.addEventListener('toast', event => toast((event as CustomEvent).detail));
document.addEventListener('htmx:error', () => toast({ text: document.body.dataset.offline ?? '' }));

// On a narrow screen the answer comes first; parameters open on demand.
if (innerWidth < 1100) document.querySelectorAll<HTMLDetailsElement>('details.params, details.about').forEach(d => { d.open = false; });

startPanel();
startSliders();
startPalette();
startToasts();
load();
htmx.process(document.body);
