// Numbers, days and months as people of the interface language write them.
export const language = document.documentElement.lang === 'en' ? 'en' : 'ru';
const locale = language === 'en' ? 'en-GB' : 'ru-RU';
const cache = new Map<string, Intl.NumberFormat>();

function format(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  let found = cache.get(key);
  if (!found) cache.set(key, found = new Intl.NumberFormat(locale, options));
  return found;
}

// What rounds to nothing has no sign.
const minus = (text: string) => (/[1-9]/.test(text) ? text.replace('-', '\u2212') : text.replace('-', ''));

/** A number with a fixed count of decimals and a real minus sign. */
export function number(value: number, decimals: number): string {
  return minus(format(`f${decimals}`, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value));
}

/** A number with at most the given decimals. */
export function loose(value: number, decimals: number): string {
  return minus(format(`l${decimals}`, { maximumFractionDigits: decimals }).format(value));
}

/** A number shortened with its unit: «30,1 млн». */
export function compact(value: number): string {
  return minus(format('c', { notation: 'compact', maximumFractionDigits: 1 }).format(value));
}

/** A share: 0.8 becomes «80,0 %». */
export function share(value: number): string {
  return percent(value, 1);
}

/** A share with the given decimals of a percent. */
export function percent(value: number, decimals: number): string {
  return `${number(value * 100, decimals)}${language === 'en' ? '' : '\u00a0'}%`;
}

/** An ISO day as «22.11.2026» or «22 Nov 2026». */
export function day(iso: string): string {
  const [y, m, d] = iso.split('-').map(Number);
  return language === 'en'
    ? new Date(Date.UTC(y, m - 1, d)).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
    : iso.split('-').reverse().join('.');
}

/** An ISO month as «ноя 2026». */
export function month(iso: string): string {
  const [y, m] = iso.split('-').map(Number);
  const name = new Date(Date.UTC(y, m - 1, 1)).toLocaleDateString(locale, { month: 'short', timeZone: 'UTC' }).replace('.', '').slice(0, 3);
  return `${name}\u00a0${y}`;
}
