// Runs before the first paint: «system» follows the device. Everything else is set by the server.
const root = document.documentElement;
if (root.dataset.theme === 'system') {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => root.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', apply);
  apply();
}
export {};
