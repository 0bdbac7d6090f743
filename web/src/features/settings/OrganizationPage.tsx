/** Departments, posts and people; vacant posts alarmed; who stands in for whom; who sees and who may change what. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Chips, PageHead } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { type Process, processQuery } from "@/lib/process";
import { rowsQuery } from "@/lib/reference";
import { holds, useSession } from "@/lib/session";
import { roleName } from "@/features/process/words";
import ExportButton from "../export/ExportButton";
import { Absences } from "./Absences";
import { type Act, ActDialog } from "./ActDialog";
import { useMay } from "./duties";
import { Delegations } from "./Delegations";
import { Duties } from "./Duties";
import type { Department, Person, Post } from "./organization";
import { optionsOf, vacant } from "./organization";
import { People } from "./People";
import { Reorganizations } from "./Reorganizations";
import { SettingsNav } from "./SettingsNav";
import { Tree } from "./Tree";
import css from "./settings.module.css";

const TABS = ["tree", "people", "delegations", "absences", "plans", "duties"] as const;

/** What a tab is as a file. */
const LISTS: Partial<Record<(typeof TABS)[number], string>> = { tree: "posts", people: "users", delegations: "delegations" };

/** What the parts of the page share. */
export interface Organization {
  process: Process;
  departments: Department[];
  posts: Post[];
  people: Person[];
  may: (command: string) => boolean;
  act: (act: Act) => void;
}

export default function OrganizationPage() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const may = useMay();
  const [act, setAct] = useState<Act>();
  const process = useQuery(processQuery);
  const [departments, posts, people] = [useQuery(rowsQuery("/departments")), useQuery(rowsQuery("/posts")), useQuery(rowsQuery("/users"))];
  const fault = process.error ?? departments.error ?? posts.error ?? people.error;
  const session = useSession();
  // Plans are told to those who make them and to those who watch, and to nobody else before their day.
  const tabs = TABS.filter((one) => one !== "plans" || holds(session, "sys_admin", "security_admin", "general_manager", "auditor"));
  const tab = tabs.find((one) => one === search.tab) ?? "tree";
  const all = process.data && departments.data && posts.data && people.data;
  const organization: Organization | undefined = all ? { process: process.data, departments: departments.data as unknown as Department[], posts: posts.data as unknown as Post[], people: people.data as unknown as Person[], may, act: setAct } : undefined;
  return (
    <>
      <SettingsNav />
      <PageHead title={t("settings.page.organization")}>
        {LISTS[tab] ? <ExportButton list={LISTS[tab]} /> : null}
        {organization ? <Adders organization={organization} tab={tab} /> : null}
      </PageHead>
      <div className={css.tabs}>
        <Chips label={t("settings.page.organization")} chips={tabs.map((key) => ({ key, word: t(`organization.tab.${key}`) }))} chosen={tab} choose={(key) => void navigate({ to: ".", search: { tab: key }, replace: true })} />
      </div>
      {fault ? <Failure error={fault} /> : null}
      {!organization && !fault ? <Waiting rows={8} /> : null}
      {organization ? (
        <>
          <Vacancies organization={organization} />
          {tab === "tree" ? <Tree organization={organization} /> : null}
          {tab === "people" ? <People organization={organization} /> : null}
          {tab === "delegations" ? <Delegations organization={organization} /> : null}
          {tab === "absences" ? <Absences organization={organization} /> : null}
          {tab === "plans" ? <Reorganizations organization={organization} /> : null}
          {tab === "duties" ? <Duties process={organization.process} act={setAct} people={organization.people} posts={organization.posts} /> : null}
        </>
      ) : null}
      {act ? <ActDialog act={act} close={() => setAct(undefined)} /> : null}
    </>
  );
}

function Vacancies({ organization: { posts, departments, process } }: { organization: Organization }) {
  const { t } = useTranslation();
  const empty = vacant(posts);
  if (!empty.length) return null;
  const names = empty.map((post) => `${departments.find((one) => one.id === post.department)?.name ?? ""} ${roleName(process, post.role)}`);
  return (
    <p className={css.alarm} role="alert">
      <b>{t("organization.vacant", { count: empty.length })}</b> {names.join(t("setting.joint"))} <span className="mut">{t("organization.vacantNote")}</span>
    </p>
  );
}

/** What a tab lets one add. */
function Adders({ organization, tab }: { organization: Organization; tab: string }) {
  const { t } = useTranslation();
  const { may, act, process } = organization;
  const { department: places, post: posts } = optionsOf(organization);
  // Beside the company and not below it, a department would be out of reach of the posts that answer for all.
  const top = organization.departments.find((one) => one.active && !one.parent)?.id;
  const roles = process.roles.map((role) => ({ key: role.key, word: roleName(process, role.key) }));
  return (
    <>
      {tab === "tree" && may("create_department") ? <Button small icon="plus" onClick={() => act({ path: "/departments", type: "create_department", title: t("organization.addDepartment"), fields: [{ key: "name", word: t("rule.name") }, { key: "parent", word: t("organization.parent"), options: places, optional: true, value: top }] })}>{t("organization.addDepartment")}</Button> : null}
      {tab === "tree" && may("create_post") ? <Button small icon="plus" onClick={() => act({ path: "/posts", type: "create_post", title: t("organization.addPost"), note: t("organization.addPostNote"), fields: [{ key: "role", word: t("rule.kind.role"), options: roles }, { key: "department", word: t("organization.department"), options: places }, { key: "reports_to", word: t("organization.plan.fields.reports_to"), options: posts, optional: true }] })}>{t("organization.addPost")}</Button> : null}
      {tab === "people" && may("create_person") ? <Button small icon="plus" onClick={() => act({ path: "/users", type: "create_person", title: t("organization.addPerson"), note: t("organization.addPersonNote"), fields: [{ key: "name", word: t("organization.name") }, { key: "login", word: t("organization.login") }, { key: "department", word: t("organization.department"), options: places }, { key: "email", word: t("organization.email"), optional: true }] })}>{t("organization.addPerson")}</Button> : null}
    </>
  );
}
