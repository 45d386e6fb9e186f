// <input type="range">: the number beside it follows the thumb at once, the answer a moment later.
import { loose, percent } from './words';

const ANSWER_AFTER_MS = 150;

export function startSliders(): void {
  let waiting = 0;
  document.addEventListener('input', event => {
    const slider = event.target as HTMLInputElement;
    if (slider.type !== 'range') return;
    const value = slider.valueAsNumber;
    const text = slider.dataset.unit === 'share' ? percent(value, 0) : loose(value, 2);
    const said = value > 0 ? `+${text}` : text;
    slider.setAttribute('aria-valuetext', said);
    const output = slider.parentElement?.querySelector('output');
    if (output) output.value = said;
    clearTimeout(waiting);
    // The form asks the server on «change»; a drag sends that only when it ends.
    waiting = window.setTimeout(() => slider.dispatchEvent(new Event('change', { bubbles: true })), ANSWER_AFTER_MS);
  });
}
