/** People with the roles that their posts give them. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { roleName } from "@/features/process/words";
import { Person as Face } from "@/light/Avatar";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Rows } from "@/light/Page";
import { Empty } from "@/light/states";
import { Tag } from "@/light/Tag";
import { nameOf } from "@/lib/names";
import { holds, useSession } from "@/lib/session";
import { SignInOf } from "./SignInOf";
import type { Organization } from "./OrganizationPage";
import { optionsOf, type Person } from "./organization";
import css from "./settings.module.css";

export function People({ organization }: { organization: Organization }) {
  const { t } = useTranslation();
  const session = useSession();
  const watches = holds(session, "sys_admin", "security_admin");
  const [signInOf, setSignInOf] = useState<string>();
  const [typed, setTyped] = useState("");
  const { process, people, posts, departments, may, act } = organization;
  const places = optionsOf(organization).department;
  const correctable = (one: Person) => [
    { key: "name", word: t("organization.name"), value: one.name ?? "" },
    { key: "email", word: t("organization.email"), value: one.email ?? "", optional: true },
    { key: "phone", word: t("settings.phone"), value: one.phone ?? "", optional: true },
  ];
  const wanted = typed.trim().toLowerCase();
  const shown = [...people].sort((a, b) => Number(b.active) - Number(a.active) || nameOf(a).localeCompare(nameOf(b), "zh")).filter((one) => !wanted || `${one.name ?? ""} ${one.login ?? ""}`.toLowerCase().includes(wanted));
  return (
    <Card label={t("organization.tab.people")}>
      <p className={css.filter}>
        <input className="field" aria-label={t("organization.find")} placeholder={t("organization.find")} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </p>
      {shown.length ? (
        <Rows stacked label={t("organization.tab.people")} heads={[t("organization.name"), t("organization.login"), t("organization.department"), t("organization.roles"), ""]}>
          {shown.map((one) => {
            const held = posts.filter((post) => post.holder === one.id && post.active);
            const path = `/users/${one.id}`;
            return (
              <tr key={one.id}>
                <td>
                  <Face name={nameOf(one)} />
                </td>
                <td>{one.login ?? "—"}</td>
                <td>{departments.find((department) => department.id === one.department)?.name}</td>
                <td>
                  {held.map((post) => (
                    <Tag key={post.id} tone="blue">{roleName(process, post.role)}</Tag>
                  ))}
                  {one.active ? null : <Tag>{t("organization.left")}</Tag>}
                </td>
                <td className={css.end}>
                  {one.active && watches ? <Button small look="text" onClick={() => setSignInOf(one.id)}>{t("organization.signIn")}</Button> : null}
                  {one.active && may("correct_person") ? <Button small look="text" onClick={() => act({ path, type: "correct_person", version: one.version, title: t("organization.command.correct_person"), fields: correctable(one), body: (values) => values })}>{t("act.edit")}</Button> : null}
                  {one.active && may("move_person") ? <Button small look="text" onClick={() => act({ path, type: "move_person", version: one.version, title: t("organization.plan.kinds.move_person"), fields: [{ key: "department", word: t("organization.department"), options: places, value: one.department }] })}>{t("organization.command.move_person")}</Button> : null}
                  {one.active && may("hand_over") ? <Link to="/hand-overs" search={{ from: one.id }}>{t("handover.title")}</Link> : null}
                  {one.active && may("disable_person") ? <Button small look="text" onClick={() => act({ path, type: "disable_person", version: one.version, title: t("organization.disable"), note: t("organization.disableNote", { name: nameOf(one) }) })}>{t("organization.disable")}</Button> : null}
                  {!one.active && may("enable_person") ? <Button small look="text" onClick={() => act({ path, type: "enable_person", version: one.version, title: t("organization.enable") })}>{t("organization.enable")}</Button> : null}
                </td>
              </tr>
            );
          })}
        </Rows>
      ) : (
        <Empty>{t("form.noneFound")}</Empty>
      )}
      {signInOf ? <SignInOf id={signInOf} name={nameOf(people.find((one) => one.id === signInOf) ?? { name: "" })} close={() => setSignInOf(undefined)} /> : null}
    </Card>
  );
}
