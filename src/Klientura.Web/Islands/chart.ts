// <k-chart> draws the chart whose data stands in its script block; the sentence and the table beside it are the server's.
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { bridge } from './bridge';
import { compact, loose, percent, share } from './words';

echarts.use([BarChart, CustomChart, LineChart, ScatterChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

interface ChartSeries { title: string; points: (number | null)[]; mark: 'bar' | 'line' | 'tick' | 'bridge'; light: number[]; share: boolean }
interface ChartData { labels: string[]; series: ChartSeries[] }

const CATEGORY = ['#0b6e6b', '#d48b0f', '#3b6fc4', '#8a4fa3', '#c2563f', '#6b7c7c'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect'];

// A line that stops inside the chart has its name above its end, where the next line does not run through it.
const endsEarly = (series: ChartSeries) => series.points.length > 0 && series.points[series.points.length - 1] === null;

class ChartView extends HTMLElement {
  private chart: echarts.ECharts | undefined;
  private watchers: { disconnect(): void }[] = [];

  connectedCallback(): void {
    const data = JSON.parse(this.querySelector('script')!.textContent!) as ChartData;
    const canvas = this.querySelector<HTMLElement>('.canvas')!;
    this.chart = echarts.init(canvas, null, { renderer: 'svg' });
    const draw = () => this.chart?.setOption(this.option(data, canvas.clientWidth), true);
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

  private option(data: ChartData, width: number): echarts.EChartsCoreOption {
    const css = getComputedStyle(document.documentElement);
    const token = (name: string) => css.getPropertyValue(name).trim();
    const bars = data.series.filter(s => s.mark === 'bar');
    const hasShare = data.series.some(s => s.share) && data.series.some(s => !s.share);
    const font = { fontFamily: 'Golos Text', fontSize: 11, color: token('--muted') };
    const label = (value: number, series: ChartSeries) => series.share ? share(value) : compact(value);
    const value = (format: (v: number) => string, shown: boolean) => ({ type: 'value', axisLabel: { ...font, formatter: format, show: shown }, splitLine: { lineStyle: { color: token('--line') }, show: !hasShare || shown }, splitNumber: 4, min: (range: { min: number }) => Math.min(0, range.min) });
    // Long names stand slanted where there is room for each; where there is none, the tooltip and the table name them.
    const room = width / data.labels.length;
    const long = data.labels.length > 5 && data.labels.some(l => l.length * 6.5 > room);
    const slanted = long && room >= 24;
    const unnamed = long && !slanted && data.labels.some(l => l.length > 8);
    const allShare = data.series.every(s => s.share);
    // The title already names a single line.
    const named = data.series.length > 1 && !hasShare;
    return {
      animation: false, textStyle: font, aria: { enabled: false },
      grid: { left: 6, right: data.series.some(s => s.mark === 'line') && named ? 90 : 10, top: 22, bottom: 4, containLabel: true },
      tooltip: {
        trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(128,150,150,.12)' } }, backgroundColor: token('--card'), borderColor: token('--line'), textStyle: { ...font, fontSize: 12, color: token('--text') }, confine: true,
        formatter: (items: { seriesIndex: number; dataIndex: number }[]) => this.tip(data, items),
      },
      xAxis: { type: 'category', data: data.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: token('--field') } }, axisLabel: { ...font, show: !unnamed, hideOverlap: !slanted, interval: slanted ? 0 : 'auto', rotate: slanted ? 38 : 0, width: slanted ? 74 : 96, overflow: 'truncate' } },
      yAxis: hasShare ? [value(compact, true), { ...value(v => percent(v, 0), true), min: 0, max: 1, interval: 0.25, splitLine: { show: false } }] : [value(allShare ? v => percent(v, 0) : compact, true)],
      series: data.series.map((series, i) => {
        const color = bars.length <= 1 && series.mark === 'bar' ? token('--bar') : CATEGORY[i % CATEGORY.length];
        const common = { name: series.title, yAxisIndex: hasShare && series.share ? 1 : 0 };
        if (series.mark === 'bridge') return { ...common, ...bridge(series.points, { total: token('--bar'), up: token('--good'), down: token('--bad'), line: token('--field'), text: token('--muted') }) };
        if (series.mark === 'tick')
          return { ...common, type: 'scatter', symbol: 'rect', symbolSize: [Math.max(10, Math.min(28, 320 / data.labels.length)), 2], itemStyle: { color: token('--text') }, data: series.points, z: 5, silent: true };
        if (series.mark === 'line')
          return { ...common, type: 'line', data: series.points, symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: data.labels.length > 40 ? 0 : 5, lineStyle: { width: 2, color: hasShare ? token('--warn') : color }, itemStyle: { color: hasShare ? token('--warn') : color }, endLabel: { show: named, formatter: '{a}', ...font, offset: endsEarly(series) ? [-30, -16] : [0, 0], color: token('--text'), width: 84, overflow: 'truncate' } };
        return {
          ...common, type: 'bar', barMaxWidth: 34, barCategoryGap: '38%',
          data: series.points.map((v, at) => ({ value: v, itemStyle: { color: series.light.includes(at) ? token('--bar-light') : color, borderRadius: [2, 2, 0, 0] } })),
          label: { show: bars.length === 1 && !hasShare && data.series.length === 1 && data.labels.length <= 14, position: 'top', ...font, formatter: (p: { value: number }) => label(p.value, series) },
        };
      }),
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
