/** Files and given-out copies in which the person may stand: no search reads into them, so people look them through. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Rows } from "@/light/Page";
import { Tag } from "@/light/Tag";
import type { Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import type { Found } from "./privacy";

export function Papers({ found }: { found: Found }) {
  const { t } = useTranslation();
  return (
    <>
      {found.files.length ? (
        <Rows stacked label={t("privacy.files")} heads={[t("privacy.files"), t("privacy.ofDeal"), ""]}>
          {found.files.map((file) => <File key={file.sha256} file={file} />)}
        </Rows>
      ) : null}
      {found.copies.length ? (
        <Rows stacked label={t("privacy.copies")} heads={[t("privacy.copies"), t("privacy.code"), t("privacy.issued"), ""]}>
          {found.copies.map((copy) => <Copy key={copy.code} copy={copy} />)}
        </Rows>
      ) : null}
    </>
  );
}

function File({ file }: { file: Schemas["SubjectFile"] }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>{file.name ?? `${file.sha256.slice(0, 16)}…`}</td>
      <td>{file.deal ? <Link to="/deals/$id" params={{ id: file.deal }}>{file.numbers.join(" · ")}</Link> : t("privacy.elsewhere")}</td>
      <td>{file.names_him ? <Tag tone="amber">{t("privacy.namesHim")}</Tag> : null}</td>
    </tr>
  );
}

function Copy({ copy }: { copy: Schemas["SubjectCopy"] }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td><Link to="/deals/$id" params={{ id: copy.deal }}>{copy.number ?? copy.kind}</Link>{copy.revision ? ` · ${t("privacy.revision", { count: copy.revision })}` : ""}</td>
      <td>{copy.code}</td>
      <td>{moment(copy.issued_at)}</td>
      <td>
        {copy.mentions_him ? <Tag tone="amber">{t("privacy.mentionsHim")}</Tag> : null}
        {copy.mailed_to_him ? <Tag>{t("privacy.mailedToHim")}</Tag> : null}
      </td>
    </tr>
  );
}
