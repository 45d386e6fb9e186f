// A waterfall: the first and the last point are totals from zero, every change between them floats from where the one before ended.
import { compact } from './words';

interface Colours { total: string; up: string; down: string; line: string; text: string }

const WIDEST = 44;

/** Bars as [place, from, to]: what the changes lead through. */
export function steps(points: (number | null)[]): [number, number, number][] {
  let level = 0;
  return points.map((point, at) => {
    const value = point ?? 0;
    const from = at === 0 || at === points.length - 1 ? 0 : level;
    level = from + value;
    return [at, from, level];
  });
}

export function bridge(points: (number | null)[], colours: Colours): object {
  const bars = steps(points);
  const last = bars.length - 1;
  const isTotal = (at: number) => at === 0 || at === last;
  return {
    type: 'custom', data: bars, encode: { x: 0, y: [1, 2] },
    renderItem: (_: unknown, api: any) => {
      const at = api.value(0) as number;
      const from = api.value(1) as number, to = api.value(2) as number;
      const band = api.size([1, 0])[0] as number;
      const width = Math.min(WIDEST, band * 0.62);
      const [x, y0] = api.coord([at, from]) as number[];
      const y1 = api.coord([at, to])[1] as number;
      const up = to >= from;
      const change = to - from;
      const fill = isTotal(at) ? colours.total : up ? colours.up : colours.down;
      const said = isTotal(at) || change <= 0 ? compact(change) : `+${compact(change)}`;
      const above = up || isTotal(at);
      // Neighbours in a narrow chart stand on two levels.
      const apart = band < 60 && at % 2 === 1 ? 14 : 3;
      return {
        type: 'group',
        children: [
          { type: 'rect', shape: { x: x - width / 2, y: Math.min(y0, y1), width, height: Math.max(1, Math.abs(y1 - y0)) }, style: { fill } },
          ...(at < last ? [{ type: 'line', shape: { x1: x + width / 2, y1, x2: x + band - width / 2, y2: y1 }, style: { stroke: colours.line, lineWidth: 1 } }] : []),
          { type: 'text', style: { text: said, x, y: above ? Math.min(y0, y1) - apart : Math.max(y0, y1) + apart, textAlign: 'center', textVerticalAlign: above ? 'bottom' : 'top', fill: colours.text, fontFamily: 'Golos Text', fontSize: band < 60 ? 9.5 : 11 } },
        ],
      };
    },
  };
}
