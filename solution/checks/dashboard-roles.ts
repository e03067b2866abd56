/** Whom dashboards are for: roles that exist and may read all that is on them, in an order that says which one a person opens with. */
import { roles, type Role } from '@dunlin/shared/tables/roles';
import { filesMatching, type Source, type SourceFile } from '../package/source.ts';
import { standardTables } from '../schema/standard-tables.ts';
import { childNamed, descendants, textOf } from '../xml/parse.ts';
import { bareId, type Problem } from './catalog.ts';
import { repeated } from './forms.ts';

/** The platform's own administrators, by what their role is made from in every environment. */
const systemAdministrator = '627090ff-40a3-4053-8790-584edc5be201';

const ownRoles: readonly Role[] = roles;

export function dashboardRoleProblems(source: Source): Problem[] {
  const files = filesMatching(source, /^Dashboards\//);
  const orders = files.map(({ root }) => descendants(root, 'DisplayConditions')[0]?.attributes.Order ?? '');
  const served = new Set(files.flatMap(rolesOf));
  return [
    ...files.flatMap((file) => oneDashboard(file).map((message) => ({ file: file.path, message }))),
    ...repeated(orders).map((order) => ({
      file: 'Dashboards',
      message: `has two with the order “${order}”: which of them is opened first?`,
    })),
    ...ownRoles
      .filter(({ id, name }) => name !== appRole && !served.has(id))
      .map(({ name }) => ({ file: 'Dashboards', message: `has none for the role ${name}` })),
  ];
}

/** Nobody signs in with it. */
const appRole = 'Dunlin App';

function rolesOf({ root }: SourceFile): readonly string[] {
  return descendants(root, 'Role').map((role) => bareId(role.attributes.Id ?? ''));
}

function oneDashboard(file: SourceFile): string[] {
  const tables = descendants(file.root, 'parameters').map((parameters) =>
    textOf(childNamed(parameters, 'TargetEntityType')),
  );
  const ids = rolesOf(file);
  if (ids.length === 0) return ['is for nobody: name its roles in <DisplayConditions>'];
  return ids
    .filter((id) => id !== systemAdministrator)
    .flatMap((id) => {
      const role = ownRoles.find((one) => one.id === id);
      if (role === undefined) return [`is for the role ${id}, which does not exist`];
      return [...new Set(tables)]
        .filter((table) => !mayRead(role, table))
        .map((table) => `is for the role ${role.name}, which may not read ${table}`);
    });
}

function mayRead({ privileges, own, unit }: Role, table: string): boolean {
  const named = standardTables[table]?.privilege === 'Activity' ? 'activity' : table;
  return [privileges, own, unit].some((rights) => rights?.[named]?.includes('R') === true);
}
