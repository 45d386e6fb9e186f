// <k-chart> draws the chart whose data stands in its script block; the sentence and the table beside it are the server's.
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { bridge } from './bridge';
import { compact, loose, percent, share } from './words';

echarts.use([BarChart, CustomChart, LineChart, ScatterChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

interface ChartSeries { title: string; points: (number | null)[]; mark: 'bar' | 'line' | 'tick' | 'bridge'; light: number[]; share: boolean }
/** @property named Whether lines have their names at their ends; else the legend names them. */
interface ChartData { labels: string[]; series: ChartSeries[]; named: boolean }

// The same six hues, lighter on the dark ground; the legend takes them from the styles.
const CATEGORIES = { light: ['#0b6e6b', '#d48b0f', '#3b6fc4', '#8a4fa3', '#c2563f', '#6b7c7c'], dark: ['#4fc0b9', '#e3a94a', '#85abf0', '#c39ad6', '#e59279', '#a3b3b3'] };
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect'];

/** A series that begins where another ends is what is expected, not what was. */
const foreseen = (series: ChartSeries) => series.points[0] === null && series.points.at(-1) !== null;
/** Months, days and steps of a scale keep their order from left to right, whatever their length. */
const SCALE = /^\D{0,5}\d/;
/** A client's name without what all of them begin with. */
const bare = (name: string) => name.replace(/^(ООО|АО|ПАО|ЗАО|ИП|ГБУ|ГУП|МУП)\s+«?/u, '').replace(/»$/u, '');
/** Pixels from one name at the end of a line to the next. */
const NAME_HEIGHT = 14;
/** Pixels below the plot that belong to its axis. */
const AXIS_HEIGHT = 28;
const NARROW = 500;

class ChartView extends HTMLElement {
  private chart: echarts.ECharts | undefined;
  private watchers: { disconnect(): void }[] = [];

  connectedCallback(): void {
    const data = JSON.parse(this.querySelector('script')!.textContent!) as ChartData;
    const canvas = this.querySelector<HTMLElement>('.canvas')!;
    this.chart = echarts.init(canvas, null, { renderer: 'svg' });
    const draw = () => {
      this.chart?.setOption(this.option(data, canvas.clientWidth), true);
      this.spreadNames(data);
    };
    draw();
    const size = new ResizeObserver(() => { this.chart?.resize(); draw(); });
    size.observe(canvas);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] });
    this.watchers = [size, theme];
  }

  disconnectedCallback(): void {
    this.watchers.forEach(w => w.disconnect());
    this.chart?.dispose();
  }

  /** Moves the names at the ends of lines apart, so that none lies on another; only the drawn chart knows where the lines end. */
  private spreadNames(data: ChartData): void {
    if (!this.chart || !data.named || data.series.length < 2) return;
    const last = data.labels.length - 1;
    const names = data.series.flatMap((series, at) => {
      if (series.mark !== 'line' || last < 0) return [];
      const end = this.chart!.convertToPixel({ seriesIndex: at }, [last, series.points[last]!])[1];
      return [{ at, end, place: end }];
    }).sort((a, b) => a.end - b.end);
    for (let i = 1; i < names.length; i++) names[i].place = Math.max(names[i].place, names[i - 1].place + NAME_HEIGHT);
    let below = this.chart.getHeight() - AXIS_HEIGHT + NAME_HEIGHT;
    for (const name of names.toReversed()) below = name.place = Math.min(name.place, below - NAME_HEIGHT);
    const series: object[] = data.series.map(() => ({}));
    for (const { at, end, place } of names) series[at] = { endLabel: { offset: [0, place - end] } };
    this.chart.setOption({ series });
  }

  private option(data: ChartData, width: number): echarts.EChartsCoreOption {
    const css = getComputedStyle(document.documentElement);
    const token = (name: string) => css.getPropertyValue(name).trim();
    const category = CATEGORIES[document.documentElement.dataset.bsTheme === 'dark' ? 'dark' : 'light'];
    const bars = data.series.filter(s => s.mark === 'bar');
    const hasShare = data.series.some(s => s.share) && data.series.some(s => !s.share);
    const allShare = data.series.every(s => s.share);
    // Shares that come near the whole stand on an axis that ends with it.
    const most = Math.max(...data.series.flatMap(s => s.points.map(p => p ?? 0)));
    const whole = allShare && most > 0.8 && most <= 1;
    const font = { fontFamily: 'Golos Text', fontSize: 11, color: token('--muted') };
    const label = (value: number, series: ChartSeries) => series.share ? share(value) : compact(value);
    const value = (format: (v: number) => string, shown: boolean) => ({ type: 'value', axisLabel: { ...font, formatter: format, show: shown }, splitLine: { lineStyle: { color: token('--line') }, show: !hasShare || shown }, splitNumber: 4, min: (range: { min: number }) => (range.min < 0 ? null : 0), ...(whole ? { max: 1, interval: 0.25 } : {}) });
    // Long names stand slanted where there is room for each; where there is none, the tooltip and the table name them.
    // The title already names a single line.
    const named = data.named && data.series.length > 1 && !hasShare;
    const longest = Math.max(...data.series.map(s => s.title.length * 6.2 + 12));
    const margin = data.series.some(s => s.mark === 'line') && named ? Math.min(Math.max(longest, 60), width < NARROW ? 90 : 150) : 10;
    const room = (width - margin - 50) / data.labels.length;
    const long = data.labels.length > 5 && data.labels.some(l => l.length * 6.5 > room) && !data.labels.every(l => SCALE.test(l));
    // A few long names read best beside bars that lie.
    if (long && bars.length === 1 && data.series.length === 1 && data.labels.length <= 16) return this.lying(data, bars[0], width, font, token);
    // A few words each have their own place, in two lines if need be; a word that does not fit is not broken but slanted.
    const words = data.labels.length <= 8 && !data.labels.every(l => SCALE.test(l));
    const fits = data.labels.every(l => l.split(' ').every(word => word.length * 6.5 <= room));
    const slanted = (long || (words && !fits)) && room >= 24;
    const unnamed = long && !slanted && data.labels.some(l => l.length > 8);
    const few = words && !slanted;
    return {
      animation: false, textStyle: font, aria: { enabled: false },
      grid: { left: 6, right: margin, top: 22, bottom: 4, containLabel: true },
      tooltip: {
        trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(128,150,150,.12)' } }, backgroundColor: token('--card'), borderColor: token('--line'), textStyle: { ...font, fontSize: 12, color: token('--text') }, confine: true,
        formatter: (items: { seriesIndex: number; dataIndex: number }[]) => this.tip(data, items),
      },
      xAxis: { type: 'category', data: data.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: token('--field') } }, axisLabel: { ...font, show: !unnamed, hideOverlap: !slanted && !few, interval: slanted || few ? 0 : 'auto', rotate: slanted ? 38 : 0, width: slanted ? 74 : few ? room - 4 : 96, overflow: few ? 'break' : 'truncate' } },
      yAxis: hasShare ? [value(compact, true), { ...value(v => percent(v, 0), true), min: 0, max: 1, interval: 0.25, splitLine: { show: false } }] : [value(allShare ? v => percent(v, 0) : compact, true)],
      series: data.series.map((series, i) => {
        const color = bars.length <= 1 && series.mark === 'bar' ? token('--bar') : category[i % category.length];
        const common = { name: series.title, yAxisIndex: hasShare && series.share ? 1 : 0 };
        if (series.mark === 'bridge') return { ...common, ...bridge(series.points, { total: token('--bar'), up: token('--good'), down: token('--bad'), line: token('--field'), text: token('--muted') }) };
        if (series.mark === 'tick')
          return { ...common, type: 'scatter', symbol: 'rect', symbolSize: [Math.max(8, Math.min(28, room * 0.66)), 2], itemStyle: { color: token('--text') }, data: series.points, z: 5, silent: true };
        if (series.mark === 'line')
          return { ...common, type: 'line', data: series.points, symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: data.labels.length > 24 ? 0 : 5, lineStyle: { width: 2, type: foreseen(series) ? 'dashed' : 'solid', color: hasShare ? token('--warn') : color }, itemStyle: { color: hasShare ? token('--warn') : color }, endLabel: { show: named, formatter: '{a}', ...font, color: token('--text'), width: margin - 6, overflow: 'truncate' } };
        return {
          ...common, type: 'bar', barMaxWidth: 34, barCategoryGap: '38%',
          data: series.points.map((v, at) => ({ value: v, itemStyle: { color: series.light.includes(at) ? token('--bar-light') : color, borderRadius: [2, 2, 0, 0] } })),
          label: { show: bars.length === 1 && !hasShare && data.series.length === 1 && data.labels.length <= 14 && room >= 46, position: 'top', ...font, formatter: (p: { value: number }) => label(p.value, series) },
        };
      }),
    };
  }

  private lying(data: ChartData, series: ChartSeries, width: number, font: object, token: (name: string) => string): echarts.EChartsCoreOption {
    const shown = (v: number) => series.share ? share(v) : compact(v);
    return {
      animation: false, textStyle: font, aria: { enabled: false },
      grid: { left: 6, right: 56, top: 8, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(128,150,150,.12)' } }, backgroundColor: token('--card'), borderColor: token('--line'), textStyle: { ...font, fontSize: 12, color: token('--text') }, confine: true, formatter: (items: { seriesIndex: number; dataIndex: number }[]) => this.tip(data, items) },
      xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { show: false }, min: (range: { min: number }) => (range.min < 0 ? null : 0) },
      yAxis: { type: 'category', data: data.labels, inverse: true, axisTick: { show: false }, axisLine: { lineStyle: { color: token('--field') } }, axisLabel: { ...font, color: token('--text'), interval: 0, width: Math.min(300, width * 0.42), overflow: 'truncate', formatter: bare } },
      series: [{ name: series.title, type: 'bar', barMaxWidth: 20, barCategoryGap: '30%', data: series.points.map(v => ({ value: v, itemStyle: { color: token('--bar'), borderRadius: [0, 2, 2, 0] } })), label: { show: true, position: 'right', ...font, formatter: (p: { value: number }) => shown(p.value) } }],
    };
  }

  private tip(data: ChartData, items: { seriesIndex: number; dataIndex: number }[]): HTMLElement {
    const box = document.createElement('div');
    box.append(Object.assign(document.createElement('b'), { textContent: data.labels[items[0].dataIndex] }));
    for (const series of data.series) {
      const v = series.points[items[0].dataIndex];
      if (v === null || v === undefined) continue;
      box.append(Object.assign(document.createElement('div'), { textContent: `${series.title}: ${series.share ? share(v) : loose(v, 2)}` }));
    }
    return box;
  }
}

customElements.define('k-chart', ChartView);
