export { findAcrossFields } from './fields.ts';
export { findCardData, type Finding } from './find.ts';
export { growingRun } from './growing.ts';
export { mask, maskCardData } from './mask.ts';
