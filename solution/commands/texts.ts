/**
 * What the commands say, in English; translators' files have the words of the other languages under these texts. What is in braces is filled in.
 */
export const texts = {
  notSaved: 'Save the record first: what is written down has to point at it.',
  noDebtor:
    '{customer} is no debtor of any of our companies: nothing of it came from the ERP. Wait for the next import, or look for the customer under another name.',
  nothingSelected: 'Nothing is selected. Select at least one open item in the list.',
  severalForOne: 'It is about one open item, and {count} are selected. Select one of them, then the next.',
  severalDebtors:
    'The selected items are of several debtors, and a promise is made by one. Select items of one debtor.',
  severalCurrencies:
    'The selected items are in several currencies, and a promise is made in one. Select items of one currency.',
  notOpen:
    'Nothing is open of {document}, so there is nothing to promise, dispute or hold. Take it out of the selection.',
  failed: '{reason} Try again, or ask an administrator if it stays like this.',

  stopTitle: 'Stop all sending?',
  stopText:
    'From now on nothing is sent, of any company: no e-mail, no letter, no text message. Calls and tasks that are there stay. What is planned stays planned.',
  stopYes: 'Stop sending',
  allowTitle: 'Allow sending again?',
  allowText:
    'What was planned is looked at again at once, and what is still right is sent: of companies that are released, within the contact windows.',
  allowYes: 'Allow sending',
  cancel: 'Cancel',
  noSwitch:
    'There is no stop switch in this environment, so sending cannot be stopped here. Ask an administrator to load the starter policy.',

  blocked: '{company}: sell nothing to this customer.',
  conditional: '{company}: sell to this customer only on conditions.',
  why: 'Reason: {reason}.',
  amounts: 'Amounts: {amounts}.',
} as const;

export type TextKey = keyof typeof texts;
