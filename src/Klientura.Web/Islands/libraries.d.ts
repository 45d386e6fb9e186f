declare module 'tabulator-tables';
declare module '*.css';
