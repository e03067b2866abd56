/** The country packs that come with Dunlin. None of them is legal advice; each says where it was read, and when. */
import { timeOfDay } from '../dates/instant.ts';
import { isoDate } from '../dates/iso-date.ts';
import type { CountryPack } from './country-pack.ts';
import { europeanUnion } from './zones.ts';

const mondayToFriday = [1, 2, 3, 4, 5];
const retrieved = isoDate('2026-11-22');

export const countryPacks: readonly CountryPack[] = [
  {
    code: 'RO',
    name: 'Romania: debt recovery from consumers (OUG 52/2016)',
    countries: ['RO'],
    appliesTo: 'consumer',
    validFrom: isoDate('2016-09-30'),
    source: [
      'OUG 52/2016, M. Of. 727 of 20 September 2016, in force from 30 September 2016',
      'https://www.capital.ro/exclusiv-ce-au-voie-si-ce-le-interzice-legea-recuperatorilor-de-creante-drepturile-debitorilor-explicatiile-avocatului.html (hours, by a lawyer)',
      'https://magazinsalajean.ro/?p=125410 (what is forbidden, from when)',
    ],
    retrieved,
    figures: 'ofTheText',
    notSeen: [],
    rules: {
      hours: {
        channels: 'all',
        open: [
          { weekdays: mondayToFriday, from: timeOfDay('09:00'), until: timeOfDay('20:00') },
          { from: timeOfDay('00:00'), onlyIf: 'agreed' },
        ],
      },
      caps: [],
      gaps: [],
      pausesForDispute: true,
    },
    conduct: [
      'No contact at the workplace, nor with neighbours, relatives or other third parties.',
      'No threats and no harassment.',
      'No fees and no interest but the legal penalty interest and the costs of enforcement.',
    ],
  },
  {
    code: 'PL',
    name: 'Poland: good practice of financial firms (KPF/ZPF)',
    countries: ['PL'],
    appliesTo: 'consumer',
    // The first year for which the text was seen to say this; the association adopted it earlier.
    validFrom: isoDate('2020-01-01'),
    source: [
      'Zasady Dobrych Praktyk, Związek Przedsiębiorstw Finansowych (formerly KPF), binding for its members',
      'https://plus.nowosci.com.pl/zgodnie-z-zasadami-dobrych-praktyk-windykatorzy-nie-powinni-dzwonic-do-dluznikow-po-godzinie-2200-ani-najezdzac-ich-w-pracy/ar/13059511 (hours)',
      'https://wjs.zpf.pl/zasady-dobrych-praktyk-windykacyjnych-dzialac-windykatorzy/ (letters)',
    ],
    retrieved,
    figures: 'ofTheText',
    notSeen: [],
    rules: {
      hours: {
        // The text speaks of conversations; a text message rings as well.
        channels: ['call', 'sms'],
        open: [
          { businessDaysOnly: true, from: timeOfDay('06:00'), until: timeOfDay('22:00') },
          { from: timeOfDay('08:00'), until: timeOfDay('20:00'), onlyIf: 'noOtherWay' },
        ],
      },
      caps: [],
      gaps: [],
    },
    conduct: ['Letters go in a closed envelope that shows nothing of a debt.'],
  },
  {
    code: 'HU',
    name: 'Hungary: recommendations of the central bank on claims against consumers',
    countries: ['HU'],
    appliesTo: 'consumer',
    validFrom: isoDate('2019-02-13'),
    source: [
      'MNB recommendation 2/2019. (II. 13.) on collecting claims from consumers; recommendation on arrears, amended in April 2022',
      'https://docplayer.hu/124600346-A-magyar-nemzeti-bank-2-2019-ii-13-szamu-ajanlasa-a-fogyasztoval-szembeni-koveteleskezelesi-tevekenysegrol-i-az-ajanlas-celja-es-hatalya.html',
      'https://magyarnemzet.hu/gazdasag/2022/04/nagyobb-figyelem-a-hiteltorlesztesnel (channels, timing and frequency are set)',
    ],
    retrieved,
    figures: 'ofTheText',
    // That channels, timing and frequency are set is reported; the figures could not be read, and none are made up.
    notSeen: ['hours', 'frequency'],
    rules: { caps: [], gaps: [] },
    conduct: [
      'Fair and cooperative conduct; steps grow gradually; the customer is told all they need to decide.',
    ],
  },
  {
    code: 'EU',
    name: 'European Union: without undue pressure (a careful reading)',
    countries: europeanUnion,
    appliesTo: 'consumer',
    validFrom: isoDate('2023-12-30'),
    source: [
      'Directive (EU) 2021/2167, article 10(1), applied from 30 December 2023: no harassment, coercion or undue influence',
      'https://eur-lex.europa.eu/eli/dir/2021/2167/oj',
    ],
    retrieved,
    figures: 'ours',
    notSeen: [],
    rules: {
      hours: {
        channels: 'all',
        open: [{ businessDaysOnly: true, from: timeOfDay('08:00'), until: timeOfDay('20:00') }],
      },
      caps: [{ channels: 'all', most: 3, days: 7 }],
      gaps: [],
    },
    conduct: ['Communication is no harassment, coercion or undue influence.'],
  },
  {
    code: 'US-REG-F',
    name: 'United States: Regulation F, for comparison',
    countries: ['US'],
    appliesTo: 'consumer',
    validFrom: isoDate('2021-11-30'),
    source: [
      '12 CFR 1006.6(b)(1), 1006.14(b)(2); for third-party collectors, not for a seller who collects its own claims',
      'https://insidearm.com/news/00048424-cfpb-releases-reg-f-guidance/ (what counts as a call)',
      'https://nafcu.org/compliance-blog/debt-collection-rule-and-call-limits-second-look (call limits)',
    ],
    retrieved,
    figures: 'ofTheText',
    notSeen: [],
    rules: {
      hours: {
        channels: ['call', 'sms', 'email'],
        open: [
          { from: timeOfDay('08:00'), until: timeOfDay('21:00') },
          { from: timeOfDay('00:00'), onlyIf: 'agreed' },
        ],
      },
      // The text counts the calls about one debt; counted over all debts of a customer this is stricter.
      caps: [{ channels: ['call'], most: 7, days: 7 }],
      // The day of the conversation is the first of the seven.
      gaps: [{ after: 'conversation', before: ['call'], days: 7 }],
    },
    conduct: ['Each e-mail and text message says how to opt out of them.'],
  },
];
