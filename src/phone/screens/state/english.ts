// English, loaded when somebody chooses it.
export { en as common } from '../../../words/common/en.ts';
export { en as phone } from '../../../words/phone/en.ts';
