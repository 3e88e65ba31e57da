export { expressionsIn } from '../../../syntax/imperative/tree-walk.js';
