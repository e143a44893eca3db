/**
 * What every plugin finds around it, for editors without the types of Node: its own modules and globals as anything at all. With `@types/node`
 * installed these lines give way.
 */

declare var process: any;
declare var Buffer: any;
declare var __dirname: string;
declare var __filename: string;

declare module 'node:*';
