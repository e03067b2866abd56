/** What the web resource `dun_/commands.js` offers to ribbons and forms, under the name `Dunlin`. */
export { openDispute, openDisputeAbout } from './dispute.ts';
export { putItemOnHold, putOnHold } from './hold.ts';
export { registerPromise, registerPromiseFor } from './promise.ts';
export { allowSending, isSendingStopped, maySend, stopSending } from './sending.ts';
export { showTradingBlock } from './trading-block.ts';
