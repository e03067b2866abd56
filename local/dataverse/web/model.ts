/** `$metadata`: tables as entity types of an EDM model. Functions and actions are not in it. */
import type { Session } from '../engine.ts';
import { badRequest } from '../errors.ts';
import { isLookup, isPrincipal, propertyOf, type Catalog, type Table } from '../metadata/catalog.ts';
import { edmType } from '../query/odata/bind.ts';
import { escapeXml } from '../xml.ts';
import type { WebRequest, WebResponse } from './http.ts';

const models = new WeakMap<Catalog, string>();

export function answerModel({ engine }: Session, { method }: WebRequest): WebResponse {
  if (method !== 'GET') throw badRequest('The $metadata document can only be read.');
  let model = models.get(engine.catalog);
  if (model === undefined) {
    model = modelOf(engine.catalog);
    models.set(engine.catalog, model);
  }
  return { status: 200, headers: { 'Content-Type': 'application/xml', 'OData-Version': '4.0' }, body: model };
}

function modelOf(catalog: Catalog): string {
  const tables = [...catalog.tables.values()];
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>' +
    '<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">' +
    '<EntityType Name="crmbaseentity" Abstract="true" />' +
    '<EntityType Name="principal" BaseType="mscrm.crmbaseentity"><Key><PropertyRef Name="ownerid" /></Key>' +
    '<Property Name="ownerid" Type="Edm.Guid" /></EntityType>' +
    tables.map(entityType).join('') +
    `<EntityContainer Name="System">${tables.map(entitySet).join('')}</EntityContainer>` +
    '</Schema></edmx:DataServices></edmx:Edmx>'
  );
}

function entityType(table: Table): string {
  const principal = isPrincipal(table);
  const key = principal ? '' : `<Key><PropertyRef Name="${table.primaryId}" /></Key>`;
  const properties = table.columns
    .filter((column) => !(principal && propertyOf(column) === 'ownerid'))
    .map((column) => `<Property Name="${propertyOf(column)}" Type="${edmType(column)}" />`)
    .join('');
  const base = principal ? 'principal' : 'crmbaseentity';
  return (
    `<EntityType Name="${table.logicalName}" BaseType="mscrm.${base}">${key}${properties}` +
    `${singles(table)}${collections(table)}</EntityType>`
  );
}

/** The owner's type is what users and teams have in common. */
function singles(table: Table): string {
  return [...table.singles.values()]
    .filter(({ column }) => isLookup(column))
    .map(({ name, column, targets: [target, ...others] }) => {
      const type = others.length > 0 || target === undefined ? 'principal' : target.logicalName;
      const id = others.length > 0 || target === undefined ? 'ownerid' : target.primaryId;
      return (
        `<NavigationProperty Name="${escapeXml(name)}" Type="mscrm.${type}">` +
        `<ReferentialConstraint Property="${propertyOf(column)}" ReferencedProperty="${id}" /></NavigationProperty>`
      );
    })
    .join('');
}

function collections(table: Table): string {
  return [...table.collections.values()]
    .map(
      ({ name, table: target }) =>
        `<NavigationProperty Name="${escapeXml(name)}" Type="Collection(mscrm.${target.logicalName})" />`,
    )
    .join('');
}

function entitySet(table: Table): string {
  const bindings = [...table.collections.values()]
    .map(
      ({ name, table: target }) =>
        `<NavigationPropertyBinding Path="${escapeXml(name)}" Target="${target.entitySetName}" />`,
    )
    .join('');
  return `<EntitySet Name="${table.entitySetName}" EntityType="mscrm.${table.logicalName}">${bindings}</EntitySet>`;
}
