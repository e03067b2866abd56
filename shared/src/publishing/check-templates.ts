/** The texts of the steps: there has to be one for each channel a step may go by, and nothing in it that cannot be written. */
import type { Channel } from '../actions/action.ts';
import { optionName } from '../records/options.ts';
import { isUpcoming, unreachableTemplate, type Step, type Strategy } from '../strategy/policy.ts';
import { channel as channels } from '../tables/policy.ts';
import { checkTemplate, sentenceOf } from '../templates/check-template.ts';
import { messageFields } from '../templates/message-view.ts';
import { isLanguage } from '../templates/words.ts';
import type { TemplateRow } from './document.ts';
import { anError, aWarning, type Problem } from './problem.ts';

export function checkTemplates(
  strategies: readonly Strategy[],
  templates: readonly TemplateRow[],
): readonly Problem[] {
  return [
    ...strategies.flatMap(({ code, steps }) =>
      steps.flatMap((step) => missingTexts(`step ${code}/${step.code}`, step, templates)),
    ),
    ...templates.flatMap(unwritable),
  ];
}

/** A text in no language at all is an error; one that lacks in a language that others have is to be judged. */
function missingTexts(place: string, step: Step, templates: readonly TemplateRow[]): readonly Problem[] {
  const languages = [...new Set(templates.map(({ dun_language }) => dun_language))].sort();
  return textsOf(step).flatMap(({ code, channel }): readonly Problem[] => {
    const found = new Set(
      templates
        .filter((row) => row.dun_code === code && row.dun_channel === channels[channel].value)
        .map(({ dun_language }) => dun_language),
    );
    if (found.size === 0)
      return [
        anError(`${place}, template`, code, `there is no text of this code for the channel ${channel}`),
      ];
    const missing = languages.filter((language) => !found.has(language));
    return missing.length === 0
      ? []
      : [
          aWarning(
            `${place}, template`,
            code,
            `for the channel ${channel} there is no text in ${missing.join(', ')}`,
          ),
        ];
  });
}

/** By its own channel, by the other one, and by a person where the customer cannot be reached; nobody is told of a reminder that fails. */
function textsOf(step: Step): readonly { readonly code: string; readonly channel: Channel }[] {
  const { template: code, channel, fallbackChannel } = step;
  return [
    { code, channel },
    ...(fallbackChannel === undefined || fallbackChannel === channel
      ? []
      : [{ code: fallbackChannel === 'person' ? unreachableTemplate : code, channel: fallbackChannel }]),
    ...(channel === 'person' || isUpcoming(step)
      ? []
      : [{ code: unreachableTemplate, channel: 'person' as const }]),
  ];
}

function unwritable(row: TemplateRow): readonly Problem[] {
  const channel = optionName(channels, row.dun_channel);
  const place = `template ${row.dun_code} (${channel}, ${row.dun_language})`;
  const problems = (column: string, text: string): readonly Problem[] =>
    checkTemplate(text, messageFields).map((problem) =>
      anError(`${place}, ${column}`, '', sentenceOf(problem)),
    );
  return [
    ...(isLanguage(row.dun_language)
      ? []
      : [anError(`${place}, language`, row.dun_language, 'Dunlin has no words in this language')]),
    ...problems('subject', row.dun_subject ?? ''),
    ...problems('body', row.dun_body),
  ];
}
