/** The app: each function registers itself when its file is loaded. */
import './dispatchAction.ts';
import './evaluateDebtors.ts';
import './importReceivables.ts';
import './onDataverseEvent.ts';
import './planEvaluations.ts';
import './sweep.ts';
import './syncErp.ts';
