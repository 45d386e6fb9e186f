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
interface SheetData { columns: SheetColumn[]; rows: Value[][]; subjects: number[] }
type RowData = Record<string, Value> & { _subject: number };

const MONEY_SCALE = 10_000;
const QUANTITY_SCALE = 1_000;
const HEADER_HEIGHT = 46;
const FILTER_HEIGHT = 34;
const isText = (kind: Kind) => kind === 'text' || kind === 'letter';
const isMissing = (value: Value): value is Missing => value !== null && typeof value === 'object';

/** Money shows kopecks only where amounts are small: a column of millions reads better without. */
function decimalsOf(data: SheetData, index: number): number {
  let top = 0;
  for (const row of data.rows) {
    const value = row[index];
    if (typeof value === 'number') top = Math.max(top, Math.abs(value));
  }
  return top >= 10_000 * MONEY_SCALE ? 0 : 2;
}

function show(kind: Kind, value: Value, decimals: number): string {
  if (value === null) return '';
  if (typeof value === 'string') return kind === 'date' ? day(value) : kind === 'month' ? month(value) : value;
  if (isMissing(value)) return value.why;
  switch (kind) {
    case 'money': return number(value / MONEY_SCALE, decimals);
    case 'quantity': return loose(value / QUANTITY_SCALE, 3);
    case 'share': return share(value);
    case 'number': return number(value, 2);
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
  private bodyHeight = 0;

  async connectedCallback(): Promise<void> {
    const box = this.querySelector<HTMLElement>('.grid-box')!;
    const answer = await fetch(this.getAttribute('src')!, { headers: { Accept: 'application/json' } });
    if (!answer.ok || !this.isConnected) return;
    this.draw(box, await answer.json() as SheetData);
  }

  disconnectedCallback(): void { this.table?.destroy(); }

  private draw(box: HTMLElement, data: SheetData): void {
    const subjectIndex = data.columns.findIndex(c => c.kind === 'text' && !c.id.endsWith('_id'));
    const rows = data.rows.map((cells, i) => {
      const row = { _subject: data.subjects[i] } as RowData;
      data.columns.forEach((c, j) => { row[c.id] = cells[j]; });
      return row;
    });
    const rowHeight = parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 32;
    const totals = data.columns.some(c => c.total);
    box.hidden = false;
    this.table = new Tabulator(box, {
      data: rows,
      height: this.bodyHeight = Math.min(rows.length, 16) * rowHeight + HEADER_HEIGHT + (totals ? rowHeight : 0),
      // A few columns share the width; many keep what their contents need and scroll.
      layout: data.columns.length <= 8 ? 'fitColumns' : 'fitDataStretch', rowHeight, columnDefaults: { resizable: 'header', headerSortTristate: true },
      placeholder: this.dataset.none,
      // What leads stands beside the subject; sorting is stable, so the rest keeps the order of the files.
      columns: data.columns.map((column, index) => ({ rank: index <= Math.max(subjectIndex, 0) ? 0 : column.lead ? 1 : 2, drawn: this.column(column, decimalsOf(data, index), index === subjectIndex, data) }))
        .sort((a, b) => a.rank - b.rank).map(c => c.drawn),
    });
    this.table.on('tableBuilt', () => {
      this.setAttribute('ready', '');
      box.setAttribute('aria-label', this.dataset.label ?? '');
      // The scrolling box stands between the grid and its row group: for screen readers it is the group.
      box.querySelector('.tabulator-tableholder')?.setAttribute('role', 'rowgroup');
      box.querySelector('.tabulator-table')?.setAttribute('role', 'presentation');
      this.toolbar(data, subjectIndex);
    });
  }

  private column(column: SheetColumn, decimals: number, isSubject: boolean, data: SheetData): object {
    const text = isText(column.kind);
    const narrow = innerWidth <= 760; // a phone shows a number beside every name
    return {
      title: column.title, field: column.id, headerTooltip: column.hint ?? false, cssClass: text ? '' : 'is-num', hozAlign: text ? 'left' : 'right', headerHozAlign: text ? 'left' : 'right',
      frozen: isSubject && !narrow, minWidth: isSubject ? (narrow ? 130 : 180) : 70, maxWidth: isSubject ? narrow && 168 : text && 320, widthGrow: isSubject ? 2 : 1,
      visible: !(column.id.endsWith('_id') && data.columns.length > 2) || this.dataset.ids === 'true',
      sorter: (a: Value, b: Value, _r: unknown, _s: unknown, _c: unknown, direction: string) => compare(a, b, direction),
      headerFilter: 'input', headerFilterParams: { elementAttributes: { 'aria-label': `${this.dataset.filter}: ${column.title}`, placeholder: text ? '' : '> < ..' } },
      headerFilterFunc: (asked: string, value: Value) => text ? fold(String(value ?? '')).includes(fold(asked)) : numberOrDate(column.kind, asked, value),
      formatter: (cell: any) => this.cell(column, decimals, isSubject, cell.getValue() as Value, cell.getData()._subject as number | undefined),
      ...(column.total ? {
        bottomCalc: (values: Value[]) => values.reduce<number>((sum, v) => sum + (typeof v === 'number' ? v : 0), 0),
        bottomCalcFormatter: (cell: any) => document.createTextNode(show(column.kind, cell.getValue(), decimals)),
      } : isSubject ? { bottomCalc: () => this.dataset.total ?? '', bottomCalcFormatter: (cell: any) => document.createTextNode(cell.getValue()) } : {}),
    };
  }

  private cell(column: SheetColumn, decimals: number, isSubject: boolean, value: Value, subject: number | undefined): Node {
    const shown = show(column.kind, value, decimals);
    if (isSubject && subject !== undefined && subject >= 0 && this.dataset.why) {
      const link = document.createElement('a');
      link.href = `${this.dataset.why}${this.dataset.why.includes('?') ? '&' : '?'}row=${subject}`;
      link.dataset.panel = '';
      link.className = 'ask subject';
      link.textContent = shown;
      return link;
    }
    const span = document.createElement('span');
    span.textContent = shown;
    if (value !== null && isMissing(value)) span.className = 'why-none';
    else if (typeof value === 'number' && value < 0) span.className = 'neg';
    else if (column.kind === 'letter' && shown) span.className = shown.length > 2 ? 'chip' : `badge-l l-${shown.slice(0, 1).toLowerCase()}`;
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
    this.classList.add('no-filters');
    filters?.addEventListener('click', () => {
      const hidden = this.classList.toggle('no-filters');
      filters.setAttribute('aria-pressed', String(!hidden));
      if (hidden) this.table.clearHeaderFilter();
      this.table.setHeight(this.bodyHeight + (hidden ? 0 : FILTER_HEIGHT));
    });
    this.table.redraw(true);
  }
}

function numberOrDate(kind: Kind, asked: string, value: Value): boolean {
  return kind === 'date' || kind === 'month' ? fold(show(kind, value, 0)).includes(fold(asked)) : numberMatches(kind, asked.trim(), value);
}

customElements.define('k-grid', Grid);
