/** Entities/<schema name>/Entity.xml of a table, and of a table somebody else owns to which Dunlin adds columns. */
import type { Extension, Table } from '@dunlin/shared/tables/table';
import { element, flag, text, type Element } from '../xml/element.ts';
import { activityColumns } from './activity-columns.ts';
import { introducedVersion } from './attribute.ts';
import { isAuditedTable } from './audited.ts';
import { descriptions, labelled, localizedNames } from './labels.ts';
import { columnXml } from './own-columns.ts';
import { standardTable } from './standard-tables.ts';
import { keysXml, systemColumns } from './system-columns.ts';

export function entityXml(table: Table): Element {
  return wrap(
    element('Name', { LocalizedName: table.label, OriginalName: table.label }, table.schemaName),
    element('entity', { Name: table.schemaName }, [
      localizedNames(table.label),
      labelled('LocalizedCollectionNames', 'LocalizedCollectionName', table.plural),
      descriptions(table.description),
      element('attributes', {}, sorted(columnsOf(table))),
      ...keysXml(table),
      text('EntitySetName', table.set),
      ...nature(table),
    ]),
  );
}

/** Only our columns, which may be none: the table keeps everything else as the environment has it. */
export function extensionXml(extension: Pick<Extension, 'name' | 'columns'>): Element {
  const { schemaName, label } = standardTable(extension.name);
  return wrap(
    element('Name', { LocalizedName: label, OriginalName: '' }, schemaName),
    element('entity', { Name: schemaName, unmodified: '1' }, [
      element(
        'attributes',
        {},
        sorted(
          Object.entries(extension.columns).flatMap(([name, column]) =>
            columnXml(extension, name, column, false),
          ),
        ),
      ),
    ]),
  );
}

function wrap(name: Element, entity: Element): Element {
  return element('Entity', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }, [
    name,
    element('EntityInfo', {}, [entity]),
    element('FormXml'),
    element('SavedQueries'),
    element('RibbonDiffXml'),
  ]);
}

function columnsOf(table: Table): Element[] {
  return [
    ...Object.entries(table.columns).flatMap(([name, column]) =>
      columnXml(table, name, column, name === table.primaryName),
    ),
    ...systemColumns(table),
    ...(table.activity === true ? activityColumns(table) : []),
  ];
}

/** Exports list columns by schema name, whatever their case. */
function sorted(attributes: readonly Element[]): Element[] {
  const nameOf = (attribute: Element) => (attribute.attributes.PhysicalName ?? '').toLowerCase();
  return attributes.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function nature(table: Table): Element[] {
  const activity = table.activity === true;
  return [
    flag('IsDuplicateCheckSupported', true),
    flag('IsBusinessProcessEnabled', false),
    flag('IsRequiredOffline', false),
    flag('IsInteractionCentricEnabled', false),
    // Activities have these three: they show among a row's activities, can be connected and go to the Outlook client.
    flag('IsCollaboration', activity),
    flag('AutoRouteToOwnerQueue', false),
    flag('IsConnectionsEnabled', activity),
    flag('IsDocumentManagementEnabled', false),
    flag('AutoCreateAccessTeams', false),
    flag('IsOneNoteIntegrationEnabled', false),
    flag('IsKnowledgeManagementEnabled', false),
    flag('IsSLAEnabled', false),
    flag('IsDocumentRecommendationsEnabled', false),
    flag('IsBPFEntity', false),
    text('OwnershipTypeMask', table.ownership === 'user' ? 'UserOwned' : 'OrgOwned'),
    flag('IsAuditEnabled', isAuditedTable(table.name)),
    flag('IsRetrieveAuditEnabled', false),
    flag('IsRetrieveMultipleAuditEnabled', false),
    flag('IsActivity', activity),
    text('ActivityTypeMask', activity ? 'CommunicationActivity' : ''),
    flag('IsActivityParty', false),
    flag('IsReplicated', activity),
    flag('IsReplicationUserFiltered', false),
    flag('IsMailMergeEnabled', false),
    flag('IsVisibleInMobile', false),
    flag('IsVisibleInMobileClient', true),
    flag('IsReadOnlyInMobileClient', false),
    flag('IsOfflineInMobileClient', false),
    text('DaysSinceRecordLastModified', 0),
    text('MobileOfflineFilters', ''),
    flag('IsMapiGridEnabled', true),
    flag('IsReadingPaneEnabled', true),
    flag('IsQuickCreateEnabled', table.quickCreate === true),
    flag('SyncToExternalSearchIndex', false),
    text('IntroducedVersion', introducedVersion),
    flag('IsCustomizable', true),
    flag('IsRenameable', true),
    flag('IsMappable', true),
    flag('CanModifyAuditSettings', true),
    flag('CanModifyMobileVisibility', true),
    flag('CanModifyMobileClientVisibility', true),
    flag('CanModifyMobileClientReadOnly', true),
    flag('CanModifyMobileClientOffline', true),
    flag('CanModifyConnectionSettings', true),
    flag('CanModifyDuplicateDetectionSettings', true),
    flag('CanModifyMailMergeSettings', true),
    flag('CanModifyQueueSettings', true),
    flag('CanCreateAttributes', true),
    flag('CanCreateForms', true),
    flag('CanCreateCharts', true),
    flag('CanCreateViews', true),
    flag('CanModifyAdditionalSettings', true),
    flag('CanEnableSyncToExternalSearchIndex', true),
    flag('EnforceStateTransitions', false),
    flag('CanChangeHierarchicalRelationship', true),
    flag('EntityHelpUrlEnabled', false),
    flag('ChangeTrackingEnabled', false),
    flag('CanChangeTrackingBeEnabled', true),
    flag('IsEnabledForExternalChannels', false),
    flag('IsMSTeamsIntegrationEnabled', false),
    flag('IsSolutionAware', false),
    ...(activity ? [text('HasRelatedNotes', 'True'), text('HasRelatedFeedback', 'True')] : []),
  ];
}
