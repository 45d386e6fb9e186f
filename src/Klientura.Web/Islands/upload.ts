// <k-upload> wraps a file form: drop a file, see how much is sent, stop it. Without script the form posts as usual.
import { loose } from './words';

class Upload extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')!;
    const input = form.querySelector<HTMLInputElement>('input[type=file]')!;
    const drop = this.querySelector<HTMLElement>('.drop')!;
    input.addEventListener('change', () => { if (input.files?.length) this.send(form); });
    form.addEventListener('submit', event => { event.preventDefault(); if (input.files?.length) this.send(form); });
    for (const kind of ['dragenter', 'dragover']) drop.addEventListener(kind, e => { e.preventDefault(); drop.classList.add('over'); });
    for (const kind of ['dragleave', 'drop']) drop.addEventListener(kind, e => { e.preventDefault(); drop.classList.remove('over'); });
    drop.addEventListener('drop', event => {
      if (!event.dataTransfer?.files.length) return;
      input.files = event.dataTransfer.files;
      this.send(form);
    });
  }

  private send(form: HTMLFormElement): void {
    const bar = this.querySelector<HTMLProgressElement>('progress')!;
    const status = this.querySelector<HTMLElement>('[role=status]')!;
    const stop = this.querySelector<HTMLButtonElement>('button[data-stop]')!;
    const request = new XMLHttpRequest();
    const begun = performance.now();
    const running = (on: boolean) => { bar.hidden = !on; stop.hidden = !on; };
    request.open('POST', form.action);
    request.setRequestHeader('X-Upload', '1');
    request.upload.onprogress = event => {
      bar.value = event.loaded / event.total;
      const rate = event.loaded / 1048576 / Math.max(0.001, (performance.now() - begun) / 1000);
      status.textContent = `${loose(event.loaded / 1048576, 1)} / ${loose(event.total / 1048576, 1)} ${this.dataset.megabytes}, ${loose(rate, 1)} ${this.dataset.megabytes}/${this.dataset.seconds}`;
    };
    request.onload = () => {
      running(false);
      const answer = parse(request.responseText);
      if (answer.to) location.assign(answer.to);
      else status.textContent = answer.message ?? this.dataset.failed!;
    };
    request.onerror = () => { running(false); status.textContent = this.dataset.failed!; };
    request.onabort = () => { running(false); status.textContent = this.dataset.stopped!; form.reset(); };
    stop.onclick = () => request.abort();
    running(true);
    request.send(new FormData(form));
  }
}

function parse(text: string): { to?: string; message?: string } {
  try { return JSON.parse(text); } catch { return {}; }
}

customElements.define('k-upload', Upload);
