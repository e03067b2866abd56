/** Requests that are right, or nearly: what the fuzz test takes apart. The fixture ledger is meant. */

export interface Sample {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const id = 'b0000000-0000-4000-8000-000000000001';

const batch =
  '--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\n' +
  'POST tst_invoices HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"tst_line":1}\r\n--c--\r\n--b--';

const fetchXml =
  '<fetch count="2" page="1"><entity name="tst_invoice"><attribute name="tst_line"/><order attribute="tst_line"/><filter type="or">' +
  '<condition attribute="tst_dueon" operator="last-x-days" value="3"/></filter><link-entity name="tst_debtor" from="tst_debtorid" ' +
  'to="tst_debtorid" link-type="outer" alias="d"><attribute name="tst_name"/></link-entity></entity></fetch>';

const fetchLinks =
  '<fetch><entity name="tst_debtor"><attribute name="tst_name"/><filter type="or"><link-entity name="tst_invoice" from="tst_debtorid" ' +
  'to="tst_debtorid" link-type="not any"><filter><condition attribute="tst_line" operator="between"><value>1</value><value>5</value></condition></filter>' +
  '</link-entity></filter><link-entity name="tst_invoice" from="tst_debtorid" to="tst_debtorid" link-type="matchfirstrowusingcrossapply"/></entity></fetch>';

const fetchGroups =
  '<fetch aggregate="true" aggregatelimit="10"><entity name="tst_invoice"><attribute name="tst_amount" aggregate="sum" alias="total"/>' +
  '<attribute name="tst_dueon" groupby="true" dategrouping="fiscal-period" alias="period"/><order alias="total" descending="true"/></entity></fetch>';

export const samples: readonly Sample[] = [
  { method: 'GET', path: `tst_invoices(${id})?$select=tst_name&$expand=tst_debtorid($select=tst_name)` },
  { method: 'GET', path: "tst_invoices(tst_document='a',tst_line=5)/tst_name/$value" },
  {
    method: 'GET',
    path: "tst_invoices?$filter=tst_line gt 3 and (contains(tst_name,'x') or tst_debtorid/tst_name eq null)&$orderby=tst_line desc&$top=3&$count=true",
  },
  {
    method: 'GET',
    path: "tst_invoices?$filter=Microsoft.Dynamics.CRM.In(PropertyName='tst_line',PropertyValues=['1','2'])",
  },
  {
    method: 'GET',
    path: "tst_debtors?$filter=tst_debtor_invoices/any(i:i/tst_line eq 2 and not startswith(i/tst_name,'a'))",
  },
  {
    method: 'GET',
    path: "EntityDefinitions(LogicalName='tst_invoice')/Attributes?$select=LogicalName&$filter=LogicalName eq 'x'",
  },
  {
    method: 'GET',
    path: `InitializeFrom(EntityMoniker=@r,TargetEntityName=@t,TargetFieldType=@f)?@r={'@odata.id':'tst_debtors(${id})'}&@t='tst_invoice'&@f=Microsoft.Dynamics.CRM.TargetFieldType'All'`,
  },
  { method: 'GET', path: "RetrieveTotalRecordCount(EntityNames=@p1)?@p1=['tst_invoice']" },
  {
    method: 'GET',
    path: 'tst_invoices?$skiptoken=<cookie pagenumber="2" pagingcookie="%253ccookie%2520page%253d%25221%2522%2F%253e" istracking="False" />',
  },
  { method: 'GET', path: `tst_invoices?fetchXml=${encodeURIComponent(fetchXml)}` },
  {
    method: 'POST',
    path: 'tst_invoices',
    body: '{"tst_name":"x","tst_line":1,"tst_dueon":"2025-01-01","tst_debtorid@odata.bind":"/tst_debtors(tst_number=\'1\')"}',
  },
  {
    method: 'PATCH',
    path: `tst_invoices(${id})`,
    body: '{"statecode":1,"statuscode":2,"tst_amount":1.5}',
    headers: { 'If-Match': 'W/"1"' },
  },
  {
    method: 'POST',
    path: 'tst_invoices/Microsoft.Dynamics.CRM.UpsertMultiple',
    body: '{"Targets":[{"@odata.type":"Microsoft.Dynamics.CRM.tst_invoice","@odata.id":"tst_invoices(tst_key=\'q\')"}]}',
  },
  { method: 'PUT', path: `tst_invoices(${id})/tst_debtorid/$ref`, body: '{"@odata.id":"tst_debtors(1)"}' },
  {
    method: 'POST',
    path: 'phonecalls',
    body: '{"subject":"s","phonecall_activity_parties":[{"participationtypemask":2,"addressused":"a"}]}',
  },
  { method: 'POST', path: '$batch', body: batch, headers: { 'Content-Type': 'multipart/mixed;boundary=b' } },
  {
    method: 'GET',
    path: 'accounts?$expand=primarycontactid($select=fullname;$expand=createdby),Account_Tasks($select=subject;$filter=statecode eq 0)',
    headers: { Prefer: 'odata.maxpagesize=2,odata.include-annotations="*"' },
  },
  {
    method: 'GET',
    path: 'tst_invoices?$apply=filter(tst_line gt 1)/groupby((tst_debtorid/tst_name,tst_kind),aggregate(tst_amount with sum as total,$count as n))',
  },
  {
    method: 'GET',
    path: `accounts?$filter=Microsoft.Dynamics.CRM.Under(PropertyName='accountid',PropertyValue='${id}') or Microsoft.Dynamics.CRM.InFiscalPeriodAndYear(PropertyName='createdon',PropertyValue1=2,PropertyValue2=2025)`,
  },
  { method: 'GET', path: `tst_debtors?fetchXml=${encodeURIComponent(fetchLinks)}` },
  { method: 'GET', path: `tst_invoices?fetchXml=${encodeURIComponent(fetchGroups)}` },
  { method: 'GET', path: 'accounts?$select=name&$deltatoken=12!2026-01-01T00:00:00Z' },
  { method: 'GET', path: 'contacts?$select=lastname', headers: { Prefer: 'odata.track-changes' } },
  { method: 'GET', path: `RetrieveSharedPrincipalsAndAccess(Target=@t)?@t={"@odata.id":"accounts(${id})"}` },
  {
    method: 'GET',
    path: `RetrieveRecordChangeHistory(Target=@t,PagingInfo=@p)?@t={'@odata.id':'accounts(${id})'}&@p={"PageNumber":1,"Count":2,"ReturnTotalRecordCount":true}`,
  },
  {
    method: 'GET',
    path: `RetrieveAttributeChangeHistory(Target={'@odata.id':'accounts(${id})'},AttributeLogicalName='name')`,
  },
  {
    method: 'GET',
    path: `audits?$select=_objectid_value,objecttypecode&$filter=_objectid_value eq ${id} and action eq 2&$orderby=createdon desc`,
  },
  {
    method: 'POST',
    path: 'Merge',
    body: `{"Target":{"@odata.type":"Microsoft.Dynamics.CRM.account","accountid":"${id}"},"Subordinate":{"@odata.type":"Microsoft.Dynamics.CRM.account","accountid":"${id}"},"UpdateContent":{"name":"x"},"PerformParentingChecks":false}`,
  },
  {
    method: 'POST',
    path: 'DeleteRecordChangeHistory',
    body: `{"Target":{"@odata.type":"Microsoft.Dynamics.CRM.account","accountid":"${id}"}}`,
  },
  {
    method: 'GET',
    path: `RetrieveTotalRecordCount(EntityNames=['account'])`,
    headers: { CallerObjectId: id },
  },
  {
    method: 'POST',
    path: 'GrantAccess',
    body: `{"Target":{"@odata.type":"Microsoft.Dynamics.CRM.account","accountid":"${id}"},"PrincipalAccess":{"Principal":{"@odata.type":"Microsoft.Dynamics.CRM.systemuser","systemuserid":"${id}"},"AccessMask":"ReadAccess, WriteAccess"}}`,
  },
  {
    method: 'POST',
    path: 'RouteTo',
    body: `{"Target":{"@odata.type":"Microsoft.Dynamics.CRM.queue","queueid":"${id}"},"QueueItem":{"@odata.type":"Microsoft.Dynamics.CRM.queueitem","queueitemid":"${id}"}}`,
  },
  {
    method: 'POST',
    path: `emails(${id})/Microsoft.Dynamics.CRM.SendEmail`,
    body: '{"IssueSend":true,"TrackingToken":""}',
  },
  {
    method: 'POST',
    path: 'accounts',
    body: '{"name":"x","primarycontactid":{"lastname":"y"},"Account_Tasks":[{"subject":"z"}],"revenue":1.5}',
  },
  {
    method: 'POST',
    path: "EntityDefinitions(LogicalName='tst_invoice')/Attributes",
    body: '{"@odata.type":"Microsoft.Dynamics.CRM.PicklistAttributeMetadata","SchemaName":"tst_x y","RequiredLevel":{"Value":"None"},"DisplayName":{"LocalizedLabels":[{"Label":"x","LanguageCode":1033}]},"OptionSet":{"Options":[{"Value":1,"Label":{}}]}}',
  },
  {
    method: 'PUT',
    path: "EntityDefinitions(LogicalName='tst_invoice')",
    body: '{"LogicalName":"tst_invoice","DisplayName":{"LocalizedLabels":[{"Label":"x","LanguageCode":1033}]},"DisplayCollectionName":{"LocalizedLabels":[]},"Description":{},"HasActivities":true,"HasNotes":true,"ChangeTrackingEnabled":true,"IsAuditEnabled":{"Value":true},"IsValidForQueue":{"Value":false}}',
    headers: { 'MSCRM.MergeLabels': 'true' },
  },
  {
    method: 'PUT',
    path: "EntityDefinitions(LogicalName='tst_invoice')/Attributes(LogicalName='tst_line')",
    body: '{"LogicalName":"tst_line","DisplayName":{},"Description":{},"RequiredLevel":{"Value":"None"},"IsAuditEnabled":{"Value":true},"IsSecured":false,"MinValue":0,"MaxValue":9}',
  },
  {
    method: 'POST',
    path: 'CreateCustomerRelationships',
    body: '{"OneToManyRelationships":[{"SchemaName":"tst_i_a","ReferencedEntity":"account","ReferencingEntity":"tst_invoice"},{"SchemaName":"tst_i_c","ReferencedEntity":"contact","ReferencingEntity":"tst_invoice"}],"Lookup":{"SchemaName":"tst_Whom x"}}',
  },
  {
    method: 'POST',
    path: 'RelationshipDefinitions',
    body: '{"@odata.type":"Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata","SchemaName":"tst_a_b","ReferencedEntity":"accounts","ReferencingEntity":"tst_invoice","Lookup":{"SchemaName":"tst_AccountId"}}',
  },
];
