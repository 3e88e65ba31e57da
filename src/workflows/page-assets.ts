import { reportAsset } from '../documents/bundled-templates.js';

/** The style sheet and the script of the report page; each is read when it is wanted. */
export const pageAssets = {
  get css(): string {
    return reportAsset('report.css');
  },
  get script(): string {
    return reportAsset('report.js');
  },
};
