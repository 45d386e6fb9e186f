// <k-grid src="..."> draws a sheet's rows with Tabulator: virtual scroll, filters, sort, totals, pinned subject.
import {
  Tabulator, AccessorModule, ColumnCalcsModule, FilterModule, FormatModule, FrozenColumnsModule, InteractionModule, ResizeColumnsModule, ResizeTableModule, SortModule, EditModule, TooltipModule,
} from 'tabulator-tables';
import { day, loose, month, number, share } from './words';

Tabulator.registerModule([AccessorModule, ColumnCalcsModule, FilterModule, FormatModule, FrozenColumnsModule, InteractionModule, ResizeColumnsModule, ResizeTableModule, SortModule, EditModule, TooltipModule]);

type Kind = 'text' | 'letter' | 'integer' | 'number' | 'money' | 'share' | 'quantity' | 'days' | 'date' | 'month';
type Missing = { why: string };
type Value = number | string | Missing | null;
interface SheetColumn { id: string; kind: Kind; title: string; hint: string | null; total: boolean; lead: boolean }
interface SheetData { columns: SheetColumn[]; rows: Value[][]; subjects: number[]; addresses?: string[] }
type RowData = Record<string, Value> & { _subject: number; _address?: string };

const MONEY_SCALE = 10_000;
const QUANTITY_SCALE = 1_000;
const ROWS_SHOWN = 16;
const WRAPPED_ROWS = 40; // a short table of sentences wraps them; a long one keeps its even rows
const LETTERS = /^[A-ZА-Я0-9\u2212-]{1,2}$/u; // «A», «AX», «0»
const LONG_TEXT = 34;
const LONG_CHIP = 22; // longer words stand plain: a column is either all chips or all text
const HEADER_PAD = 38; // the cell's own and the arrow of the sort
const PHONE = 760;
const canvas = document.createElement('canvas').getContext('2d')!;
const isText = (kind: Kind) => kind === 'text' || kind === 'letter';
const isMissing = (value: Value): value is Missing => value !== null && typeof value === 'object';

/** Kopecks only where amounts are small, and only as many decimals of a number as its column needs: a column of millions reads better without. */
function decimalsOf(data: SheetData, index: number): number {
  const money = data.columns[index].kind === 'money';
  let top = 0, needed = 0;
  for (const row of data.rows) {
    const value = row[index];
    if (typeof value !== 'number') continue;
    top = Math.max(top, Math.abs(value));
    while (needed < 2 && Math.abs(value * 10 ** needed - Math.round(value * 10 ** needed)) > 1e-9) needed++;
  }
  return top >= 10_000 * (money ? MONEY_SCALE : 1) ? 0 : money ? 2 : needed;
}

function measure(text: string, font: string): number {
  canvas.font = `${font} "Golos Text", sans-serif`;
  // Digits of the page are all as wide as a nought.
  return canvas.measureText(text.replace(/\d/g, '0')).width;
}

/** The least width at which neither the header's words nor the numbers are cut: headers wrap, so that more columns stand side by side. */
function widthOf(column: SheetColumn, texts: string[], isSubject: boolean, wraps: boolean): number {
  const phone = innerWidth <= PHONE;
  const longest = texts.reduce((a, b) => (b.length > a.length ? b : a), '');
  const chip = column.kind === 'letter' ? 18 : 0;
  const content = measure(longest, isSubject || column.total ? '620 13px' : '13px') + chip + 20;
  const word = Math.max(...column.title.split(/[\s]+/).map(w => measure(w, '500 12px'))) + HEADER_PAD;
  const header = Math.max(word, measure(column.title, '500 12px') / 3 + HEADER_PAD);
  const cap = isSubject ? (phone ? 158 : 290) : isText(column.kind) ? (phone ? 190 : wraps ? 220 : 320) : 400;
  return Math.ceil(Math.min(Math.max(content, header, 56), Math.max(cap, isSubject ? 0 : word)));
}

function show(kind: Kind, value: Value, decimals: number): string {
  if (value === null) return '';
  if (typeof value === 'string') return kind === 'date' ? day(value) : kind === 'month' ? month(value) : value;
  if (isMissing(value)) return value.why;
  switch (kind) {
    case 'money': return number(value / MONEY_SCALE, decimals);
    case 'quantity': return loose(value / QUANTITY_SCALE, 3);
    case 'share': return share(value);
    case 'number': return number(value, decimals);
    default: return number(value, 0);
  }
}

/** Header filter of a number column: «>100», «<5», «10..20» or a plain number (exactly). */
function numberMatches(kind: Kind, asked: string, value: Value): boolean {
  if (typeof value !== 'number') return false;
  const scale = kind === 'money' ? 1 / MONEY_SCALE : kind === 'quantity' ? 1 / QUANTITY_SCALE : kind === 'share' ? 100 : 1;
  const shown = value * scale;
  const parse = (text: string) => Number(text.replace(/[\s\u00a0%]/g, '').replace(',', '.').replace('\u2212', '-'));
  const range = asked.split('..');
  if (range.length === 2) return (range[0] === '' || shown >= parse(range[0])) && (range[1] === '' || shown <= parse(range[1]));
  if (asked.startsWith('>')) return shown > parse(asked.slice(1));
  if (asked.startsWith('<')) return shown < parse(asked.slice(1));
  const wanted = parse(asked);
  return Number.isNaN(wanted) || Math.abs(shown - wanted) < 0.5;
}

const fold = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

/** Values first, missing ones always last, whichever way the column is sorted. */
function compare(a: Value, b: Value, direction: string): number {
  const absentA = a === null || isMissing(a), absentB = b === null || isMissing(b);
  if (absentA || absentB) return absentA === absentB ? 0 : (absentA ? 1 : -1) * (direction === 'asc' ? 1 : -1);
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'ru');
}

class Grid extends HTMLElement {
  private table: any;
  private rowHeight = 32;

  async connectedCallback(): Promise<void> {
    const box = this.querySelector<HTMLElement>('.grid-box')!;
    const answer = await fetch(this.getAttribute('src')!, { headers: { Accept: 'application/json' } });
    await document.fonts.ready;
    if (!answer.ok || !this.isConnected) return;
    this.draw(box, await answer.json() as SheetData);
  }

  disconnectedCallback(): void { this.table?.destroy(); }

  private draw(box: HTMLElement, data: SheetData): void {
    const subjectIndex = data.columns.findIndex(c => c.kind === 'text' && !c.id.endsWith('_id'));
    const rows = data.rows.map((cells, i) => {
      const row = { _subject: data.subjects[i], _address: data.addresses?.[i] } as RowData;
      data.columns.forEach((c, j) => { row[c.id] = cells[j]; });
      return row;
    });
    this.rowHeight = parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 32;
    const wraps = rows.length <= WRAPPED_ROWS && data.rows.some(r => r.some((v, i) => isText(data.columns[i].kind) && String(v ?? '').length > LONG_TEXT));
    this.classList.toggle('wraps', wraps);
    this.classList.add('no-filters');
    box.hidden = false;
    this.table = new Tabulator(box, {
      data: rows,
      // Few rows take the height they need; many scroll.
      ...(rows.length > ROWS_SHOWN && !wraps ? { height: ROWS_SHOWN * this.rowHeight } : {}),
      layout: 'fitColumns', ...(wraps ? {} : { rowHeight: this.rowHeight }), columnDefaults: { resizable: 'header', headerSortTristate: true },
      placeholder: this.dataset.none,
      // What leads stands beside the subject; sorting is stable, so the rest keeps the order of the files.
      columns: data.columns.map((column, index) => ({ rank: index <= Math.max(subjectIndex, 0) ? 0 : column.lead ? 1 : 2, drawn: this.column(column, index, index === subjectIndex, data, wraps) }))
        .sort((a, b) => a.rank - b.rank).map(c => c.drawn),
    });
    this.table.on('tableBuilt', () => {
      this.setAttribute('ready', '');
      box.setAttribute('aria-label', this.dataset.label ?? '');
      // The scrolling box stands between the grid and its row group: for screen readers it is the group.
      box.querySelector('.tabulator-tableholder')?.setAttribute('role', 'rowgroup');
      box.querySelector('.tabulator-table')?.setAttribute('role', 'presentation');
      this.fit();
      this.toolbar(data, subjectIndex);
    });
  }

  /** Whole rows under a header of any height. */
  private fit(): void {
    const height = (part: string) => this.querySelector<HTMLElement>(part)?.offsetHeight ?? 0;
    if (this.table.options.height) this.table.setHeight(ROWS_SHOWN * this.rowHeight + height('.tabulator-header') + height('.tabulator-footer') + 2);
  }

  private column(column: SheetColumn, index: number, isSubject: boolean, data: SheetData, wraps: boolean): object {
    const text = isText(column.kind);
    const decimals = decimalsOf(data, index);
    const texts = data.rows.map(row => show(column.kind, row[index], decimals));
    const sum = (values: Value[]) => values.reduce<number>((all, v) => all + (typeof v === 'number' ? v : 0), 0);
    const width = widthOf(column, column.total ? [...texts, show(column.kind, sum(data.rows.map(r => r[index])), decimals)] : texts, isSubject, wraps);
    const chips = column.kind === 'letter' && texts.every(t => t.length <= LONG_CHIP);
    return {
      title: column.title, field: column.id, headerTooltip: column.hint ?? false, cssClass: text ? '' : 'is-num', hozAlign: text ? 'left' : 'right', headerHozAlign: text ? 'left' : 'right',
      // A phone shows a number beside every name.
      frozen: isSubject && innerWidth > PHONE, minWidth: width, widthGrow: isSubject || text ? 2 : 1,
      visible: !(column.id.endsWith('_id') && data.columns.length > 2) || this.dataset.ids === 'true',
      sorter: (a: Value, b: Value, _r: unknown, _s: unknown, _c: unknown, direction: string) => compare(a, b, direction),
      headerFilter: 'input', headerFilterParams: { elementAttributes: { 'aria-label': `${this.dataset.filter}: ${column.title}`, placeholder: text ? '' : '> < ..' } },
      headerFilterFunc: (asked: string, value: Value) => text ? fold(String(value ?? '')).includes(fold(asked)) : numberOrDate(column.kind, asked, value),
      formatter: (cell: any) => this.cell(column, decimals, isSubject, chips, cell.getValue() as Value, cell.getData() as RowData),
      ...(column.total ? {
        bottomCalc: sum,
        bottomCalcFormatter: (cell: any) => document.createTextNode(show(column.kind, cell.getValue(), decimals)),
      } : isSubject && data.columns.some(c => c.total) ? { bottomCalc: () => this.dataset.total ?? '', bottomCalcFormatter: (cell: any) => document.createTextNode(cell.getValue()) } : {}),
    };
  }

  private cell(column: SheetColumn, decimals: number, isSubject: boolean, chips: boolean, value: Value, row: RowData): Node {
    const shown = show(column.kind, value, decimals);
    const address = row._address ?? (row._subject >= 0 && this.dataset.why ? `${this.dataset.why}${this.dataset.why.includes('?') ? '&' : '?'}row=${row._subject}` : '');
    if (isSubject && address) {
      const link = document.createElement('a');
      link.href = address;
      if (!row._address) link.dataset.panel = '';
      link.className = 'ask subject';
      link.textContent = shown;
      link.title = shown;
      return link;
    }
    const span = document.createElement('span');
    span.textContent = shown;
    if (isText(column.kind) && shown.length > 20) span.title = shown;
    if (value !== null && isMissing(value)) span.className = 'why-none';
    else if (typeof value === 'number' && value < 0) span.className = 'neg';
    else if (chips && shown) span.className = !LETTERS.test(shown) ? 'chip' : `badge-l l-${shown.slice(0, 1).toLowerCase()}`;
    return span;
  }

  private toolbar(data: SheetData, subjectIndex: number): void {
    const bar = this.querySelector('.grid-bar');
    const search = bar?.querySelector('input');
    const filters = bar?.querySelector('button[data-filters]');
    const count = bar?.querySelector('.count');
    const total = data.rows.length;
    const tell = () => {
      const active = this.table.getDataCount('active') as number;
      if (count) count.textContent = active === total ? number(total, 0) : `${number(active, 0)} / ${number(total, 0)}`;
    };
    this.table.on('dataFiltered', () => queueMicrotask(tell));
    tell();
    search?.addEventListener('input', () => {
      const asked = fold(search.value.trim());
      if (asked === '' || subjectIndex < 0) this.table.clearFilter();
      else this.table.setFilter((row: RowData) => data.columns.some(c => isText(c.kind) && fold(String(row[c.id] ?? '')).includes(asked)));
    });
    filters?.addEventListener('click', () => {
      const hidden = this.classList.toggle('no-filters');
      filters.setAttribute('aria-pressed', String(!hidden));
      if (hidden) this.table.clearHeaderFilter();
      this.table.redraw(true);
      this.fit();
    });
    this.toForecast(data);
  }

  /** Where a column begins further down (a forecast after the past), that is what the reader came for. */
  private toForecast(data: SheetData): void {
    const filled = data.columns.map((c, i) => (isText(c.kind) ? [] : data.rows.map(r => typeof r[i] === 'number')));
    const at = Math.max(...filled.map(column => column.indexOf(true)));
    const past = filled.some(column => column.length > 0 && column.every((is, row) => is === row < at));
    if (past && at >= ROWS_SHOWN / 2) void this.table.scrollToRow(this.table.getRows()[at], 'center', false);
  }
}

function numberOrDate(kind: Kind, asked: string, value: Value): boolean {
  return kind === 'date' || kind === 'month' ? fold(show(kind, value, 0)).includes(fold(asked)) : numberMatches(kind, asked.trim(), value);
}

customElements.define('k-grid', Grid);
