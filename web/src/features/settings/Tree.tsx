/** Departments in their tree, each with its posts, who holds them and since when. */
import { useTranslation } from "react-i18next";
import { roleName } from "@/features/process/words";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Person as Face } from "@/light/Avatar";
import { Tag } from "@/light/Tag";
import { day } from "@/lib/due";
import { nameOf } from "@/lib/names";
import type { Organization } from "./OrganizationPage";
import { type Department, optionsOf, type Post, treeOf } from "./organization";
import css from "./settings.module.css";

export function Tree({ organization }: { organization: Organization }) {
  const { t } = useTranslation();
  return (
    <Card label={t("organization.tab.tree")}>
      <ul className={css.tree}>
        {treeOf(organization.departments).map(({ department, depth }) => (
          <li key={department.id} style={{ "--depth": depth } as React.CSSProperties}>
            <Head organization={organization} department={department} />
            <ul>
              {organization.posts
                .filter((post) => post.department === department.id && post.active)
                .map((post) => (
                  <PostRow key={post.id} organization={organization} post={post} />
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Head({ organization, department }: { organization: Organization; department: Department }) {
  const { t } = useTranslation();
  const { people, may, act } = organization;
  const places = optionsOf(organization).department.filter((one) => one.key !== department.id);
  const path = `/departments/${department.id}`;
  const count = people.filter((one) => one.department === department.id && one.active).length;
  return (
    <div className={css.department}>
      <b>{department.name}</b> <small className="mut">{t("organization.people", { count })}</small>
      {department.active ? null : <Tag>{t("organization.closed")}</Tag>}
      <span className="sp" />
      {may("move_department") && department.active ? <Button small look="text" onClick={() => act({ path, type: "move_department", version: department.version, title: t("organization.plan.kinds.move_department"), fields: [{ key: "parent", word: t("organization.parent"), options: places, optional: true, value: department.parent ?? "" }] })}>{t("organization.plan.kinds.move_department")}</Button> : null}
      {may("rename_department") && department.active ? <Button small look="text" onClick={() => act({ path, type: "rename_department", version: department.version, title: t("organization.rename"), fields: [{ key: "name", word: t("rule.name"), value: department.name }] })}>{t("organization.rename")}</Button> : null}
      {may("close_department") && department.active ? <Button small look="text" onClick={() => act({ path, type: "close_department", version: department.version, title: t("organization.close", { name: department.name }), note: t("organization.closeNote") })}>{t("organization.closeShort")}</Button> : null}
    </div>
  );
}

function PostRow({ organization, post }: { organization: Organization; post: Post }) {
  const { t } = useTranslation();
  const { process, people, posts, may, act } = organization;
  const options = optionsOf(organization);
  const holder = people.find((one) => one.id === post.holder);
  const superior = posts.find((one) => one.id === post.reports_to);
  const above = people.find((one) => one.id === superior?.holder);
  const path = `/posts/${post.id}`;
  const places = [
    { key: "department", word: t("organization.department"), options: options.department, value: post.department },
    { key: "reports_to", word: t("organization.plan.fields.reports_to"), options: options.post.filter((one) => one.key !== post.id), optional: true, value: post.reports_to ?? "" },
  ];
  return (
    <li className={css.post}>
      <span>{roleName(process, post.role)}</span>
      <span>{post.holder ? <Face name={nameOf(holder)} /> : <Tag tone="amber" icon="warn">{t("organization.empty")}</Tag>}</span>
      <small className="mut">
        {post.holder ? t("organization.since", { on: day(post.since) }) : ""}
        {post.acting_until ? ` · ${t("organization.acting", { on: day(post.acting_until) })}` : ""}
        {superior ? ` · ${t("organization.reports", { to: above ? nameOf(above) : roleName(process, superior.role) })}` : ""}
      </small>
      <span className={css.acts}>
        {!post.holder && may("fill_post") ? <Button small onClick={() => act({ path, type: "fill_post", version: post.version, title: t("organization.fill"), note: t("organization.fillNote"), fields: [{ key: "person", word: t("organization.plan.fields.person"), options: options.person }, { key: "acting_until", word: t("organization.actingUntil"), kind: "date", optional: true }] })}>{t("organization.fill")}</Button> : null}
        {may("move_post") ? <Button small look="text" onClick={() => act({ path, type: "move_post", version: post.version, title: t("organization.plan.kinds.move_post"), fields: places })}>{t("organization.plan.kinds.move_post")}</Button> : null}
        {post.holder && may("vacate_post") ? <Button small look="text" onClick={() => act({ path, type: "vacate_post", version: post.version, title: t("organization.vacate"), note: t("organization.vacateNote", { name: nameOf(holder) }) })}>{t("organization.vacate")}</Button> : null}
        {!post.holder && may("close_post") ? <Button small look="text" onClick={() => act({ path, type: "close_post", version: post.version, title: t("organization.closePost") })}>{t("organization.closePost")}</Button> : null}
      </span>
    </li>
  );
}
